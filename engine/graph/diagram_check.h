#pragma once
// What the leaves under each node of the frozen graph are. Private to validation.

#include <cstdint>
#include <engine/graph/decision_graph.h>
#include <engine/graph/effect.h>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace licet::graph {

/// Kinds of leaves, to be combined.
enum LeafKind : std::uint8_t { kEndsFalse = 1, kEndsUnknown = 2, kEndsTrue = 4, kEndsNext = 8, kEndsDecided = 16 };

inline constexpr std::uint8_t kEndsInTruth = kEndsFalse | kEndsUnknown | kEndsTrue;

/// What stands under a node: the kinds of its leaves; the first and last of the rules that decide there, as places in
/// the decision list of the whole set (place_in_list); the overriders asked, those below this number.
struct Ends {
  std::uint8_t kinds = 0;
  std::uint64_t first = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t last = 0;
  std::uint32_t overriders = 0;
};

inline std::uint64_t place_in_list(const model::Model& model, model::RuleId rule) {
  return (std::uint64_t{turn_of(model.rules[rule].effect)} << 32U) + rule.value + 1;
}

/// Places, bounds, order and uniqueness of the nodes, and their leaves. After this, walks are safe.
std::optional<std::string> violation_of_nodes(const DecisionGraph& graph, const model::Model& model);

/// Of a decision: its rule exists, and the reason is one of the rule's effect.
std::optional<std::string> violation_of_leaf(const model::Model& model, FrozenRef leaf);

/// By place, for every word: does a node begin here? Precondition: no violation of nodes.
std::vector<bool> beginnings_of_nodes(const DecisionGraph& graph);

/// By place of a node. Precondition: no violation of nodes.
std::vector<Ends> ends_of_nodes(const DecisionGraph& graph, const model::Model& model);
Ends ends_of(const model::Model& model, const std::vector<Ends>& of_nodes, FrozenRef ref);

}  // namespace licet::graph
