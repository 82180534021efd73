#pragma once
// What tells whether a folded state was made under declarations that fold alike.
//
// Pure. Source: architecture.md, Facts; docs/store_format.md, "Fold key".

#include <array>
#include <cstdint>
#include <engine/check/model.h>

namespace licet::facts {

using FoldKey = std::array<std::uint8_t, 16>;

/// A digest of all that fold() and those who read a folded state take from a policy set: names, in source order because
/// a state holds their numbers, and hierarchies of purposes, channels and data; facts with type, owner, choices, and
/// whether some consent asks for the value at its grant; notices and consents with the identifiers of their wordings;
/// purposes, channels, scope, confirmation and validity of consents; zone and zone data; and of the language's
/// additions which times rest on events, with their places, what is kept by item, and what FoldPlan says. Nothing else
/// counts: not actions, recipients, rules, levels, retentions, conditions, titles, texts of wordings. A set without
/// additions has the key that version 1 of the language gave it. In proportion to the declarations.
FoldKey fold_key_of(const model::Model& model);

}  // namespace licet::facts
