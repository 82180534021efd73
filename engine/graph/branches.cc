#include <algorithm>
#include <engine/graph/branches.h>

namespace licet::graph {

std::vector<Branch> branches_of(const DecisionGraph& graph, FrozenRef node) {
  std::vector<Branch> branches;
  std::uint32_t value = 0;
  for (const FrozenRef child : graph.children_of(node)) {
    auto branch = std::find_if(branches.begin(), branches.end(), [&](const Branch& one) { return one.child == child; });
    if (branch == branches.end()) branch = branches.insert(branch, Branch{child, {}});
    branch->values.push_back(value++);
  }
  return branches;
}

std::size_t count_nodes(const DecisionGraph& graph, FrozenRef root) {
  std::vector<bool> seen(graph.words.size());
  std::vector<FrozenRef> open{root};
  std::size_t count = 0;
  while (!open.empty()) {
    const FrozenRef top = open.back();
    open.pop_back();
    if (is_leaf(top) || seen[top]) continue;
    seen[top] = true;
    ++count;
    const auto below = graph.children_of(top);
    open.insert(open.end(), below.begin(), below.end());
  }
  return count;
}

}  // namespace licet::graph
