#pragma once
// The order in which rules are settled: those that override before those that they override.

#include <engine/check/model.h>
#include <vector>

namespace licet::graph {

/// By RuleId: the rule's place in an order in which every overrider stands before what it overrides. The relation has
/// no cycle (engine/check). O(rules + overrides).
std::vector<std::uint32_t> override_order(const model::Model& model);

}  // namespace licet::graph
