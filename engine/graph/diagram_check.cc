#include <algorithm>
#include <engine/graph/branches.h>
#include <engine/graph/diagram_check.h>
#include <fmt/format.h>
#include <set>
#include <unordered_set>

namespace licet::graph {
namespace {

struct NodeHash {
  const DecisionGraph* graph;
  std::size_t operator()(FrozenRef node) const noexcept {
    std::uint64_t hash = graph->nodes[node].variable.value;
    for (const FrozenRef child : children_of(*graph, node)) {
      hash = (hash ^ child) * 0x9e37'79b9'7f4a'7c15ULL;
      hash ^= hash >> 29U;
    }
    return hash;
  }
};
struct NodeEqual {
  const DecisionGraph* graph;
  bool operator()(FrozenRef a, FrozenRef b) const noexcept {
    if (graph->nodes[a].variable != graph->nodes[b].variable) return false;
    const auto left = children_of(*graph, a);
    const auto right = children_of(*graph, b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
  }
};

std::optional<std::string> violation_of_child(const DecisionGraph& graph, FrozenRef node, FrozenRef child) {
  if (is_leaf(child)) {
    if (child - kFirstVerdict < graph.verdicts.size() || child < kFirstVerdict) return std::nullopt;
    return fmt::format("node {}: a child is decision {}, of {}", node, child - kFirstVerdict, graph.verdicts.size());
  }
  if (child >= graph.nodes.size()) return fmt::format("node {}: its child {} does not exist", node, child);
  if (child <= node) return fmt::format("node {}: its child {} does not stand behind it", node, child);
  if (graph.nodes[child].variable <= graph.nodes[node].variable) {
    return fmt::format("node {}: the variable of its child {} does not come after its own", node, child);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> violation_of_nodes(const DecisionGraph& graph) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const FrozenNode& node = graph.nodes[i];
    if (node.variable.value >= graph.variables.size()) return fmt::format("node {}: it has no variable", i);
    if (node.first_child != next) return fmt::format("node {}: its children do not stand in their place", i);
    const VariableKey& key = graph.variables[node.variable].key;
    if (key.kind == VariableKind::kOverrides && key.subject >= graph.overriders.size()) {
      return fmt::format("node {}: its overrider does not exist", i);
    }
    next += graph.variables[node.variable].domain;
    if (next > graph.children.size()) return fmt::format("node {}: it has not a child for each value", i);
  }
  if (next != graph.children.size()) return "there are children of no node";
  std::unordered_set<FrozenRef, NodeHash, NodeEqual> seen(graph.nodes.size() * 2, NodeHash{&graph}, NodeEqual{&graph});
  for (FrozenRef node = 0; node < graph.nodes.size(); ++node) {
    const auto children = children_of(graph, node);
    bool all_equal = true;
    for (const FrozenRef child : children) {
      if (auto found = violation_of_child(graph, node, child)) return found;
      all_equal = all_equal && child == children.front();
    }
    if (all_equal) return fmt::format("node {}: all its children are equal", node);
    const auto [equal, fresh] = seen.insert(node);
    if (!fresh) return fmt::format("node {}: it equals node {}", node, *equal);
  }
  return std::nullopt;
}

std::optional<std::string> violation_of_verdicts(const DecisionGraph& graph, const model::Model& model) {
  std::set<std::pair<model::RuleId, Reason>> seen;
  for (std::size_t i = 0; i < graph.verdicts.size(); ++i) {
    const Verdict& verdict = graph.verdicts[i];
    if (verdict.rule.value >= model.rules.size()) return fmt::format("decision {}: its rule does not exist", i);
    const bool permits = verdict.reason == Reason::kPermitted;
    const bool forbids = verdict.reason == Reason::kForbidden || verdict.reason == Reason::kCannotBeRuledOut;
    if (!(model.rules[verdict.rule].effect == model::Effect::kPermit ? permits : forbids)) {
      return fmt::format("decision {}: the rule {} does not decide so", i, model.rules[verdict.rule].title.name);
    }
    if (!seen.insert({verdict.rule, verdict.reason}).second) return fmt::format("decision {}: it occurs twice", i);
  }
  return std::nullopt;
}

Ends ends_of(const DecisionGraph& graph, const model::Model& model, const std::vector<Ends>& of_nodes, FrozenRef ref) {
  if (!is_leaf(ref)) return of_nodes[ref];
  if (ref < kFirstVerdict) return {static_cast<std::uint8_t>(1U << (ref - kFirstLeaf)), Ends{}.first, 0, 0};
  const std::uint64_t place = place_in_list(model, graph.verdict(ref).rule);
  return {kEndsDecided, place, place, 0};
}

std::vector<Ends> ends_of_nodes(const DecisionGraph& graph, const model::Model& model) {
  std::vector<Ends> ends(graph.nodes.size());
  for (std::size_t left = graph.nodes.size(); left > 0; --left) {
    const auto node = static_cast<FrozenRef>(left - 1);
    Ends& under = ends[node];
    const VariableKey& key = graph.variables[graph.nodes[node].variable].key;
    if (key.kind == VariableKind::kOverrides) under.overriders = key.subject + 1;
    for (const FrozenRef child : children_of(graph, node)) {
      const Ends below = ends_of(graph, model, ends, child);
      under.kinds |= below.kinds;
      under.first = std::min(under.first, below.first);
      under.last = std::max(under.last, below.last);
      under.overriders = std::max(under.overriders, below.overriders);
    }
  }
  return ends;
}

}  // namespace licet::graph
