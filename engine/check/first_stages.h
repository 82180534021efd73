#pragma once
// Retention rules with `then restrict`. Source: language-additions.md "Retention that follows the statute".
//
// Precondition: check_retentions has run, and all else that has conditions has been checked.

#include <engine/check/checking.h>
#include <engine/check/condition_use.h>

namespace licet::check {

/// Which of them are a first stage, see additions.h.
void check_first_stages(Checking& checking, const ConditionUses& uses);

/// Warns of what a first stage restricts and no retention ends; once each, where it is kept first. Runs after
/// check_first_stages.
void warn_of_stages_without_end(Checking& checking);

}  // namespace licet::check
