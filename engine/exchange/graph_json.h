#pragma once
// The decision graph, or a part of it, as JSON. Its form is described in docs/graph.md.
//
// Pure; any thread. The same policy set gives the same bytes.

#include <engine/graph/decision_graph.h>
#include <optional>
#include <span>
#include <string>

namespace licet::exchange {

/// Which part is written, with the nodes that it reaches. Nodes keep their numbers.
struct GraphPart {
  std::span<const std::size_t> tables;  ///< places in DecisionGraph::tables
  std::optional<model::RuleId> rule;    ///< only this rule, and no segments
  bool whole = false;                   ///< levels, retentions and consents, too
};

/// One object in one line, without an end of line. O(graph).
std::string write_graph(const graph::DecisionGraph& graph, const model::Model& model, const GraphPart& part);

}  // namespace licet::exchange
