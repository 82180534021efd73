#include <algorithm>
#include <engine/graph/validate.h>
#include <fmt/format.h>
#include <set>

namespace licet::graph {

std::optional<std::string> violation(const Forest& forest, const VariableSet& variables) {
  const auto precedes = [&](NodeRef a, NodeRef b) {
    if (forest.variable(a) != forest.variable(b)) return forest.variable(a) < forest.variable(b);
    const auto left = forest.children(a);
    const auto right = forest.children(b);
    return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
  };
  std::set<NodeRef, decltype(precedes)> seen(precedes);
  for (std::size_t i = 0; i < forest.size(); ++i) {
    const NodeRef node(i);
    if (forest.is_leaf(node)) continue;
    const VariableId variable = forest.variable(node);
    if (variable.value >= variables.size()) return fmt::format("node {}: it has no variable", i);
    const auto children = forest.children(node);
    if (children.size() != variables[variable].domain) {
      return fmt::format("node {}: it has not a child for each value", i);
    }
    for (const NodeRef child : children) {
      if (child.value >= i) return fmt::format("node {}: its child {} was made after it", i, child.value);
      if (!forest.is_leaf(child) && forest.variable(child) <= variable) {
        return fmt::format("node {}: the variable of its child {} does not come after its own", i, child.value);
      }
    }
    if (std::all_of(children.begin(), children.end(), [&](NodeRef child) { return child == children.front(); })) {
      return fmt::format("node {}: all its children are equal", i);
    }
    const auto [equal, fresh] = seen.insert(node);
    if (!fresh) return fmt::format("node {}: it equals node {}", i, equal->value);
  }
  return std::nullopt;
}

}  // namespace licet::graph
