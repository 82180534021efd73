#include <algorithm>
#include <engine/graph/diagram.h>

namespace licet::graph {
namespace {

/// Joins pairwise, so that long lists make balanced work.
template <class Join>
NodeRef join_all(std::vector<NodeRef> parts, const Join& join) {
  while (parts.size() > 1) {
    std::vector<NodeRef> halves;
    for (std::size_t i = 0; i < parts.size(); i += 2) {
      halves.push_back(i + 1 < parts.size() ? join(parts[i], parts[i + 1]) : parts[i]);
    }
    parts = std::move(halves);
  }
  return parts.front();
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
        made.push_back(join_all(std::move(parts), [&](NodeRef a, NodeRef b) { return forest.both(a, b); }));
        break;
      case FormulaKind::kAny:
        made.push_back(join_all(std::move(parts), [&](NodeRef a, NodeRef b) { return forest.either(a, b); }));
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
