#pragma once
// Which rules a purpose and an action reach. Source: language.md section 4, Target. Pure; any thread.

#include <algorithm>
#include <engine/check/model.h>
#include <engine/graph/effect.h>

namespace licet::graph {

/// A permit, or a refer, reaches what is named or lies within; a forbid what overlaps; a rule without the clause
/// anything.
template <class IdType>
bool reaches(const model::Hierarchy<IdType>& hierarchy, model::Effect effect, IdType asked,
             const std::optional<std::vector<IdType>>& names) {
  if (!names) return true;
  return model::is_reached_within(effect) ? hierarchy.is_within_any(asked, *names)
                                          : hierarchy.overlaps_any(asked, *names);
}

/// In source order. O(rules).
inline std::vector<model::RuleId> rules_for_purpose(const model::Model& model, model::PurposeId purpose) {
  std::vector<model::RuleId> rules;
  for (std::size_t i = 0; i < model.rules.size(); ++i) {
    const model::Rule& rule = model.rules.list[i];
    if (reaches(model.purposes.hierarchy, rule.effect, purpose, rule.purposes)) rules.emplace_back(i);
  }
  return rules;
}

/// The decision list: forbids, permits, refers, each in the order in which they stand.
inline std::vector<model::RuleId> in_turn(const model::Model& model, std::vector<model::RuleId> rules) {
  std::stable_sort(rules.begin(), rules.end(), [&](model::RuleId a, model::RuleId b) {
    return turn_of(model.rules[a].effect) < turn_of(model.rules[b].effect);
  });
  return rules;
}

/// Those of `rules` that the action reaches, too.
inline std::vector<model::RuleId> rules_for_action(const model::Model& model, const std::vector<model::RuleId>& rules,
                                                   model::ActionId action) {
  std::vector<model::RuleId> reached;
  for (const model::RuleId id : rules) {
    const model::Rule& rule = model.rules[id];
    if (reaches(model.actions.hierarchy, rule.effect, action, rule.actions)) reached.push_back(id);
  }
  return reached;
}

}  // namespace licet::graph
