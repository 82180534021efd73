#pragma once
// The headers of the files: the set's name and version, its time zone, and from when until when each file is in force.
//
// Source: language.md section 1.

#include <engine/check/checking.h>

namespace licet::check {

/// Sets Model::name, title, version and zone, and Checking::force_of_file. Runs before all that reckons with time.
void check_headers(Checking& checking);

/// The instants between which a clause `in force` holds; without a clause always. Reports a clause that ends before it
/// begins. Precondition: the model's zone is set.
model::ForceSpan force_span(Checking& checking, const std::optional<syntax::InForce>& clause);

}  // namespace licet::check
