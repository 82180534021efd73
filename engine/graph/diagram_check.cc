#include <algorithm>
#include <engine/graph/diagram_check.h>
#include <fmt/format.h>
#include <unordered_set>

namespace licet::graph {
namespace {

struct NodeHash {
  const DecisionGraph* graph;
  std::size_t operator()(FrozenRef node) const noexcept {
    std::uint64_t hash = graph->variable_of(node).value;
    for (const FrozenRef child : graph->children_of(node)) {
      hash = (hash ^ child) * 0x9e37'79b9'7f4a'7c15ULL;
      hash ^= hash >> 29U;
    }
    return hash;
  }
};
struct NodeEqual {
  const DecisionGraph* graph;
  bool operator()(FrozenRef a, FrozenRef b) const noexcept {
    if (graph->variable_of(a) != graph->variable_of(b)) return false;
    const auto left = graph->children_of(a);
    const auto right = graph->children_of(b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
  }
};

/// `begins`: at which words a node begins.
std::optional<std::string> violation_of_child(const DecisionGraph& graph, const model::Model& model,
                                              const std::vector<bool>& begins, std::size_t number, FrozenRef child) {
  const FrozenRef node = graph.nodes[number];
  if (is_leaf(child)) {
    if (auto found = violation_of_leaf(model, child)) return fmt::format("node {}: a child: {}", number, *found);
    return std::nullopt;
  }
  if (child >= begins.size() || !begins[child]) {
    return fmt::format("node {}: its child at word {} does not exist", number, child);
  }
  if (child <= node) {
    return fmt::format("node {}: its child {} does not stand behind it", number, graph.number_of(child));
  }
  if (graph.variable_of(child) <= graph.variable_of(node)) {
    return fmt::format("node {}: the variable of its child {} does not come after its own", number,
                       graph.number_of(child));
  }
  return std::nullopt;
}

/// Nodes fill the words, one behind the other, each with its variable and a child for each value.
std::optional<std::string> violation_of_places(const DecisionGraph& graph) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const FrozenRef node = graph.nodes[i];
    if (node != next) return fmt::format("node {}: it does not stand in its place", i);
    if (node >= graph.words.size()) return fmt::format("node {}: it does not exist", i);
    const VariableId variable = graph.variable_of(node);
    if (variable.value >= graph.variables.size()) return fmt::format("node {}: it has no variable", i);
    const VariableKey& key = graph.variables[variable].key;
    if (key.kind == VariableKind::kOverrides && key.subject >= graph.overriders.size()) {
      return fmt::format("node {}: its overrider does not exist", i);
    }
    next += 1 + std::size_t{graph.variables[variable].domain};
    if (next > graph.words.size()) return fmt::format("node {}: it has not a child for each value", i);
  }
  if (next != graph.words.size()) return "there are children of no node";
  return std::nullopt;
}

}  // namespace

std::vector<bool> beginnings_of_nodes(const DecisionGraph& graph) {
  std::vector<bool> begins(graph.words.size());
  for (const FrozenRef node : graph.nodes) begins[node] = true;
  return begins;
}

std::optional<std::string> violation_of_nodes(const DecisionGraph& graph, const model::Model& model) {
  if (auto found = violation_of_places(graph)) return found;
  const std::vector<bool> begins = beginnings_of_nodes(graph);
  std::unordered_set<FrozenRef, NodeHash, NodeEqual> seen(graph.nodes.size() * 2, NodeHash{&graph}, NodeEqual{&graph});
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const FrozenRef node = graph.nodes[i];
    const auto children = graph.children_of(node);
    bool all_equal = true;
    for (const FrozenRef child : children) {
      if (auto found = violation_of_child(graph, model, begins, i, child)) return found;
      all_equal = all_equal && child == children.front();
    }
    if (all_equal) return fmt::format("node {}: all its children are equal", i);
    const auto [equal, fresh] = seen.insert(node);
    if (!fresh) return fmt::format("node {}: it equals node {}", i, graph.number_of(*equal));
  }
  return std::nullopt;
}

std::optional<std::string> violation_of_leaf(const model::Model& model, FrozenRef leaf) {
  if (!is_verdict(leaf)) return std::nullopt;
  const Verdict verdict = verdict_of(leaf);
  if (verdict.rule.value >= model.rules.size()) return "the rule that decides does not exist";
  const EffectReasons reasons = reasons_of(model.rules[verdict.rule].effect);
  if (verdict.reason == Reason::kNothingPermits ||
      (verdict.reason != reasons.when_true && verdict.reason != reasons.when_unknown)) {
    return fmt::format("the rule {} does not decide so", model.rules[verdict.rule].title.name);
  }
  return std::nullopt;
}

Ends ends_of(const model::Model& model, const std::vector<Ends>& of_nodes, FrozenRef ref) {
  if (!is_leaf(ref)) return of_nodes[ref];
  if (!is_verdict(ref)) return {static_cast<std::uint8_t>(1U << (ref - kFirstLeaf)), Ends{}.first, 0, 0};
  const std::uint64_t place = place_in_list(model, verdict_of(ref).rule);
  return {kEndsDecided, place, place, 0};
}

std::vector<Ends> ends_of_nodes(const DecisionGraph& graph, const model::Model& model) {
  std::vector<Ends> ends(graph.words.size());
  for (auto place = graph.nodes.rbegin(); place != graph.nodes.rend(); ++place) {
    const FrozenRef node = *place;
    Ends& under = ends[node];
    const VariableKey& key = graph.variables[graph.variable_of(node)].key;
    if (key.kind == VariableKind::kOverrides) under.overriders = key.subject + 1;
    for (const FrozenRef child : graph.children_of(node)) {
      const Ends below = ends_of(model, ends, child);
      under.kinds |= below.kinds;
      under.first = std::min(under.first, below.first);
      under.last = std::max(under.last, below.last);
      under.overriders = std::max(under.overriders, below.overriders);
    }
  }
  return ends;
}

}  // namespace licet::graph
