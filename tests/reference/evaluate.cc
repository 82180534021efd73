#include <algorithm>
#include <tests/reference/evaluate.h>
#include <tests/reference/first_change.h>
#include <tests/reference/rule_decision.h>

namespace licet::reference {
namespace {

/// The whole request from its categories: permitted when every category is (section 4, "Decision"). Of the denied ones
/// the first decides that does not need review; if all do, the first.
const RuleDecision& deciding(const std::vector<RuleDecision>& categories) {
  const auto otherwise = std::find_if(categories.begin(), categories.end(), [](const RuleDecision& one) {
    return one.outcome == Outcome::kDeny && one.reason != Reason::kNeedsReview;
  });
  if (otherwise != categories.end()) return *otherwise;
  const auto denied = std::find_if(categories.begin(), categories.end(),
                                   [](const RuleDecision& one) { return one.outcome == Outcome::kDeny; });
  return denied != categories.end() ? *denied : categories.front();
}

std::optional<std::string> name_of(const model::Model& model, std::optional<model::RuleId> rule) {
  if (!rule) return std::nullopt;
  return model.rules[*rule].title.name;
}

std::vector<std::string> duties_of(const model::Model& model, const std::vector<RuleDecision>& categories) {
  std::vector<model::DutyId> seen;
  std::vector<std::string> names;
  for (const RuleDecision& category : categories) {
    for (const model::DutyId duty : model.rules[*category.rule].duties) {
      if (std::find(seen.begin(), seen.end(), duty) != seen.end()) continue;
      seen.push_back(duty);
      names.push_back(model.duties[duty].title.name);
    }
  }
  return names;
}

/// The reached levels that stand below no other reached one.
std::vector<std::string> levels_at(const Situation& situation, const Conditions& conditions, Instant clock) {
  const auto& levels = situation.model.levels.list;
  std::vector<bool> reached(levels.size());
  std::vector<bool> below(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    reached[i] = conditions.level_reached(model::LevelId(i), clock);
    if (!reached[i]) continue;
    for (const model::LevelId lower : levels[i].all_below) below[lower.value] = true;
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (reached[i] && !below[i]) names.push_back(levels[i].title.name);
  }
  return names;
}

Changes changes_of_rules(const Situation& situation, const std::vector<CategoryRules>& categories) {
  std::vector<model::ExpressionId> conditions;
  std::vector<Instant> bounds;
  for (const CategoryRules& category : categories) {
    for (const model::RuleId id : category.reached()) {
      const model::Rule& rule = situation.model.rules[id];
      if (rule.when) conditions.push_back(*rule.when);
      if (rule.unless) conditions.push_back(*rule.unless);
      bounds.push_back(rule.in_force.from);
      bounds.push_back(rule.in_force.until);
    }
  }
  Changes changes = changes_of(situation, conditions, Viewpoint{});
  for (const Instant bound : bounds) {
    if (bound != kNever && bound != kBeforeAll) changes.instants.insert(bound);
  }
  return changes;
}

Instant valid_until(const Situation& situation, const Conditions& conditions,
                    const std::vector<CategoryRules>& categories, const RuleDecision& decided) {
  const auto decided_otherwise = [&](Instant clock) {
    std::vector<RuleDecision> then;
    then.reserve(categories.size());
    for (const CategoryRules& category : categories) then.push_back(category.decide(conditions, clock));
    return !deciding(then).same_for_until(decided);
  };
  return first_change(changes_of_rules(situation, categories), situation.question->at, *situation.model.zone,
                      decided_otherwise);
}

}  // namespace

Evaluated evaluate(const model::Model& model, std::span<const RecordedEvent> events, const exchange::Question& question,
                   EvaluateOptions options) {
  const Situation situation(model, events, question);
  const Conditions conditions(situation);

  std::vector<CategoryRules> categories;
  for (const model::DataId category : question.data) categories.emplace_back(situation, category);
  if (categories.empty()) categories.emplace_back(situation, std::nullopt);

  Evaluated result;
  std::vector<RuleDecision> decisions;
  for (const CategoryRules& category : categories) {
    if (options.trace) {
      decisions.push_back(category.decide(conditions, question.at, result.trace.emplace_back()));
    } else {
      decisions.push_back(category.decide(conditions, question.at));
    }
  }

  const RuleDecision& decided = deciding(decisions);
  Decision& decision = result.decision;
  decision.outcome = decided.outcome;
  decision.rule = name_of(model, decided.rule);
  decision.reason = decided.reason;
  if (decided.outcome == Outcome::kPermit) decision.duties = duties_of(model, decisions);
  if (decided.rule) decision.because = model.rules[*decided.rule].citations;
  for (std::size_t i = 0; i < question.data.size(); ++i) {
    decision.categories.push_back({model.data.titles[question.data[i].value].name, decisions[i].outcome,
                                   name_of(model, decisions[i].rule), decisions[i].reason});
  }
  decision.levels = levels_at(situation, conditions, question.at);
  decision.until = options.until ? valid_until(situation, conditions, categories, decided) : kNever;
  decision.at = question.at;
  decision.policy = {model.name, model.version, model.digest, time::zone_data_version()};
  return result;
}

}  // namespace licet::reference
