#pragma once
// What is different when a decision ends. Private to this stage. Pure.

#include <licet/explanation.h>
#include <vector>

namespace licet::explain {

/// Fills conditions, into_force and out_of_force from the same request explained at both instants: the same categories,
/// and in each the same reached rules.
void compare(const std::vector<CategoryExplanation>& before, const std::vector<CategoryExplanation>& after,
             DecisionChange& into);

}  // namespace licet::explain
