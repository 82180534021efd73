#pragma once
// What tells whether dates on which something falls due were found by retention rules that say the same.
//
// Pure. Source: docs/store_format.md, "Due".

#include <engine/check/model.h>
#include <engine/facts/due_rules.h>

namespace licet::decide {

/// A digest of all that next_due() takes from a policy set: what its fold key is of (facts/fold_key.h), and of each
/// retention what it keeps, when it counts, its periods with what they run from, `while`, and whether it is a first
/// stage; with the conditions that stand in it, named ones by what they mean, and the `provided` of the consents that
/// it asks about. Rules, levels, actions, titles and citations do not count. In proportion to the declarations.
facts::RetentionKey retention_key_of(const model::Model& model);

}  // namespace licet::decide
