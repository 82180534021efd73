#pragma once
// A condition as a formula over variables: what the graph is built from, and what an explanation is read from.
//
// The same formula serves both, so that what is decided and what is explained cannot differ. Plain data; parts stand
// before what uses them. Source: language.md sections 3, 5, 6 and 8.

#include <engine/base/truth.h>
#include <engine/graph/variable_set.h>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace licet::graph {

using FormulaNodeId = std::uint32_t;

enum class FormulaKind : std::uint8_t { kConstant, kTest, kAll, kAny, kNot };

struct FormulaNode {
  FormulaKind kind = FormulaKind::kConstant;
  Truth constant = Truth::kTrue;     ///< kConstant
  VariableId variable;               ///< kTest
  std::vector<Truth> by_value;       ///< kTest: the truth for each value of the variable
  std::vector<FormulaNodeId> parts;  ///< kAll, kAny, kNot (exactly one)
};

struct Formula {
  std::vector<FormulaNode> nodes;
  FormulaNodeId root = 0;
  bool exceeded = false;  ///< made in part only, because its tests would have more values than allowed
};

/// The truth of each node of a formula whose variables have these values. O(nodes).
std::vector<Truth> truths_of(const Formula& formula, const std::function<std::uint32_t(VariableId)>& value_of);
/// That of its root.
Truth evaluate(const Formula& formula, const std::function<std::uint32_t(VariableId)>& value_of);

/// What of a request is fixed while a formula is made: the names that stand for their classes.
struct RequestContext {
  model::PurposeId purpose;
  model::ActionId action;
};

/// From where a condition looks.
struct Viewpoint {
  std::optional<RequestContext> request;     ///< absent in levels, `provided` and retentions
  std::optional<model::ConsentId> at_grant;  ///< facts, notices and the clock at this consent's current grant
  std::optional<model::ConsentId> grant;     ///< in `provided`: whose current grant's facts are meant
};

/// Gives the number of a variable, and of two times: interned while building, looked up afterwards.
struct VariableSource {
  std::function<VariableId(const VariableKey&)> variable;
  std::function<std::uint32_t(const TimePair&)> pair;
};

/// Makes formulas for one policy set. Refers to its arguments, which must outlive it. A test has a truth for each value
/// of its variable, and a variable has a value for each threshold of the set: the two multiply, so `most_values` bounds
/// the truths of one formula.
class FormulaMaker {
 public:
  FormulaMaker(const model::Model& model, const VariableSet& set, VariableSource variables,
               std::size_t most_values = std::numeric_limits<std::size_t>::max())
      : model_(model), set_(set), variables_(std::move(variables)), most_values_(most_values) {}

  Formula condition(model::ExpressionId expression, const Viewpoint& from);

  /// `when` and not `unless`.
  Formula rule_condition(const model::Rule& rule, const RequestContext& request);

  /// Do the clauses on channel, data and recipient reach what is asked? (Action and purpose are fixed by the context.)
  Formula rule_target(const model::Rule& rule);

  /// True for the first level.
  Formula level(model::LevelId level);

  /// What a declaration demands of its current grant; true without a `provided`.
  Formula provided(model::ConsentId consent);

 private:
  struct Work;
  FormulaNodeId add_condition(Work& work, model::ExpressionId expression, const Viewpoint& from);
  FormulaNodeId atom(Work& work, const model::Expression& expression, const Viewpoint& from);
  FormulaNodeId named_consent(Work& work, const model::ConsentIs& node, const Viewpoint& from);
  FormulaNodeId some_consent(Work& work, model::ConsentQuestion question, bool after_objection, const Viewpoint& from);
  FormulaNodeId provided(Work& work, model::ConsentId consent);
  FormulaNodeId declaration_covers(Work& work, const model::Consent& consent);
  VariableKey key_of_fact(VariableKind kind, model::FactId fact, const Viewpoint& from) const;
  VariableKey key_of_time(VariableKind kind, model::TimeId time, const Viewpoint& from) const;
  model::TimeId seen(model::TimeId time, const Viewpoint& from) const;
  Truth without_value(model::TimeId time) const;
  FormulaNodeId time_is(Work& work, const model::TimeIs& node, const Viewpoint& from);
  FormulaNodeId times_compared(Work& work, const model::TimesCompared& node, const Viewpoint& from);
  FormulaNodeId is_known(Work& work, const model::IsKnown& node, const Viewpoint& from);
  FormulaNodeId request_is(Work& work, const model::RequestIs& node, const Viewpoint& from);
  FormulaNodeId level_at_least(Work& work, model::LevelId level);

  FormulaNodeId test(Work& work, const VariableKey& key, std::vector<Truth> by_value);
  FormulaNodeId is_value(Work& work, const VariableKey& key, std::uint32_t value);

  const model::Model& model_;
  const VariableSet& set_;
  VariableSource variables_;
  std::size_t most_values_;
};

}  // namespace licet::graph
