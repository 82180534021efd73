#include <engine/check/expression_parts.h>
#include <type_traits>
#include <utility>
#include <variant>

namespace licet::model {

std::vector<ExpressionId> parts_of(const Model& model, ExpressionId id) {
  const auto& node = model[id].node;
  if (const auto* all = std::get_if<AllOf>(&node)) return all->parts;
  if (const auto* any = std::get_if<AnyOf>(&node)) return any->parts;
  if (const auto* negation = std::get_if<Not>(&node)) return {negation->part};
  if (const auto* named = std::get_if<NamedCondition>(&node)) return {model.conditions[named->condition].expression};
  return {};
}

void walk(const Model& model, std::vector<ExpressionId> begin, std::vector<bool>& seen,
          const std::function<void(const Expression&)>& visit) {
  std::vector<ExpressionId> open = std::move(begin);
  while (!open.empty()) {
    const ExpressionId id = open.back();
    open.pop_back();
    if (seen[id.value]) continue;
    seen[id.value] = true;
    const std::vector<ExpressionId> parts = parts_of(model, id);
    open.insert(open.end(), parts.begin(), parts.end());
    visit(model[id]);
  }
}

std::optional<FactId> fact_of(const Expression& expression) {
  return std::visit(
      [](const auto& node) -> std::optional<FactId> {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, IsKnown>) {
          const auto* fact = std::get_if<FactId>(&node.subject);
          return fact == nullptr ? std::nullopt : std::optional(*fact);
        } else if constexpr (requires { node.fact; }) {
          return node.fact;
        } else {
          return std::nullopt;
        }
      },
      expression.node);
}

std::vector<TimeId> times_of(const Expression& expression) {
  if (const auto* is = std::get_if<TimeIs>(&expression.node)) return {is->subject};
  if (const auto* compared = std::get_if<TimesCompared>(&expression.node)) return {compared->left, compared->right};
  const auto* known = std::get_if<IsKnown>(&expression.node);
  const auto* time = known == nullptr ? nullptr : std::get_if<TimeId>(&known->subject);
  return time == nullptr ? std::vector<TimeId>() : std::vector<TimeId>{*time};
}

}  // namespace licet::model
