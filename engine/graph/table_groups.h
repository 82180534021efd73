#pragma once
// Tables that decide alike, shown as one.

#include <engine/graph/decision_graph.h>
#include <span>
#include <string>
#include <vector>

namespace licet::graph {

struct TableGroup {
  std::vector<std::size_t> tables;  ///< at least one, ascending
  std::vector<std::string> headings;
};

/// "send, call for newsletter, prize_draw": a line for each list of actions, with all purposes for which it is this.
std::vector<std::string> headings_of(const DecisionGraph& graph, const model::Model& model,
                                     std::span<const std::size_t> tables);

/// Groups some of the tables by their segments; in the order of the first table of each. O(their segments + names).
std::vector<TableGroup> groups_of(const DecisionGraph& graph, const model::Model& model,
                                  std::span<const std::size_t> tables);

/// The rules of a segment in deciding order, with their places in the table's decision list, from 1.
struct ListedRule {
  std::size_t place = 0;
  model::RuleId rule;
};

/// By segment of the table. O(rules of the table + graph).
std::vector<std::vector<ListedRule>> rules_of_segments(const DecisionGraph& graph, const model::Model& model,
                                                       std::size_t table);

}  // namespace licet::graph
