#pragma once
// Diagrams of the forest → dense arrays. Only what the roots reach is kept. Private to the building of the graph.

#include <engine/graph/decision_graph.h>
#include <engine/graph/forest.h>
#include <vector>

namespace licet::graph {

/// Puts the nodes that `roots` reach into graph.words and nodes, parents first, and returns the roots'
/// places.
std::vector<FrozenRef> freeze(const Forest& forest, const std::vector<NodeRef>& roots, DecisionGraph& graph);

}  // namespace licet::graph
