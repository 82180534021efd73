#include <engine/graph/decision_list.h>

namespace licet::graph {

const std::vector<OpenSegment>& Segments::of(const DecisionList& list) {
  const auto [found, fresh] = made_.try_emplace(list);
  if (fresh) found->second = make(list);
  return found->second;
}

NodeRef Segments::as_decision(model::RuleId id, NodeRef effective) {
  if (model_.rules[id].effect == model::Effect::kPermit) {
    return forest_.map(effective, {Forest::kNext, Forest::kNext, forest_.leaf(Verdict{id, Reason::kPermitted})});
  }
  return forest_.map(effective, {Forest::kNext, forest_.leaf(Verdict{id, Reason::kCannotBeRuledOut}),
                                 forest_.leaf(Verdict{id, Reason::kForbidden})});
}

std::vector<OpenSegment> Segments::make(const DecisionList& list) {
  std::vector<OpenSegment> segments;
  OpenSegment open;
  std::size_t apart = 0;
  for (const auto& [id, root] : list) {
    const std::size_t own_nodes = forest_.count(root);
    if (open.root != Forest::kNext) {
      // A segment of one rule shares that rule's nodes; one of several has nodes of its own, so it must not grow.
      const std::size_t most = std::min(options_.segment_nodes, apart + own_nodes);
      const NodeRef before = open.only ? as_decision(*open.only, open.root) : open.root;
      const NodeRef after = as_decision(id, root);
      forest_.limit(most + 16);
      const NodeRef joined = forest_.append(before, after);
      if (!forest_.exceeded() && forest_.count(joined) <= most) {
        open = {joined, std::nullopt};
        apart += own_nodes;
        continue;
      }
      segments.push_back(open);
    }
    open = {root, id};
    apart = own_nodes;
  }
  if (open.root != Forest::kNext) segments.push_back(open);
  return segments;
}

}  // namespace licet::graph
