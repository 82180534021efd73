#pragma once
// What is left of the graph for one request, where some variables have a value that cannot change and others may take
// any.
//
// Thread rule: pure. Boost.Graph's search finds what can be reached, its shortest paths how much must change.
// Source: architecture.md, Decision graph.

#include <engine/graph/decision_graph.h>
#include <functional>
#include <optional>
#include <vector>

namespace licet::graph {

struct Residual {
  /// Variables that may change and that some walk can meet, ascending.
  std::vector<VariableId> open;
  /// The least number of tests on a way to a permit that must come out otherwise than today; none: no way leads there.
  /// A variable counts once in each segment that tests it.
  std::optional<std::size_t> least_changes;
  std::size_t segments = 0;  ///< that a way can go through
};

/// `value` is the variable's value today, for one category; asked of a kOverrides variable never: either way stays open
/// there, as what its own walk tests may change. `may_change` is by VariableId. Cost: in proportion to the nodes that
/// are left.
Residual residual(const DecisionGraph& graph, const Table& table, const std::function<std::uint32_t(VariableId)>& value,
                  const std::vector<bool>& may_change);

}  // namespace licet::graph
