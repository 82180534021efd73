#pragma once
// When what a holder holds falls due, told to the index on disk.
//
// Private to engine/licet. Thread rule: as facts::DueRules. Source: docs/store_format.md, "Due".

#include <engine/facts/due_rules.h>
#include <licet/policy.h>

namespace licet {

/// The dates of a policy set; without a key if one of its retentions keeps `decisions`, of which a row knows nothing.
/// Keeps the set alive.
facts::DueRules due_dates(const PolicySet& policy);

}  // namespace licet
