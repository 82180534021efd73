#pragma once
// Every rule's stated value: what the graph says of each rule of a request's table against the slow evaluator's trace.

#include <engine/decide/decider.h>
#include <string>
#include <tests/reference/evaluate.h>
#include <vector>

namespace licet::random {

struct Sides;

/// The first rule that differs, and in what; empty if none does. `sides` are then the two values.
std::string differing_rule(const decide::Decider& decider, const exchange::Question& question,
                           const decide::States& states, const std::vector<reference::CategoryTrace>& trace,
                           decide::Workspace& workspace, Sides& sides);

}  // namespace licet::random
