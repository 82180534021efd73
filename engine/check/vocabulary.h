#pragma once
// Purposes, actions, channels, data and recipients: what lies within what, what is special, what actions need.
//
// Source: language.md section 2. Precondition: declare_names has run.

#include <engine/check/checking.h>

namespace licet::check {

/// Sets the hierarchies, Model::action_needs and Model::special. Of a circle, which is reported, the first member is
/// taken as a top.
void check_vocabulary(Checking& checking);

}  // namespace licet::check
