#pragma once
// The decision graph, frozen: dense arrays linked by index, for deciding without allocation, lock, recursion or look-up
// of names.
//
// Immutable; any number of threads walk it. A walk starts at a root and goes from node to child by the value of the
// node's variable until it meets a leaf. A node and its children stand together, so that a step of a walk mostly costs
// one cache line of the graph. INVARIANT: children stand behind their parents. Source: architecture.md, Decision graph.

#include <algorithm>
#include <cstdint>
#include <engine/base/large_pages.h>
#include <engine/graph/forest.h>
#include <engine/graph/variable_set.h>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace licet::graph {

/// A node of the frozen graph, by its place in DecisionGraph::words; or a leaf: the upper numbers are leaves.
using FrozenRef = std::uint32_t;

inline constexpr FrozenRef kFirstLeaf = 0x8000'0000U;
inline constexpr FrozenRef kLeafFalse = kFirstLeaf;
inline constexpr FrozenRef kLeafUnknown = kFirstLeaf + 1;
inline constexpr FrozenRef kLeafTrue = kFirstLeaf + 2;
inline constexpr FrozenRef kLeafNext = kFirstLeaf + 3;
inline constexpr FrozenRef kFirstVerdict = kFirstLeaf + 4;

constexpr bool is_leaf(FrozenRef ref) { return ref >= kFirstLeaf; }
constexpr bool is_verdict(FrozenRef ref) { return ref >= kFirstVerdict; }

/// A decision as a leaf: it holds rule and reason itself, so that a walk's end costs no look-up. Rules are fewer than
/// 2^27, as the limits on policy texts see to.
constexpr FrozenRef leaf_of(const Verdict& verdict) {
  return kFirstVerdict + (verdict.rule.value << 3U) + static_cast<std::uint32_t>(verdict.reason);
}
/// Precondition: is_verdict(leaf).
constexpr Verdict verdict_of(FrozenRef leaf) {
  const std::uint32_t number = leaf - kFirstVerdict;
  return {model::RuleId(number >> 3U), static_cast<Reason>(number & 7U)};
}

/// A rule in a table: its own condition with target and time (leaves false, unknown, true: as it applies), and the same
/// where no effective rule overrides it.
struct RuleRoots {
  model::RuleId rule;
  FrozenRef applies = kLeafFalse;
  FrozenRef effective = kLeafFalse;
};

/// One or several rules of the decision list. Several: leaves are verdicts and "next segment". One, `rule`: the root is
/// the rule's `effective`, and its leaves say what it decides.
struct Segment {
  static constexpr std::uint32_t kSeveral = 0xFFFF'FFFF;

  FrozenRef root = kLeafNext;
  std::uint32_t rule = kSeveral;                  ///< a RuleId, or kSeveral
  Reason when_unknown = Reason::kNothingPermits;  ///< of the one rule; kNothingPermits: ask the next segment
  Reason when_true = Reason::kNothingPermits;
};

/// What is decided for one class of purposes and one class of actions.
struct Table {
  std::uint32_t first_segment = 0;
  std::uint32_t segment_count = 0;
  std::uint32_t first_rule = 0;  ///< rules in source order
  std::uint32_t rule_count = 0;
};

struct GraphOptions {
  std::size_t segment_nodes = 2'000;     ///< a segment is closed at so many nodes
  std::size_t rule_nodes = 20'000;       ///< the diagram of one rule with its overriders may have so many
  std::size_t rule_values = 32'000'000;  ///< the tests of one rule may have so many values; a byte each while building
};

struct DecisionGraph {
  explicit DecisionGraph(VariableSet set) : variables(std::move(set)) {}

  VariableSet variables;
  /// The nodes one behind the other; of each, its variable (a VariableId) and then a child (a FrozenRef) for each
  /// value.
  LargeTable<std::uint32_t> words;
  std::vector<FrozenRef> nodes;  ///< all of them, ascending; a node's number is its index here

  LargeTable<Table> tables;  ///< by purpose class × action class, see table_of
  LargeTable<Segment> segments;
  std::vector<RuleRoots> rules;
  /// What a kOverrides variable stands for: the `effective` root of a rule, which its walk values (not false: 1). Roots
  /// refer only to overriders of smaller numbers.
  std::vector<FrozenRef> overriders;
  // Roots with leaves false, unknown, true.
  std::vector<FrozenRef> levels;    ///< by LevelId
  std::vector<FrozenRef> whiles;    ///< by RetentionId: of its `while`, kLeafTrue without one
  std::vector<FrozenRef> whens;     ///< by RetentionId: of its `when`, kLeafTrue without one
  std::vector<FrozenRef> provided;  ///< by ConsentId: of its `provided`, kLeafTrue without one

  VariableId variable_of(FrozenRef node) const { return VariableId(words[node]); }
  FrozenRef child_of(FrozenRef node, std::uint32_t value) const { return words[node + 1 + value]; }
  /// By value, one for each.
  std::span<const FrozenRef> children_of(FrozenRef node) const {
    return {words.data() + node + 1, variables[variable_of(node)].domain};
  }
  /// Asks for the node's memory ahead of a walk; does nothing for a leaf.
  void prefetch(FrozenRef root) const {
    if (!is_leaf(root)) __builtin_prefetch(words.data() + root);
  }
  /// For whoever reads the graph: nodes counted from 0. O(log nodes).
  std::size_t number_of(FrozenRef node) const {
    return static_cast<std::size_t>(std::lower_bound(nodes.begin(), nodes.end(), node) - nodes.begin());
  }

  const Table& table_of(model::PurposeId purpose, model::ActionId action) const {
    const std::uint32_t row = variables.classes().purposes.of_name[purpose.value];
    const std::uint32_t column = variables.classes().actions.of_name[action.value];
    return tables[std::size_t{row} * variables.classes().actions.count + column];
  }
  std::span<const Segment> segments_of(const Table& table) const {
    return {segments.data() + table.first_segment, table.segment_count};
  }
  std::span<const RuleRoots> rules_of(const Table& table) const {
    return {rules.data() + table.first_rule, table.rule_count};
  }
};

}  // namespace licet::graph
