#pragma once
// Levels and how they stand above one another. Source: language.md section 8.
//
// Precondition: facts, notices, consents' names and named conditions have been checked.

#include <engine/check/checking.h>
#include <engine/check/condition_use.h>

namespace licet::check {

void check_levels(Checking& checking, const ConditionUses& uses);

}  // namespace licet::check
