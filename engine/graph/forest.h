#pragma once
// Reduced, ordered, multi-way decision diagrams under construction, all in one forest of shared nodes.
//
// INVARIANT: a node's variable comes before those of its children; no node has only equal children; no two nodes are
// equal. So equal functions are one node. Thread rule: one thread. Operations remember their results; what they may
// create is bounded by limit(), and as a whole by kMostChildren. Recursion is as deep as a path is long, at most
// kMostDepth.

#include <cstdint>
#include <engine/base/truth.h>
#include <engine/graph/variable_set.h>
#include <licet/decision.h>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace licet::graph {

using NodeRef = Id<struct NodeTag>;

/// What a decision leaf says: the rule, and as what it decides.
struct Verdict {
  model::RuleId rule;
  Reason reason = Reason::kNothingPermits;

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

class Forest {
 public:
  /// Leaves of conditions, and the leaf "ask the next segment".
  static constexpr NodeRef kFalse{std::uint32_t{0}};
  static constexpr NodeRef kUnknown{std::uint32_t{1}};
  static constexpr NodeRef kTrue{std::uint32_t{2}};
  static constexpr NodeRef kNext{std::uint32_t{3}};

  Forest();

  NodeRef leaf(Truth truth) const { return NodeRef(static_cast<std::uint32_t>(truth)); }
  NodeRef leaf(const Verdict& verdict);

  /// The node that tests `variable`; a child for each value.
  NodeRef node(VariableId variable, std::vector<NodeRef> children);

  NodeRef both(NodeRef a, NodeRef b) { return apply(Operation::kBoth, a, b); }
  NodeRef either(NodeRef a, NodeRef b) { return apply(Operation::kEither, a, b); }
  NodeRef negation(NodeRef a) { return map(a, {kTrue, kUnknown, kFalse}); }
  /// `a`, but false wherever `b` is not false.
  NodeRef unless(NodeRef a, NodeRef b) { return apply(Operation::kUnless, a, b); }
  /// `a`, and where it says kNext, `b`.
  NodeRef append(NodeRef a, NodeRef b) { return apply(Operation::kAppend, a, b); }
  /// `a` with the leaves false, unknown and true replaced.
  struct Leaves {
    NodeRef when_false;
    NodeRef when_unknown;
    NodeRef when_true;
  };
  NodeRef map(NodeRef a, const Leaves& leaves);

  bool is_leaf(NodeRef ref) const { return nodes_[ref.value].variable == kLeafVariable; }
  VariableId variable(NodeRef ref) const { return VariableId(nodes_[ref.value].variable); }
  std::span<const NodeRef> children(NodeRef ref) const {
    const Node& node = nodes_[ref.value];
    return {children_.data() + node.first_child, node.child_count};
  }
  /// Of a decision leaf.
  const Verdict& verdict(NodeRef leaf) const { return verdicts_.at(leaf.value); }
  bool is_verdict(NodeRef leaf) const { return verdicts_.contains(leaf.value); }

  std::size_t size() const { return nodes_.size(); }

  /// How many inner nodes are reachable from `root`.
  std::size_t count(NodeRef root) const;

  /// From here on at most so many nodes may be created; beyond, operations return kFalse and exceeded() is true until
  /// the next call.
  void limit(std::size_t new_nodes);
  bool exceeded() const { return exceeded_; }

 private:
  static constexpr std::uint32_t kLeafVariable = 0xFFFF'FFFF;

  enum class Operation : std::uint8_t { kBoth, kEither, kUnless, kAppend };

  struct Node {
    std::uint32_t variable = kLeafVariable;
    std::uint32_t first_child = 0;
    std::uint32_t child_count = 0;
  };
  struct Step {
    std::uint64_t operands = 0;
    std::uint64_t operation = 0;

    friend bool operator==(const Step&, const Step&) = default;
  };
  struct StepHash {
    std::size_t operator()(const Step& step) const noexcept;
  };
  struct NodeHash {
    const Forest* forest;
    std::size_t operator()(std::uint32_t node) const noexcept;
  };
  struct NodeEqual {
    const Forest* forest;
    bool operator()(std::uint32_t a, std::uint32_t b) const noexcept;
  };

  NodeRef apply(Operation operation, NodeRef a, NodeRef b, std::size_t depth = 0);
  std::optional<NodeRef> decided(Operation operation, NodeRef a, NodeRef b) const;
  NodeRef add_leaf();

  std::vector<Node> nodes_;
  std::vector<NodeRef> children_;
  std::unordered_set<std::uint32_t, NodeHash, NodeEqual> unique_;
  std::unordered_map<Step, NodeRef, StepHash> results_;
  std::unordered_map<std::uint32_t, Verdict> verdicts_;
  std::unordered_map<std::uint64_t, NodeRef> verdict_leaves_;
  mutable std::vector<std::uint32_t> counted_;  ///< by node: the count that saw it last
  mutable std::uint32_t counts_ = 0;
  std::size_t allowed_ = static_cast<std::size_t>(-1);
  bool exceeded_ = false;
};

}  // namespace licet::graph
