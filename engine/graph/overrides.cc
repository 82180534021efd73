#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/topological_sort.hpp>
#include <engine/graph/overrides.h>
#include <iterator>

namespace licet::graph {

std::vector<std::uint32_t> override_order(const model::Model& model) {
  using Relation = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  Relation relation(model.rules.size());
  for (std::size_t rule = 0; rule < model.rules.size(); ++rule) {
    for (const model::RuleId overridden : model.rules.list[rule].overrides) {
      boost::add_edge(rule, overridden.value, relation);
    }
  }
  std::vector<std::size_t> reversed;
  reversed.reserve(model.rules.size());
  boost::topological_sort(relation, std::back_inserter(reversed));
  std::vector<std::uint32_t> place(model.rules.size());
  std::uint32_t next = 0;
  for (auto rule = reversed.rbegin(); rule != reversed.rend(); ++rule) place[*rule] = next++;
  return place;
}

}  // namespace licet::graph
