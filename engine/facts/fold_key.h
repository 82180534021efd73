#pragma once
// What tells whether a folded state was made under declarations that fold alike.
//
// Pure. Source: architecture.md, Facts; docs/store_format.md, "Fold key".

#include <array>
#include <cstdint>
#include <engine/check/model.h>

namespace licet::facts {

using FoldKey = std::array<std::uint8_t, 16>;

/// A digest of all that fold() and those who read a folded state take from a policy set: the names of declarations in
/// source order, because a state holds their numbers; hierarchies; types, owners and choices of facts; wordings,
/// confirmations, periods, scope and `provided … at grant` of consents; zone and zone data. Rules, levels, retentions
/// and scenarios do not count. In proportion to the declarations.
FoldKey fold_key_of(const model::Model& model);

}  // namespace licet::facts
