#include <algorithm>
#include <engine/check/expression_parts.h>
#include <engine/decide/valid_until.h>
#include <engine/explain/condition_values.h>

namespace licet::explain {

ConditionValues::ConditionValues(decide::Observation& observation)
    : observation_(observation),
      formulas_(observation.model(), observation.graph().variables,
                {[&variables = observation.graph().variables](const graph::VariableKey& key) {
                   return variables.find(key).value();
                 },
                 [&variables = observation.graph().variables](const graph::TimePair& pair) {
                   return variables.find_pair(pair).value();
                 }}) {}

void ConditionValues::set_category(std::optional<model::DataId> category) {
  category_ = category;
  observation_.set_category(category);
  remembered_.clear();
}

graph::Viewpoint ConditionValues::of_request() const {
  const exchange::Question& question = *observation_.question();
  return {graph::RequestContext{question.purpose, question.action}, std::nullopt, std::nullopt};
}

std::uint32_t ConditionValues::value(const graph::VariableKey& key) {
  return observation_.value(observation_.graph().variables.find(key).value());
}

const graph::Formula& ConditionValues::formula(ExpressionId condition, const graph::Viewpoint& from) {
  const Seen wanted = seen(condition, from);
  auto found = made_.find(wanted);
  if (found == made_.end()) found = made_.emplace(wanted, formulas_.condition(condition, from)).first;
  return found->second;
}

Truth ConditionValues::of(const graph::Formula& formula) {
  return graph::evaluate(formula, [this](graph::VariableId variable) { return observation_.value(variable); });
}

std::optional<Truth> ConditionValues::remembered(ExpressionId condition, const graph::Viewpoint& from) const {
  const auto found = remembered_.find(seen(condition, from));
  if (found == remembered_.end()) return std::nullopt;
  return found->second;
}

Truth ConditionValues::combine(ExpressionId condition, const std::vector<ExpressionId>& parts,
                               const graph::Viewpoint& from) const {
  const auto& node = model()[condition].node;
  const bool any = std::holds_alternative<model::AnyOf>(node);
  Truth truth = truth_of(!any);
  for (const ExpressionId part : parts) {
    const Truth one = *remembered(part, from);
    truth = any ? truth | one : truth & one;
  }
  return std::holds_alternative<model::Not>(node) ? !truth : truth;
}

Truth ConditionValues::of(ExpressionId condition, const graph::Viewpoint& from) {
  std::vector<ExpressionId> open{condition};
  while (!open.empty()) {
    const ExpressionId top = open.back();
    if (remembered(top, from)) {
      open.pop_back();
      continue;
    }
    const std::vector<ExpressionId> parts = model::parts_of(model(), top);
    const std::size_t before = open.size();
    for (const ExpressionId part : parts) {
      if (!remembered(part, from)) open.push_back(part);
    }
    if (open.size() > before) continue;
    remembered_.emplace(seen(top, from), parts.empty() ? of(formula(top, from)) : combine(top, parts, from));
    open.pop_back();
  }
  return *remembered(condition, from);
}

std::optional<Instant> ConditionValues::next_change(const graph::Formula& formula) {
  const Instant clock = observation_.clock();
  std::vector<graph::VariableId> variables;
  for (const graph::FormulaNode& node : formula.nodes) {
    if (node.kind == graph::FormulaKind::kTest) variables.push_back(node.variable);
  }
  std::sort(variables.begin(), variables.end());
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
  const auto look = [&] {
    observation_.workspace().tested = variables;
    return of(formula);
  };
  const Truth truth = look();
  const Instant change = decide::first_difference(observation_, clock, [&] { return look() != truth; });
  observation_.set_clock(clock);
  return change == kNever ? std::nullopt : std::optional(change);
}

std::optional<Instant> ConditionValues::grant_clock(const graph::VariableKey& key) const {
  if (!key.at_grant || key.at_clock) return std::nullopt;
  const facts::ConsentEntry* entry = observation_.consent(*key.at_grant);
  if (entry == nullptr || entry->current.present == 0) return std::nullopt;
  return entry->current.given.at;
}

std::vector<model::FactId> ConditionValues::missing(const graph::Formula& formula) {
  std::vector<model::FactId> facts;
  const auto add_time = [&](model::TimeId time, const graph::VariableKey& key) {
    const model::TimeSource& source = model()[time];
    if (source.kind != model::TimeSourceKind::kFact) return;
    if (!observation_.time_of(time, key.at_grant, key.at_clock)) facts.emplace_back(source.subject);
  };
  for (const graph::FormulaNode& node : formula.nodes) {
    if (node.kind != graph::FormulaKind::kTest) continue;
    if (node.by_value[value(node.variable)] != Truth::kUnknown) continue;
    const graph::VariableKey& tested = key(node.variable);
    switch (tested.kind) {
      case graph::VariableKind::kAge:
      case graph::VariableKind::kPassed:
      case graph::VariableKind::kDay:
        add_time(model::TimeId(tested.subject), tested);
        break;
      case graph::VariableKind::kOrder: {
        const graph::TimePair& pair = observation_.graph().variables.pairs()[tested.subject];
        add_time(pair.left, tested);
        add_time(pair.right, tested);
        break;
      }
      case graph::VariableKind::kNumber:
      case graph::VariableKind::kText:
      case graph::VariableKind::kChoice:
      case graph::VariableKind::kYesNo:
        facts.emplace_back(tested.subject);
        break;
      default:
        break;
    }
  }
  return facts;
}

}  // namespace licet::explain
