// What stands behind conditions on consents, objections and levels.
#include <algorithm>
#include <engine/check/coverage.h>
#include <engine/explain/condition_trees.h>
#include <engine/explain/consent_status.h>

namespace licet::explain {
namespace {

using graph::ConsentStatusValue;
using graph::VariableKind;
using model::ConsentQuestion;

graph::VariableKey of_consent(VariableKind kind, model::ConsentId consent) {
  return {kind, consent.value, {}, graph::AgeBoundary::kEnd, std::nullopt, false};
}

ConsentStatusValue status_asked(ConsentQuestion question) {
  switch (question) {
    case ConsentQuestion::kIsValid:
      return ConsentStatusValue::kGranted;
    case ConsentQuestion::kWasWithdrawn:
      return ConsentStatusValue::kWithdrawn;
    case ConsentQuestion::kWasRefused:
      return ConsentStatusValue::kRefused;
    case ConsentQuestion::kIsPending:
      return ConsentStatusValue::kPending;
    case ConsentQuestion::kHasExpired:
      return ConsentStatusValue::kExpired;
  }
  return ConsentStatusValue::kNone;
}

void set_end(ConditionExplanation& into, Instant end) {
  if (end != kNever) into.ends = end;
}

}  // namespace

void ConditionTrees::tell_status(ConditionExplanation& into, model::ConsentId consent, ConsentStatusValue status) {
  into.status = status_word(status);
  const facts::ConsentEntry* entry = observation().consent(consent);
  if (entry == nullptr) return;
  const auto tell_grant = [&](const facts::GrantEntry& grant) {
    into.since = grant.given.at;
    add_evidence(into, grant.given, EventKind::kGranted, into.subject);
    if (grant.confirmed.is_set()) add_evidence(into, grant.confirmed, EventKind::kConfirmed, into.subject);
    if (grant.extended.is_set()) add_evidence(into, grant.extended, EventKind::kContacted, {});
    if (grant.narrowed.is_set()) add_evidence(into, grant.narrowed, EventKind::kWithdrawn, into.subject);
  };
  switch (status) {
    case ConsentStatusValue::kGranted:
      tell_grant(entry->current);
      set_end(into, entry->current.end);
      break;
    case ConsentStatusValue::kPending:
      tell_grant(entry->waiting);
      set_end(into, entry->waiting.end);
      break;
    case ConsentStatusValue::kExpired: {
      const facts::GrantEntry& grant = entry->current.present != 0 ? entry->current : entry->waiting;
      tell_grant(grant);
      set_end(into, grant.end);
      break;
    }
    case ConsentStatusValue::kRefused:
    case ConsentStatusValue::kWithdrawn: {
      const bool was_current = entry->last_current.present != 0 && entry->cleared == entry->ended.at;
      if (was_current) tell_grant(entry->last_current);
      // What took the last of the coverage is the end itself.
      if (!into.evidence.empty() && into.evidence.back().record == entry->ended.record) into.evidence.pop_back();
      into.since = entry->ended.at;
      const bool refused = status == ConsentStatusValue::kRefused;
      add_evidence(into, entry->ended, refused ? EventKind::kRefused : EventKind::kWithdrawn, into.subject);
      break;
    }
    case ConsentStatusValue::kNone:
      break;
  }
}

ConditionExplanation ConditionTrees::declaration(model::ConsentId consent, ConsentQuestion question, Asked asked,
                                                 const graph::Viewpoint& from, std::size_t depth) {
  const model::Consent& declared = model().consents[consent];
  ConditionExplanation explained;
  explained.kind = ConditionKind::kDeclaration;
  explained.text = declared.title.name;
  explained.subject = declared.title.name;
  const auto status = static_cast<ConsentStatusValue>(values_.value(of_consent(VariableKind::kConsentStatus, consent)));
  tell_status(explained, consent, status);
  if (declared.scope == model::ConsentScope::kDevice ? !observation().states().has_device
                                                     : !observation().states().has_person) {
    explained.hindrance = declared.scope == model::ConsentScope::kDevice ? "no_device" : "no_customer";
  }
  explained.value = condition_value(truth_of(status == status_asked(question)));
  if (question != ConsentQuestion::kIsValid || status != ConsentStatusValue::kGranted) return explained;

  const VariableKind coverage = asked == Asked::kNamed ? VariableKind::kGrantKeeps : VariableKind::kGrantCovers;
  if (from.request && values_.value(of_consent(coverage, consent)) == 0) {
    explained.hindrance = "narrowed";
  } else if (asked == Asked::kAfterObjection &&
             values_.value(of_consent(VariableKind::kGivenAfterObjection, consent)) == 0) {
    explained.hindrance = "before_objection";
  }
  if (!explained.hindrance.empty()) explained.value = ConditionValue::kFalse;
  if (!declared.provided) return explained;
  graph::Viewpoint of_grant;
  of_grant.grant = consent;
  if (declared.provided_at_grant) of_grant.at_grant = consent;
  explained.parts.push_back(whole(*declared.provided, of_grant, depth + 1));
  explained.value = std::min(explained.value, explained.parts.front().value);
  gather_missing(explained);
  return explained;
}

std::vector<model::ConsentId> ConditionTrees::covering() const {
  const exchange::Question& question = *values_.observation().question();
  const std::optional<model::DataId> category = values_.category();
  std::vector<model::ConsentId> found;
  for (std::size_t i = 0; i < model().consents.size(); ++i) {
    const model::Consent& declared = model().consents.list[i];
    if (!model().purposes.hierarchy.is_within_any(question.purpose, declared.purposes)) continue;
    if (declared.actions && !model().actions.hierarchy.is_within_any(question.action, *declared.actions)) continue;
    if (declared.channels &&
        !(question.channel && model().channels.hierarchy.is_within_any(*question.channel, *declared.channels))) {
      continue;
    }
    if (question.recipient && !model().recipients.hierarchy.is_within_any(*question.recipient, declared.recipients)) {
      continue;
    }
    if (category && !model::clause_covers(model(), declared.data, *category)) continue;
    found.emplace_back(i);
  }
  return found;
}

void ConditionTrees::add_declarations(ConditionExplanation& into, ConsentQuestion question, Asked asked,
                                      const graph::Viewpoint& from, std::size_t depth) {
  for (const model::ConsentId consent : covering()) {
    into.parts.push_back(declaration(consent, question, asked, from, depth + 1));
  }
}

void ConditionTrees::describe(ConditionExplanation& into, const model::ConsentIs& node, const graph::Viewpoint& from,
                              std::size_t depth) {
  into.kind = ConditionKind::kConsent;
  if (node.consent) {
    into.subject = model().consents[*node.consent].title.name;
    into.parts.push_back(declaration(*node.consent, node.question, Asked::kNamed, from, depth + 1));
  } else {
    add_declarations(into, node.question, Asked::kCovering, from, depth);
  }
}

void ConditionTrees::describe_objection(ConditionExplanation& into, const graph::Viewpoint& from, std::size_t depth) {
  into.kind = ConditionKind::kObjection;
  const facts::ObjectionEntry* objection = observation().objection();
  if (objection == nullptr) return;
  into.since = objection->objected.at;
  add_evidence(into, objection->objected, EventKind::kObjected, {});
  add_declarations(into, ConsentQuestion::kIsValid, Asked::kAfterObjection, from, depth);
}

void ConditionTrees::describe(ConditionExplanation& into, const model::LevelAtLeast& node, std::size_t depth) {
  into.kind = ConditionKind::kLevel;
  into.subject = model().levels[node.level].title.name;
  for (std::size_t i = 0; i < model().levels.size(); ++i) {
    const model::Level& level = model().levels.list[i];
    const bool counts = model::LevelId(i) == node.level ||
                        std::binary_search(level.all_below.begin(), level.all_below.end(), node.level);
    if (!counts) continue;
    ConditionExplanation part;
    part.kind = ConditionKind::kLevelCondition;
    part.text = level.title.name;
    part.subject = level.title.name;
    part.value = ConditionValue::kTrue;
    if (level.when) {
      part.parts.push_back(whole(*level.when, {}, depth + 2));
      part.value = part.parts.front().value;
      gather_missing(part);
    }
    into.parts.push_back(std::move(part));
  }
}

}  // namespace licet::explain
