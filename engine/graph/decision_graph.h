#pragma once
// The decision graph, frozen: dense arrays linked by index, for deciding without allocation, lock, recursion or look-up
// of names.
//
// Immutable; any number of threads walk it. A walk starts at a root and goes from node to child by the value of the
// node's variable until it meets a leaf. INVARIANT: children have larger numbers than their parents. Source:
// architecture.md, Decision graph.

#include <cstdint>
#include <engine/graph/forest.h>
#include <engine/graph/variable_set.h>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace licet::graph {

/// A node of the frozen graph, or a leaf: the upper numbers are leaves.
using FrozenRef = std::uint32_t;

inline constexpr FrozenRef kFirstLeaf = 0x8000'0000U;
inline constexpr FrozenRef kLeafFalse = kFirstLeaf;
inline constexpr FrozenRef kLeafUnknown = kFirstLeaf + 1;
inline constexpr FrozenRef kLeafTrue = kFirstLeaf + 2;
inline constexpr FrozenRef kLeafNext = kFirstLeaf + 3;
inline constexpr FrozenRef kFirstVerdict = kFirstLeaf + 4;

constexpr bool is_leaf(FrozenRef ref) { return ref >= kFirstLeaf; }

struct FrozenNode {
  VariableId variable;
  std::uint32_t first_child = 0;  ///< index into DecisionGraph::children
};

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
  std::size_t segment_nodes = 2'000;  ///< a segment is closed at so many nodes
  std::size_t rule_nodes = 20'000;    ///< the diagram of one rule with its overriders may have so many
};

struct DecisionGraph {
  explicit DecisionGraph(VariableSet set) : variables(std::move(set)) {}

  VariableSet variables;
  std::vector<FrozenNode> nodes;
  std::vector<FrozenRef> children;
  std::vector<Verdict> verdicts;  ///< of leaf kFirstVerdict + i

  std::vector<Table> tables;  ///< by purpose class × action class, see table_of
  std::vector<Segment> segments;
  std::vector<RuleRoots> rules;
  /// What a kOverrides variable stands for: the `effective` root of a rule, which its walk values (not false: 1). Roots
  /// refer only to overriders of smaller numbers.
  std::vector<FrozenRef> overriders;
  std::vector<FrozenRef> levels;      ///< by LevelId: a root with leaves false, unknown, true
  std::vector<FrozenRef> retentions;  ///< by RetentionId: of its `while`, kLeafTrue without one
  std::vector<FrozenRef> provided;    ///< by ConsentId: of its `provided`, kLeafTrue without one

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
  const Verdict& verdict(FrozenRef leaf) const { return verdicts[leaf - kFirstVerdict]; }
};

}  // namespace licet::graph
