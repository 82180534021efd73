#pragma once
// The invariants of the graph's representations, checked after the pass that makes them.
//
// Each gives the first violation in words for whoever works on the engine, none if all hold. A violation is an error of
// the engine, never of a policy. Pure; any thread; no recursion.

#include <engine/graph/decision_graph.h>
#include <engine/graph/forest.h>
#include <optional>
#include <string>

namespace licet::graph {

/// Variables ascend along every edge; a node has a child for each value of its variable, and not only equal ones; no
/// two nodes are equal. O(nodes).
std::optional<std::string> violation(const Forest& forest, const VariableSet& variables);

/// The same of the frozen nodes, which stand one behind the other without a gap, parents before children, all within
/// bounds, each reached from a root; what is under a
/// root ends in leaves of its kind, and decisions are those of rules of the right effect; overriders ask only
/// overriders before them; tables are complete, hold the rules that reach them, and their segments decide in the order
/// of the decision list. O(graph + rules × classes).
std::optional<std::string> violation(const DecisionGraph& graph, const model::Model& model);

}  // namespace licet::graph
