#pragma once
// Model → decision graph.
//
// Pure; thread rule: calls are independent. Time and memory grow with the rules, each within its budget.

#include <engine/graph/decision_graph.h>
#include <engine/graph/overrides.h>
#include <optional>
#include <tl/expected.hpp>

namespace licet::graph {

/// A rule whose conditions, with those of the rules that override it, need more nodes than the budget allows; or a
/// level or a retention that does, then `rule` is absent and the place is `range`.
struct OverBudget {
  std::optional<model::RuleId> rule;
  SourceRange range;
  std::string name;
  std::size_t budget = 0;

  /// Not empty: no budget is to blame, but the engine, which found its own graph unsound (validate.h) and gives none.
  std::string defect;
};

/// The graph refers to the model, which must outlive it.
tl::expected<std::shared_ptr<const DecisionGraph>, OverBudget> build(const model::Model& model,
                                                                     const GraphOptions& options = {});

}  // namespace licet::graph
