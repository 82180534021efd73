#include <algorithm>
#include <engine/rights/kept_category.h>

namespace licet::rights {
namespace {

using Rules = std::vector<decide::RulePeriods>;

template <class Fits>
const decide::RulePeriods* first(const Rules& rules, Fits fits) {
  const auto found = std::find_if(rules.begin(), rules.end(), fits);
  return found == rules.end() ? nullptr : &*found;
}

bool is_open(const decide::RulePeriods& rule) { return rule.at_least == kNever || rule.at_most == kNever; }

/// The rule that stands in the way of a date: one whose period is open, else one that sets a limit and says nothing.
const decide::RulePeriods* rule_without_date(const model::Model& model, const decide::HeldCategory& held) {
  const Rules& rules = held.rules;
  const auto is_duty = [](const decide::RulePeriods& rule) { return rule.at_least == kNever; };
  // Whatever limits there are, a request for erasure ends them.
  if (const auto* duty = held.requested ? first(rules, is_duty) : nullptr) return duty;
  if (const auto* open = first(rules, is_open)) return open;
  const auto* limiting =
      first(rules, [&](const decide::RulePeriods& rule) { return model.retentions[rule.rule].at_most.has_value(); });
  return limiting != nullptr || rules.empty() ? limiting : &rules.front();
}

bool waits_for_fact(const model::Model& model, const decide::RulePeriods& rule,
                    const std::vector<std::string>& undetermined) {
  const auto names_missing = [&](const std::optional<model::RetentionPeriod>& period) {
    if (!period) return false;
    const model::TimeSource& source = model[period->anchor.time];
    return source.kind == model::TimeSourceKind::kFact &&
           std::find(undetermined.begin(), undetermined.end(), model.facts[model::FactId(source.subject)].title.name) !=
               undetermined.end();
  };
  const model::Retention& retention = model.retentions[rule.rule];
  return names_missing(retention.at_least) || names_missing(retention.at_most);
}

}  // namespace

KeptCategory kept_category(const model::Model& model, const decide::HeldCategory& held) {
  KeptCategory kept;
  kept.data = held.entry.data;
  kept.item = held.entry.item;
  kept.due = held.own_due;
  kept.action = held.own_action;
  kept.undetermined = held.entry.undetermined;
  const decide::RulePeriods* rule = nullptr;
  if (held.entry.suspended) {
    kept.ground = KeptGround::kSuspended;
  } else if (held.own_due != kNever) {
    // A request for erasure alone is never ahead: if its date decides, a rule's minimum moved it.
    rule = first(held.rules, [&](const decide::RulePeriods& one) {
      if (held.own_rule) return model.retentions[one.rule].title.name == *held.own_rule;
      return one.at_least == held.own_due;
    });
  } else {
    rule = rule_without_date(model, held);
    if (rule == nullptr) {
      kept.ground = KeptGround::kNoRule;
    } else if (held.kind == decide::HeldCategory::Kind::kProof) {
      kept.ground = KeptGround::kOpen;
    } else if (waits_for_fact(model, *rule, held.entry.undetermined)) {
      kept.ground = KeptGround::kUndetermined;
    } else {
      kept.ground = is_open(*rule) ? KeptGround::kOpen : KeptGround::kNotBegun;
    }
  }
  if (rule != nullptr) {
    kept.rule = model.retentions[rule->rule].title.name;
    kept.because = model.retentions[rule->rule].citations;
  }
  return kept;
}

}  // namespace licet::rights
