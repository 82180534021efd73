#include <algorithm>
#include <engine/graph/rule_reach.h>
#include <engine/graph/table_names.h>

namespace licet::graph {
namespace {

template <class Titles>
std::vector<std::string> members(const ClassesOfKind& classes, const Titles& titles, std::size_t wanted) {
  std::vector<std::string> names;
  for (std::size_t name = 0; name < classes.of_name.size(); ++name) {
    if (classes.of_name[name] == wanted) names.push_back(titles[name].name);
  }
  return names;
}

}  // namespace

TableNames names_of_table(const DecisionGraph& graph, const model::Model& model, std::size_t table) {
  const RequestClasses& classes = graph.variables.classes();
  return {members(classes.purposes, model.purposes.titles, table / classes.actions.count),
          members(classes.actions, model.actions.titles, table % classes.actions.count)};
}

std::vector<model::RuleId> decision_list(const DecisionGraph& graph, const model::Model& model, std::size_t table) {
  std::vector<model::RuleId> list;
  for (const RuleRoots& rule : graph.rules_of(graph.tables[table])) {
    if (rule.effective != kLeafFalse) list.push_back(rule.rule);
  }
  return in_turn(model, std::move(list));
}

}  // namespace licet::graph
