#pragma once
// The ways on from a node: the values of its variable, by the child that they lead to.

#include <engine/graph/decision_graph.h>
#include <vector>

namespace licet::graph {

struct Branch {
  FrozenRef child = kLeafFalse;
  std::vector<std::uint32_t> values;  ///< ascending
};

/// In the order of their first values. O(values × branches).
std::vector<Branch> branches_of(const DecisionGraph& graph, FrozenRef node);

/// How many nodes are reachable from `root`. O(graph).
std::size_t count_nodes(const DecisionGraph& graph, FrozenRef root);

}  // namespace licet::graph
