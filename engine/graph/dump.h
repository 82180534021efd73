#pragma once
// The decision graph as text, in the words of the policy, for tests and for people who work on the engine.
//
// Stable: the same policy set gives the same bytes. Pure; any thread. O(graph).

#include <engine/graph/decision_graph.h>
#include <string>

namespace licet::graph {

/// Tables with their segments and rules, then the roots of levels, retentions and consents, then every node with the
/// child for each value. The graph must be of this model.
std::string dump(const DecisionGraph& graph, const model::Model& model);

}  // namespace licet::graph
