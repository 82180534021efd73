#include <engine/graph/decision_list.h>
#include <engine/graph/effect.h>

namespace licet::graph {

const std::vector<OpenSegment>& Segments::of(const DecisionList& list) {
  const auto [found, fresh] = made_.try_emplace(list);
  if (fresh) found->second = make(list);
  return found->second;
}

NodeRef Segments::as_decision(const OpenSegment& segment) {
  if (!segment.only) return segment.root;
  const model::RuleId id = *segment.only;
  const NodeRef effective = segment.root;
  forest_.limit(forest_.count(effective) + 16);
  const EffectReasons reasons = reasons_of(model_.rules[id].effect);
  const auto decides = [&](Reason reason) {
    return reason == Reason::kNothingPermits ? Forest::kNext : forest_.leaf(Verdict{id, reason});
  };
  return forest_.map(effective, {Forest::kNext, decides(reasons.when_unknown), decides(reasons.when_true)});
}

std::optional<Segments::Growing> Segments::joined(const Growing& first, const Growing& second) {
  // A segment of one rule shares that rule's nodes; one of several has nodes of its own, so it must be worth them.
  const std::size_t apart = first.apart + second.apart;
  const std::size_t most = std::min(options_.segment_nodes, apart - apart / 10);
  const NodeRef before = as_decision(first.segment);
  const NodeRef after = as_decision(second.segment);
  forest_.limit(most + 16);
  const NodeRef both = forest_.append(before, after);
  if (forest_.exceeded() || forest_.count(both) > most) return std::nullopt;
  return Growing{{both, std::nullopt}, apart};
}

std::vector<OpenSegment> Segments::make(const DecisionList& list) {
  std::vector<Growing> growing;
  for (const auto& [id, root] : list) growing.push_back({{root, id}, forest_.count(root)});
  // Neighbours of like size are joined, again and again: each node is made anew a few times, not once a rule.
  for (bool any = true; any;) {
    any = false;
    std::vector<Growing> next;
    for (std::size_t i = 0; i < growing.size(); ++i) {
      std::optional<Growing> pair;
      if (i + 1 < growing.size()) pair = joined(growing[i], growing[i + 1]);
      next.push_back(pair ? *pair : growing[i]);
      if (pair) ++i;
      any = any || pair.has_value();
    }
    growing = std::move(next);
  }
  std::vector<OpenSegment> segments;
  segments.reserve(growing.size());
  for (const Growing& one : growing) segments.push_back(one.segment);
  return segments;
}

}  // namespace licet::graph
