#pragma once
// Scenarios of the text → events, requests and expectations. Source: language.md sections 10 and 11.
//
// Precondition: all else has been checked.

#include <engine/check/checking.h>
#include <engine/check/scenarios.h>
#include <vector>

namespace licet::check {

/// Scenarios in source order. What is wrong in one is reported, and left out of it.
std::vector<model::Scenario> lower_scenarios(Checking& checking);

}  // namespace licet::check
