#include <algorithm>
#include <engine/scenario/decisive_conditions.h>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace licet::scenario {
namespace {

using decide::ConditionTrace;
using decide::Truth;
using model::ExpressionId;

/// What a combined condition consists of; nothing for a single one.
std::vector<ExpressionId> parts_of(const model::Model& model, ExpressionId id) {
  const auto& node = model[id].node;
  if (const auto* all = std::get_if<model::AllOf>(&node)) return all->parts;
  if (const auto* any = std::get_if<model::AnyOf>(&node)) return any->parts;
  if (const auto* negated = std::get_if<model::Not>(&node)) return {negated->part};
  if (const auto* named = std::get_if<model::NamedCondition>(&node)) {
    return {model.conditions[named->condition].expression};
  }
  return {};
}

class Values {
 public:
  Values(const model::Model& model, const std::vector<ConditionTrace>& traced) : model_(model) {
    for (const ConditionTrace& condition : traced) values_.emplace(condition.expression, condition.value);
  }

  /// Works out the values of a condition and of everything within it.
  void add(ExpressionId top) {
    std::vector<std::pair<ExpressionId, bool>> waiting{{top, false}};
    while (!waiting.empty()) {
      const auto [id, parts_done] = waiting.back();
      waiting.pop_back();
      const std::vector<ExpressionId> parts = parts_of(model_, id);
      if (parts_done) {
        combine(id, parts);
      } else if (!parts.empty() && seen_.insert(id).second) {
        waiting.emplace_back(id, true);
        for (const ExpressionId part : parts) waiting.emplace_back(part, false);
      }
    }
  }

  /// Absent where deciding never came to it.
  std::optional<Truth> of(ExpressionId id) const {
    const auto found = values_.find(id);
    if (found == values_.end()) return std::nullopt;
    return found->second;
  }

 private:
  void combine(ExpressionId id, const std::vector<ExpressionId>& parts) {
    const auto& node = model_[id].node;
    std::optional<Truth> value;
    for (const ExpressionId part : parts) {
      const std::optional<Truth> one = of(part);
      if (!one) continue;
      if (std::holds_alternative<model::Not>(node)) {
        value = !*one;
      } else if (std::holds_alternative<model::AnyOf>(node)) {
        value = value ? *value | *one : *one;
      } else {
        value = value ? *value & *one : *one;
      }
    }
    if (value) values_.insert_or_assign(id, *value);
  }

  const model::Model& model_;
  std::unordered_map<ExpressionId, Truth> values_;
  std::unordered_set<ExpressionId> seen_;
};

/// Adds the single conditions under `top` that make it what it is.
void collect(const model::Model& model, const Values& values, ExpressionId top, std::vector<ConditionTrace>& result) {
  std::unordered_set<ExpressionId> seen;
  std::vector<ExpressionId> waiting{top};
  while (!waiting.empty()) {
    const ExpressionId id = waiting.back();
    waiting.pop_back();
    const std::optional<Truth> value = values.of(id);
    if (!value || !seen.insert(id).second) continue;
    // The stack gives them back in the order of the text.
    std::vector<ExpressionId> parts = parts_of(model, id);
    std::reverse(parts.begin(), parts.end());
    const bool negated = std::holds_alternative<model::Not>(model[id].node);
    bool descended = false;
    for (const ExpressionId part : parts) {
      const std::optional<Truth> one = values.of(part);
      if (!one || (negated ? !*one : *one) != *value) continue;
      waiting.push_back(part);
      descended = true;
    }
    if (!descended) result.push_back({id, *value});
  }
}

/// The fact that a single condition asks for its value.
std::optional<model::FactId> fact_of(const model::Expression& expression) {
  const auto& node = expression.node;
  if (const auto* time = std::get_if<model::TimeIs>(&node)) return time->subject.fact;
  if (const auto* yes = std::get_if<model::FactIsYes>(&node)) return yes->fact;
  if (const auto* choice = std::get_if<model::FactIsChoice>(&node)) return choice->fact;
  if (const auto* text = std::get_if<model::FactIsText>(&node)) return text->fact;
  if (const auto* number = std::get_if<model::FactIsNumber>(&node)) return number->fact;
  if (const auto* compared = std::get_if<model::FactCompared>(&node)) return compared->fact;
  return std::nullopt;
}

/// Conditions of consents and levels that a single condition rests on.
std::vector<ExpressionId> conditions_behind(const model::Model& model, const model::Expression& expression,
                                            model::PurposeId purpose) {
  std::vector<ExpressionId> behind;
  const auto* consent = std::get_if<model::ConsentIs>(&expression.node);
  const auto* level = std::get_if<model::LevelAtLeast>(&expression.node);
  if (consent != nullptr && consent->consent) {
    const model::Consent& declared = model.consents[*consent->consent];
    if (declared.provided) behind.push_back(*declared.provided);
  } else if (consent != nullptr || std::holds_alternative<model::ObjectionStands>(expression.node)) {
    for (const model::Consent& declared : model.consents.list) {
      if (!declared.provided || !model.purposes.hierarchy.is_within_any(purpose, declared.purposes)) continue;
      behind.push_back(*declared.provided);
    }
  } else if (level != nullptr) {
    for (std::uint32_t i = 0; i < model.levels.size(); ++i) {
      const model::Level& other = model.levels[model::LevelId(i)];
      const bool counts =
          i == level->level.value || std::binary_search(other.all_below.begin(), other.all_below.end(), level->level);
      if (counts && other.when) behind.push_back(*other.when);
    }
  }
  return behind;
}

}  // namespace

std::vector<ConditionTrace> decisive_conditions(const model::Model& model, const decide::RuleTrace& trace) {
  const model::Rule& rule = model.rules[trace.rule];
  Values values(model, trace.conditions);
  std::vector<ConditionTrace> result;
  if (rule.when) {
    values.add(*rule.when);
    if (values.of(*rule.when) == trace.condition) collect(model, values, *rule.when, result);
  }
  if (rule.unless) {
    values.add(*rule.unless);
    const std::optional<Truth> value = values.of(*rule.unless);
    if (value && (!*value) == trace.condition) collect(model, values, *rule.unless, result);
  }
  return result;
}

std::vector<model::FactId> facts_behind(const model::Model& model, ExpressionId expression, model::PurposeId purpose) {
  std::set<model::FactId> facts;
  std::unordered_set<ExpressionId> seen;
  std::vector<ExpressionId> waiting{expression};
  while (!waiting.empty()) {
    const ExpressionId id = waiting.back();
    waiting.pop_back();
    if (!seen.insert(id).second) continue;
    if (const std::optional<model::FactId> fact = fact_of(model[id])) facts.insert(*fact);
    for (const ExpressionId part : parts_of(model, id)) waiting.push_back(part);
    for (const ExpressionId other : conditions_behind(model, model[id], purpose)) waiting.push_back(other);
  }
  return {facts.begin(), facts.end()};
}

}  // namespace licet::scenario
