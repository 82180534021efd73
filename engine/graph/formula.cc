#include <engine/check/expression_parts.h>
#include <engine/graph/formula.h>
#include <engine/graph/formula_work.h>

namespace licet::graph {

std::vector<Truth> truths_of(const Formula& formula, const std::function<std::uint32_t(VariableId)>& value_of) {
  std::vector<Truth> values;
  values.reserve(formula.nodes.size());
  for (const FormulaNode& node : formula.nodes) {
    Truth truth = node.constant;
    switch (node.kind) {
      case FormulaKind::kConstant:
        break;
      case FormulaKind::kTest:
        truth = node.by_value[value_of(node.variable)];
        break;
      case FormulaKind::kAll:
        truth = Truth::kTrue;
        for (const FormulaNodeId part : node.parts) truth = truth & values[part];
        break;
      case FormulaKind::kAny:
        truth = Truth::kFalse;
        for (const FormulaNodeId part : node.parts) truth = truth | values[part];
        break;
      case FormulaKind::kNot:
        truth = !values[node.parts.front()];
        break;
    }
    values.push_back(truth);
  }
  return values;
}

Truth evaluate(const Formula& formula, const std::function<std::uint32_t(VariableId)>& value_of) {
  return truths_of(formula, value_of)[formula.root];
}

FormulaNodeId FormulaMaker::test(Work& work, const VariableKey& key, std::vector<Truth> by_value) {
  work.values += by_value.size();
  if (work.values > most_values_) work.formula.exceeded = true;
  if (work.formula.exceeded) return work.constant(Truth::kFalse);
  FormulaNode node;
  node.kind = FormulaKind::kTest;
  node.variable = variables_.variable(key);
  node.by_value = std::move(by_value);
  return work.add(std::move(node));
}

FormulaNodeId FormulaMaker::is_value(Work& work, const VariableKey& key, std::uint32_t value) {
  const VariableId variable = variables_.variable(key);
  std::vector<Truth> by_value(set_[variable].domain, Truth::kFalse);
  by_value[value] = Truth::kTrue;
  return test(work, key, std::move(by_value));
}

Formula FormulaMaker::condition(model::ExpressionId expression, const Viewpoint& from) {
  Work work;
  work.formula.root = add_condition(work, expression, from);
  return std::move(work.formula);
}

Formula FormulaMaker::rule_condition(const model::Rule& rule, const RequestContext& request) {
  const Viewpoint from{request, std::nullopt, std::nullopt};
  Work work;
  std::vector<FormulaNodeId> parts;
  if (rule.when) parts.push_back(add_condition(work, *rule.when, from));
  if (rule.unless) parts.push_back(work.negate(add_condition(work, *rule.unless, from)));
  work.formula.root = work.join(FormulaKind::kAll, std::move(parts));
  return std::move(work.formula);
}

Formula FormulaMaker::level(model::LevelId level) {
  Work work;
  const auto& when = model_.levels[level].when;
  work.formula.root = when ? add_condition(work, *when, {}) : work.constant(Truth::kTrue);
  return std::move(work.formula);
}

Formula FormulaMaker::provided(model::ConsentId consent) {
  Work work;
  work.formula.root = provided(work, consent);
  return std::move(work.formula);
}

FormulaNodeId FormulaMaker::add_condition(Work& work, model::ExpressionId expression, const Viewpoint& from) {
  // An explicit stack, because named conditions may form long chains.
  std::vector<model::ExpressionId> open{expression};
  const auto known = [&](model::ExpressionId id) { return work.known(seen_from(id, from)); };
  while (!open.empty()) {
    const model::ExpressionId top = open.back();
    if (known(top)) {
      open.pop_back();
      continue;
    }
    const std::vector<model::ExpressionId> parts = model::parts_of(model_, top);
    if (parts.empty()) {
      const FormulaNodeId made = atom(work, model_[top], from);
      work.remember(seen_from(top, from), made);
      open.pop_back();
      continue;
    }
    const std::size_t before = open.size();
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      if (!known(*part)) open.push_back(*part);
    }
    if (open.size() > before) continue;
    std::vector<FormulaNodeId> made;
    made.reserve(parts.size());
    for (const model::ExpressionId part : parts) made.push_back(*known(part));
    const bool negation = std::holds_alternative<model::Not>(model_[top].node);
    const bool any = std::holds_alternative<model::AnyOf>(model_[top].node);
    const FormulaNodeId joined =
        negation ? work.negate(made.front()) : work.join(any ? FormulaKind::kAny : FormulaKind::kAll, std::move(made));
    work.remember(seen_from(top, from), joined);
    open.pop_back();
  }
  return *known(expression);
}

}  // namespace licet::graph
