#include <algorithm>
#include <engine/graph/diagram.h>
#include <limits>

namespace licet::graph {
namespace {

/// Joins from the part that is tested last to the one tested first: each step then adds nodes above those there are,
/// where the parts do not interleave.
template <class Join>
NodeRef join_all(const Forest& forest, std::vector<NodeRef> parts, const Join& join) {
  const auto first_tested = [&](NodeRef part) {
    return forest.is_leaf(part) ? std::numeric_limits<std::uint32_t>::max() : forest.variable(part).value;
  };
  std::stable_sort(parts.begin(), parts.end(), [&](NodeRef a, NodeRef b) { return first_tested(a) > first_tested(b); });
  NodeRef joined = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) joined = join(parts[i], joined);
  return joined;
}

}  // namespace

NodeRef diagram_of(Forest& forest, const Formula& formula) {
  std::vector<NodeRef> made;
  made.reserve(formula.nodes.size());
  for (const FormulaNode& node : formula.nodes) {
    std::vector<NodeRef> parts;
    for (const FormulaNodeId part : node.parts) parts.push_back(made[part]);
    switch (node.kind) {
      case FormulaKind::kConstant:
        made.push_back(forest.leaf(node.constant));
        break;
      case FormulaKind::kTest: {
        for (const Truth truth : node.by_value) parts.push_back(forest.leaf(truth));
        made.push_back(forest.node(node.variable, std::move(parts)));
        break;
      }
      case FormulaKind::kAll:
        made.push_back(join_all(forest, std::move(parts), [&](NodeRef a, NodeRef b) { return forest.both(a, b); }));
        break;
      case FormulaKind::kAny:
        made.push_back(join_all(forest, std::move(parts), [&](NodeRef a, NodeRef b) { return forest.either(a, b); }));
        break;
      case FormulaKind::kNot:
        made.push_back(forest.negation(parts.front()));
        break;
    }
    if (forest.exceeded()) return Forest::kFalse;
  }
  return made[formula.root];
}

}  // namespace licet::graph
