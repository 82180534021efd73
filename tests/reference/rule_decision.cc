#include <algorithm>
#include <tests/reference/rule_decision.h>
#include <tests/reference/target.h>

namespace licet::reference {
namespace {

/// A permit must be certain; a forbid bites, and a person must weigh, unless it can be ruled out.
bool suffices(model::Effect effect, Truth condition) {
  return effect == model::Effect::kPermit ? condition == Truth::kTrue : condition != Truth::kFalse;
}

}  // namespace

CategoryRules::CategoryRules(const Situation& situation, std::optional<model::DataId> category)
    : situation_(situation), category_(category) {
  const auto& rules = situation.model.rules.list;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (reaches(situation.model, rules[i], *situation.question, category)) reached_.emplace_back(i);
  }
}

std::optional<std::size_t> CategoryRules::place(model::RuleId rule) const {
  const auto found = std::lower_bound(reached_.begin(), reached_.end(), rule);
  if (found == reached_.end() || *found != rule) return std::nullopt;
  return static_cast<std::size_t>(found - reached_.begin());
}

Truth CategoryRules::condition(const Conditions& conditions, const model::Rule& rule, Instant clock,
                               const ConditionObserver& observer) const {
  Viewpoint from;
  from.clock = clock;
  from.category = category_;
  Truth truth = Truth::kTrue;
  if (rule.when) truth = truth & conditions.value(*rule.when, from, observer);
  if (rule.unless) truth = truth & !conditions.value(*rule.unless, from, observer);
  return truth;
}

std::vector<bool> CategoryRules::effective(const std::vector<bool>& applies) const {
  // A rule is effective when it applies and no effective rule overrides it. Overrides have no cycle; the stack stands
  // in for recursion, because chains may be long.
  enum class Known : std::uint8_t { kOpen, kYes, kNo };
  std::vector<Known> known(reached_.size(), Known::kOpen);
  std::vector<std::size_t> open;
  for (std::size_t start = 0; start < reached_.size(); ++start) {
    open.push_back(start);
    while (!open.empty()) {
      const std::size_t top = open.back();
      if (known[top] != Known::kOpen || !applies[top]) {
        if (!applies[top]) known[top] = Known::kNo;
        open.pop_back();
        continue;
      }
      bool overridden = false;
      const std::size_t before = open.size();
      for (const model::RuleId overrider : situation_.model.rules[reached_[top]].overridden_by) {
        const auto at = place(overrider);
        if (!at || !applies[*at]) continue;
        if (known[*at] == Known::kOpen) open.push_back(*at);
        overridden = overridden || known[*at] == Known::kYes;
      }
      if (!overridden && open.size() > before) continue;
      open.resize(before);
      known[top] = overridden ? Known::kNo : Known::kYes;
    }
  }
  std::vector<bool> result(reached_.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = known[i] == Known::kYes;
  return result;
}

RuleDecision CategoryRules::choose(const std::vector<Truth>& values, const std::vector<bool>& effective) const {
  for (const model::Effect effect : {model::Effect::kForbid, model::Effect::kPermit, model::Effect::kRefer}) {
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      if (!effective[i] || situation_.model.rules[reached_[i]].effect != effect) continue;
      if (effect == model::Effect::kPermit) return {Outcome::kPermit, reached_[i], Reason::kPermitted};
      if (effect == model::Effect::kRefer) return {Outcome::kDeny, reached_[i], Reason::kNeedsReview};
      return {Outcome::kDeny, reached_[i], values[i] == Truth::kTrue ? Reason::kForbidden : Reason::kCannotBeRuledOut};
    }
  }
  return {};
}

RuleDecision CategoryRules::decide(const Conditions& conditions, Instant clock) const {
  std::vector<Truth> values;
  std::vector<bool> applies;
  for (const model::RuleId id : reached_) {
    const model::Rule& rule = situation_.model.rules[id];
    values.push_back(rule.in_force.contains(clock) ? condition(conditions, rule, clock, {}) : Truth::kFalse);
    applies.push_back(suffices(rule.effect, values.back()));
  }
  return choose(values, effective(applies));
}

RuleDecision CategoryRules::decide(const Conditions& conditions, Instant clock, CategoryTrace& trace) const {
  std::vector<Truth> values;
  std::vector<bool> applies;
  trace.data = category_;
  for (const model::RuleId id : reached_) {
    const model::Rule& rule = situation_.model.rules[id];
    RuleTrace& traced = trace.rules.emplace_back();
    traced.rule = id;
    traced.in_force = rule.in_force.contains(clock);
    traced.condition = condition(conditions, rule, clock, [&](model::ExpressionId expression, Truth value) {
      const bool listed = std::any_of(traced.conditions.begin(), traced.conditions.end(),
                                      [&](const ConditionTrace& seen) { return seen.expression == expression; });
      if (!listed) traced.conditions.push_back({expression, value});
    });
    values.push_back(traced.condition);
    traced.applies = traced.in_force && suffices(rule.effect, traced.condition);
    applies.push_back(traced.applies);
  }
  const std::vector<bool> in_effect = effective(applies);
  for (RuleTrace& traced : trace.rules) {
    if (!traced.applies) continue;
    for (const model::RuleId overrider : situation_.model.rules[traced.rule].overridden_by) {
      const auto at = place(overrider);
      if (at && in_effect[*at]) traced.overridden_by.push_back(overrider);
    }
  }
  return choose(values, in_effect);
}

}  // namespace licet::reference
