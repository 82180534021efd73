#pragma once
// Which purposes and actions a table is for, and which table is for them.

#include <engine/graph/decision_graph.h>
#include <string>
#include <vector>

namespace licet::graph {

/// All members of the two classes, in source order.
struct TableNames {
  std::vector<std::string> purposes;
  std::vector<std::string> actions;
};

TableNames names_of_table(const DecisionGraph& graph, const model::Model& model, std::size_t table);

/// The rules of a table as it decides: forbids in source order, then permits. Rules that never are effective are left
/// out.
std::vector<model::RuleId> decision_list(const DecisionGraph& graph, const model::Model& model, std::size_t table);

}  // namespace licet::graph
