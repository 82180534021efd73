#include <algorithm>
#include <engine/explain/decision_change.h>
#include <set>
#include <string>
#include <tuple>

namespace licet::explain {
namespace {

/// Told by its parts, or by what it is a part of. (A named condition may stand without.)
bool is_combined(const ConditionExplanation& condition) {
  return condition.kind == ConditionKind::kMoment || condition.kind == ConditionKind::kAll ||
         condition.kind == ConditionKind::kAny || condition.kind == ConditionKind::kNot ||
         (condition.kind == ConditionKind::kNamed && !condition.parts.empty());
}

class Comparison {
 public:
  explicit Comparison(DecisionChange& into) : into_(into) {}

  void compare(const RuleExplanation& before, const RuleExplanation& after) {
    if (before.in_force != after.in_force) {
      auto& rules = after.in_force ? into_.into_force : into_.out_of_force;
      if (std::find(rules.begin(), rules.end(), after.rule) == rules.end()) rules.push_back(after.rule);
    }
    if (before.condition == after.condition) return;
    if (before.when) compare(*before.when, *after.when);
    if (before.unless) compare(*before.unless, *after.unless);
  }

 private:
  void compare(const ConditionExplanation& before, const ConditionExplanation& after) {
    if (before.value != after.value && !is_combined(before) &&
        listed_.emplace(before.kind, before.text, before.subject).second) {
      into_.conditions.push_back(
          {before.kind, before.text, before.subject, before.value, after.value, before.status, after.status});
    }
    if (before.kind == ConditionKind::kRestriction) {
      if (before.value == after.value) return;
      add_stages(before, after, ConditionValue::kFalse);
      add_stages(after, before, ConditionValue::kTrue);
      return;
    }
    // A declaration shows its `provided` only while it is granted.
    if (before.parts.size() != after.parts.size()) return;
    for (std::size_t i = 0; i < before.parts.size(); ++i) compare(before.parts[i], after.parts[i]);
  }

  /// First stages that only `one` shows: then they restrict, or no longer do.
  void add_stages(const ConditionExplanation& one, const ConditionExplanation& other, ConditionValue then) {
    const ConditionValue before = then == ConditionValue::kTrue ? ConditionValue::kFalse : ConditionValue::kTrue;
    for (const ConditionExplanation& stage : one.parts) {
      const bool in_both = std::any_of(other.parts.begin(), other.parts.end(),
                                       [&](const ConditionExplanation& part) { return part.subject == stage.subject; });
      if (in_both || !listed_.emplace(stage.kind, stage.text, stage.subject).second) continue;
      into_.conditions.push_back({stage.kind, stage.text, stage.subject, before, then, {}, {}});
    }
  }

  DecisionChange& into_;
  std::set<std::tuple<ConditionKind, std::string, std::string>> listed_;
};

std::vector<const RuleExplanation*> reached(const CategoryExplanation& category) {
  std::vector<const RuleExplanation*> rules;
  for (const RuleExplanation& rule : category.rules) {
    if (rule.out_of_reach.empty()) rules.push_back(&rule);
  }
  return rules;
}

}  // namespace

void compare(const std::vector<CategoryExplanation>& before, const std::vector<CategoryExplanation>& after,
             DecisionChange& into) {
  Comparison comparison(into);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::vector<const RuleExplanation*> then = reached(after[i]);
    std::size_t place = 0;
    for (const RuleExplanation* rule : reached(before[i])) comparison.compare(*rule, *then[place++]);
  }
}

}  // namespace licet::explain
