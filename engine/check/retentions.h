#pragma once
// Retention rules, and whether they cover what may be used. Source: language.md section 7, language-additions.md
// "Retention that follows the statute".
//
// Precondition: vocabulary, facts, notices, named conditions, consents and rules have been checked.

#include <engine/check/checking.h>
#include <engine/check/condition_use.h>

namespace licet::check {

void check_retentions(Checking& checking, const ConditionUses& uses);

/// Every category that a permit or a consent names must be kept by a retention rule, by its name or within what the
/// rule names; reported once a category, where it is named first. Runs after check_retentions.
void check_retention_coverage(Checking& checking);

}  // namespace licet::check
