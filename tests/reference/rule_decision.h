#pragma once
// Decides one category by the rules whose target it reaches: which apply, which are overridden, which decides.
//
// Source: language.md section 4. Refers to model and situation, which must outlive it. Thread rule: one object a
// thread.

#include <optional>
#include <tests/reference/conditions.h>
#include <tests/reference/evaluate.h>
#include <vector>

namespace licet::reference {

struct RuleDecision {
  Outcome outcome = Outcome::kDeny;
  std::optional<model::RuleId> rule;
  Reason reason = Reason::kNothingPermits;

  /// Does an `until` tell the two apart? (Another decision, or deciding rule.)
  bool same_for_until(const RuleDecision& other) const { return outcome == other.outcome && rule == other.rule; }
};

class CategoryRules {
 public:
  /// Finds the rules whose target is reached: once, for all instants.
  CategoryRules(const Situation& situation, std::optional<model::DataId> category);

  /// The decision at an instant not before the question's time.
  RuleDecision decide(const Conditions& conditions, Instant clock) const;

  /// The same with what became of every rule reached.
  RuleDecision decide(const Conditions& conditions, Instant clock, CategoryTrace& trace) const;

  const std::vector<model::RuleId>& reached() const { return reached_; }

 private:
  std::vector<bool> effective(const std::vector<bool>& applies) const;
  RuleDecision choose(const std::vector<Truth>& values, const std::vector<bool>& effective) const;
  Truth condition(const Conditions& conditions, const model::Rule& rule, Instant clock,
                  const ConditionObserver& observer) const;
  std::optional<std::size_t> place(model::RuleId rule) const;

  const Situation& situation_;
  std::optional<model::DataId> category_;
  std::vector<model::RuleId> reached_;  ///< in source order
};

}  // namespace licet::reference
