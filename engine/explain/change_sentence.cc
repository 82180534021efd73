#include <algorithm>
#include <engine/explain/change_sentence.h>
#include <optional>

namespace licet::explain {
namespace {

/// More would hide what matters; the data hold them all.
constexpr std::size_t kToldChanges = 5;

std::optional<std::string> told(const Speaker& speaker, const ConditionChange& change) {
  switch (change.kind) {
    case ConditionKind::kDeclaration:
      if (change.status_after == change.status_before) {
        // Its `provided` changes; what that asks for is told by itself.
        const bool counts = change.after == ConditionValue::kTrue;
        if (!counts && (change.before != ConditionValue::kTrue || change.after == ConditionValue::kUnknown)) {
          return std::nullopt;
        }
        return speaker.say(counts ? Phrase::kConsentCounts : Phrase::kConsentCountsNoLonger,
                           {{"consent", change.subject}});
      }
      return speaker.say(change.status_before == "pending" ? Phrase::kConfirmationEnds : Phrase::kConsentExpires,
                         {{"consent", change.subject}});
    case ConditionKind::kObjection:
      if (change.after == ConditionValue::kTrue) return speaker.say(Phrase::kObjectionReturns, {});
      if (change.after == ConditionValue::kFalse) return speaker.say(Phrase::kObjectionEnds, {});
      break;
    case ConditionKind::kFirstStage:
      return speaker.say(
          change.after == ConditionValue::kTrue ? Phrase::kRetentionRestricts : Phrase::kRetentionRestrictsNoLonger,
          {{"rule", change.subject}});
    // What stands within these says it better.
    case ConditionKind::kConsent:
    case ConditionKind::kLevel:
    case ConditionKind::kLevelCondition:
      return std::nullopt;
    default:
      break;
  }
  Phrase phrase = Phrase::kBecomesUncertain;
  if (change.after == ConditionValue::kTrue) phrase = Phrase::kBecomesMet;
  if (change.after == ConditionValue::kFalse) phrase = Phrase::kBecomesUnmet;
  return speaker.say(phrase, {{"text", speaker.quoted(change.text)}});
}

std::string outcome_then(const Speaker& speaker, const Explanation& explanation) {
  const DecisionChange& change = *explanation.change;
  const std::string rule = change.rule.value_or(std::string());
  switch (change.reason) {
    case Reason::kPermitted:
      return speaker.say(Phrase::kThenPermits, {{"rule", rule}});
    case Reason::kForbidden:
      return speaker.say(Phrase::kThenForbids, {{"rule", rule}});
    case Reason::kCannotBeRuledOut:
      return speaker.say(Phrase::kThenNotRuledOut, {{"rule", rule}});
    case Reason::kNeedsReview:
      return speaker.say(Phrase::kThenWeighed, {{"rule", rule}});
    case Reason::kNothingPermits:
      break;
  }
  const bool no_more = explanation.decision.outcome == Outcome::kPermit;
  return speaker.say(no_more ? Phrase::kThenNothingMore : Phrase::kThenNothing, {});
}

std::vector<std::string> told_changes(const Speaker& speaker, const DecisionChange& change) {
  std::vector<std::string> changes;
  for (const std::string& rule : change.into_force) {
    changes.push_back(speaker.say(Phrase::kIntoForce, {{"rule", rule}}));
  }
  for (const std::string& rule : change.out_of_force) {
    changes.push_back(speaker.say(Phrase::kOutOfForce, {{"rule", rule}}));
  }
  const bool by_stage = std::any_of(change.conditions.begin(), change.conditions.end(),
                                    [](const ConditionChange& one) { return one.kind == ConditionKind::kFirstStage; });
  // Why an objection counts again comes before that it does.
  for (const bool consents : {true, false}) {
    for (const ConditionChange& condition : change.conditions) {
      if ((condition.kind == ConditionKind::kDeclaration) != consents) continue;
      if (by_stage && condition.kind == ConditionKind::kRestriction) continue;
      if (auto text = told(speaker, condition)) changes.push_back(std::move(*text));
    }
  }
  if (changes.empty() && !change.conditions.empty()) {
    const ConditionChange& first = change.conditions.front();
    const bool met = first.after == ConditionValue::kTrue;
    changes.push_back(
        speaker.say(met ? Phrase::kBecomesMet : Phrase::kBecomesUnmet, {{"text", speaker.quoted(first.text)}}));
  }
  if (changes.size() > kToldChanges) {
    changes.resize(kToldChanges - 1);
    changes.push_back(speaker.say(Phrase::kMoreChanges, {}));
  }
  return changes;
}

/// A rule comes into force and decides, and nothing else changes.
bool decides_by_its_force(const DecisionChange& change) {
  return change.rule && change.into_force == std::vector<std::string>{*change.rule} && change.out_of_force.empty() &&
         change.conditions.empty() && change.reason != Reason::kCannotBeRuledOut;
}

Phrase into_force(Reason reason) {
  if (reason == Reason::kPermitted) return Phrase::kIntoForcePermits;
  return reason == Reason::kNeedsReview ? Phrase::kIntoForceRefers : Phrase::kIntoForceForbids;
}

}  // namespace

std::string change_sentence(const Speaker& speaker, const Explanation& explanation) {
  if (!explanation.until_sought) return {};
  if (!explanation.change) return speaker.say(Phrase::kHoldsForGood, {});
  const DecisionChange& change = *explanation.change;
  std::vector<std::string> changes;
  if (decides_by_its_force(change)) {
    changes.push_back(speaker.say(into_force(change.reason), {{"rule", *change.rule}}));
  } else {
    changes = told_changes(speaker, change);
    changes.push_back(outcome_then(speaker, explanation));
  }
  if (speaker.starts_day(change.at)) {
    return speaker.say(Phrase::kHoldsUntilEnd, {{"date", speaker.last_day(change.at)},
                                                {"zone", speaker.model().zone->name()},
                                                {"changes", speaker.joined(changes, Phrase::kChangesEnd)}});
  }
  return speaker.say(Phrase::kHoldsUntil,
                     {{"moment", speaker.exact(change.at)}, {"changes", speaker.joined(changes, Phrase::kChangesEnd)}});
}

}  // namespace licet::explain
