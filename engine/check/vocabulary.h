#pragma once
// Purposes, actions, channels, data and recipients: what lies within what, what is special or
// kept by item, what actions need.
//
// Source: language.md section 2, language-additions.md "Items". Precondition: declare_names has run.

#include <engine/check/checking.h>

namespace licet::check {

/// Sets the hierarchies, Model::action_needs, Model::special and Model::by_item. Of a circle, which is reported, the
/// first member is taken as a top.
void check_vocabulary(Checking& checking);

}  // namespace licet::check
