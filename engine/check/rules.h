#pragma once
// Rules and which of them override which. Source: language.md section 4.
//
// Precondition: headers, vocabulary, facts, notices and named conditions have been checked.

#include <engine/check/checking.h>

namespace licet::check {

void check_rules(Checking& checking);

}  // namespace licet::check
