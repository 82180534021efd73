#include <engine/check/expression_parts.h>

namespace licet::model {

std::vector<ExpressionId> parts_of(const Model& model, ExpressionId id) {
  const auto& node = model[id].node;
  if (const auto* all = std::get_if<AllOf>(&node)) return all->parts;
  if (const auto* any = std::get_if<AnyOf>(&node)) return any->parts;
  if (const auto* negation = std::get_if<Not>(&node)) return {negation->part};
  if (const auto* named = std::get_if<NamedCondition>(&node)) return {model.conditions[named->condition].expression};
  return {};
}

}  // namespace licet::model
