#pragma once
// The first part of check(): enters every declared name into the model, so that references may go forward.
//
// A name that is declared again is reported; both declarations are kept, the name means the first. What is declared
// again is thereby still checked itself. Source: language.md section 1.

#include <engine/check/checking.h>

namespace licet::check {

/// Fills Checking::declared, and in the model the titles and indexes of every kind.
void declare_names(Checking& checking);

}  // namespace licet::check
