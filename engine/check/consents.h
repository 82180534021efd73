#pragma once
// Consent declarations. Source: language.md section 3.
//
// Precondition: vocabulary, facts, notices and named conditions have been checked.

#include <engine/check/checking.h>
#include <engine/check/condition_use.h>

namespace licet::check {

void check_consents(Checking& checking, const ConditionUses& uses);

}  // namespace licet::check
