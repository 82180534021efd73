#pragma once
// Rules and which of them override which. Source: language.md section 4, language-additions.md "Refer".
//
// Precondition: headers, vocabulary, facts, notices and named conditions have been checked.

#include <engine/check/checking.h>
#include <engine/check/condition_use.h>

namespace licet::check {

void check_rules(Checking& checking, const ConditionUses& uses);

}  // namespace licet::check
