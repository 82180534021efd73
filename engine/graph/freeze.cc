#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/topological_sort.hpp>
#include <engine/graph/freeze.h>
#include <iterator>
#include <unordered_map>

namespace licet::graph {
namespace {

using Diagrams = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

/// The part of the forest that the roots reach, as a Boost graph; `members[v]` is the node behind vertex v.
struct Reached {
  std::vector<NodeRef> members;
  std::unordered_map<std::uint32_t, std::size_t> vertex;
};

Reached reached_from(const Forest& forest, const std::vector<NodeRef>& roots) {
  Reached reached;
  const auto meet = [&](NodeRef ref) {
    if (!forest.is_leaf(ref) && reached.vertex.try_emplace(ref.value, reached.members.size()).second) {
      reached.members.push_back(ref);
    }
  };
  for (const NodeRef root : roots) meet(root);
  std::size_t next = 0;
  while (next < reached.members.size()) {
    for (const NodeRef child : forest.children(reached.members[next])) meet(child);
    ++next;
  }
  return reached;
}

}  // namespace

std::vector<FrozenRef> freeze(const Forest& forest, const std::vector<NodeRef>& roots, DecisionGraph& graph) {
  const Reached reached = reached_from(forest, roots);
  Diagrams diagrams(reached.members.size());
  for (std::size_t vertex = 0; vertex < reached.members.size(); ++vertex) {
    for (const NodeRef child : forest.children(reached.members[vertex])) {
      if (!forest.is_leaf(child)) boost::add_edge(vertex, reached.vertex.at(child.value), diagrams);
    }
  }
  std::vector<std::size_t> children_first;
  children_first.reserve(reached.members.size());
  boost::topological_sort(diagrams, std::back_inserter(children_first));

  std::unordered_map<std::uint32_t, FrozenRef> place;
  std::size_t words = 0;
  for (std::size_t i = 0; i < children_first.size(); ++i) {
    const NodeRef member = reached.members[children_first[children_first.size() - 1 - i]];
    place.emplace(member.value, static_cast<FrozenRef>(words));
    words += 1 + forest.children(member).size();
  }
  const auto frozen = [&](NodeRef ref) -> FrozenRef {
    if (!forest.is_leaf(ref)) return place.at(ref.value);
    return forest.is_verdict(ref) ? leaf_of(forest.verdict(ref)) : kFirstLeaf + ref.value;
  };
  graph.words.reserve(words);
  graph.nodes.reserve(reached.members.size());
  for (auto vertex = children_first.rbegin(); vertex != children_first.rend(); ++vertex) {
    const NodeRef member = reached.members[*vertex];
    graph.nodes.push_back(static_cast<FrozenRef>(graph.words.size()));
    graph.words.push_back(forest.variable(member).value);
    for (const NodeRef child : forest.children(member)) graph.words.push_back(frozen(child));
  }
  std::vector<FrozenRef> result;
  result.reserve(roots.size());
  for (const NodeRef root : roots) result.push_back(frozen(root));
  return result;
}

}  // namespace licet::graph
