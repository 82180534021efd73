#pragma once
// Values of conditions as the decision sees them: through the graph's formulas, on the graph's variables. Private to
// this stage.
//
// Thread rule: one thread. Refers to the observation, which must outlive it. A variable that the graph does not have is
// a fault of the engine: std::bad_optional_access, which explain() catches. Source: language.md section 6.

#include <engine/decide/observation.h>
#include <engine/graph/formula.h>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace licet::explain {

using model::ExpressionId;

class ConditionValues {
 public:
  explicit ConditionValues(decide::Observation& observation);

  const model::Model& model() const { return observation_.model(); }
  decide::Observation& observation() { return observation_; }

  /// The category that is looked at from here on.
  void set_category(std::optional<model::DataId> category);
  std::optional<model::DataId> category() const { return category_; }

  /// The viewpoint of a rule's conditions.
  graph::Viewpoint of_request() const;

  /// Remembered; each condition is looked at once, however often and deep named conditions use it. No recursion.
  Truth of(ExpressionId condition, const graph::Viewpoint& from);

  /// Made once; does not depend on clock or category.
  const graph::Formula& formula(ExpressionId condition, const graph::Viewpoint& from);
  Truth of(const graph::Formula& formula);
  /// Where the rule's clauses stop the request, see graph::FormulaMaker.
  graph::Formula target(const model::Rule& rule) { return formulas_.rule_target(rule); }

  std::uint32_t value(const graph::VariableKey& key);
  std::uint32_t value(graph::VariableId variable) { return observation_.value(variable); }
  const graph::VariableKey& key(graph::VariableId variable) const {
    return observation_.graph().variables[variable].key;
  }

  /// When the formula's value will be another if no event comes; none if never. Moves the clock and puts it back.
  std::optional<Instant> next_change(const graph::Formula& formula);

  /// Facts without a value that make a single condition unknown, or a combined one perhaps.
  std::vector<model::FactId> missing(const graph::Formula& formula);

  /// The moment that a key looks at, where it is set back to a grant.
  std::optional<Instant> grant_clock(const graph::VariableKey& key) const;

 private:
  using Seen = std::tuple<ExpressionId, std::optional<model::ConsentId>, std::optional<model::ConsentId>, bool>;

  static Seen seen(ExpressionId condition, const graph::Viewpoint& from) {
    return {condition, from.at_grant, from.grant, from.request.has_value()};
  }
  std::optional<Truth> remembered(ExpressionId condition, const graph::Viewpoint& from) const;
  Truth combine(ExpressionId condition, const std::vector<ExpressionId>& parts, const graph::Viewpoint& from) const;

  decide::Observation& observation_;
  std::optional<model::DataId> category_;
  graph::FormulaMaker formulas_;
  std::map<Seen, Truth> remembered_;
  std::map<Seen, graph::Formula> made_;
};

}  // namespace licet::explain
