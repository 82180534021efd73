// What stands behind conditions on times: facts, events, and two of them compared.
#include <engine/explain/condition_trees.h>
#include <engine/explain/consent_status.h>
#include <engine/time/legal_period.h>

namespace licet::explain {
namespace {

using model::TimeSourceKind;

EventTime event_time_of(TimeSourceKind kind) {
  switch (kind) {
    case TimeSourceKind::kCollection:
    case TimeSourceKind::kOwnCollection:
      return EventTime::kCollection;
    case TimeSourceKind::kConsentStarts:
      return EventTime::kConsentStarts;
    case TimeSourceKind::kConsentEnds:
      return EventTime::kConsentEnds;
    case TimeSourceKind::kObjection:
      return EventTime::kObjection;
    case TimeSourceKind::kLastRestriction:
      return EventTime::kLastRestriction;
    case TimeSourceKind::kNoticeFirst:
      return EventTime::kFirstNotice;
    case TimeSourceKind::kNoticeLatest:
      return EventTime::kLastNotice;
    case TimeSourceKind::kFact:
    case TimeSourceKind::kLastContact:
    case TimeSourceKind::kLastContactForAsked:
      break;
  }
  return EventTime::kLastContact;
}

EventKind event_kind_of(EventTime time) {
  switch (time) {
    case EventTime::kLastContact:
      return EventKind::kContacted;
    case EventTime::kCollection:
      return EventKind::kCollected;
    case EventTime::kConsentStarts:
    case EventTime::kConsentEnds:
      return EventKind::kGranted;
    case EventTime::kObjection:
      return EventKind::kObjected;
    case EventTime::kLastRestriction:
      return EventKind::kRestricted;
    case EventTime::kFirstNotice:
    case EventTime::kLastNotice:
      break;
  }
  return EventKind::kInformed;
}

template <class IdType>
std::vector<std::string> names_of(const model::Vocabulary<IdType>& vocabulary, const std::vector<IdType>& ids) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const IdType id : ids) names.push_back(vocabulary.titles[id.value].name);
  return names;
}

/// The name that a source is about; empty if it is about none.
std::string name_of(const model::Model& model, const model::TimeSource& source) {
  switch (source.kind) {
    case TimeSourceKind::kCollection:
      return model.data.titles[source.subject].name;
    case TimeSourceKind::kConsentStarts:
    case TimeSourceKind::kConsentEnds:
      return model.consents.list[source.subject].title.name;
    case TimeSourceKind::kObjection:
      return model.purposes.titles[source.subject].name;
    case TimeSourceKind::kNoticeFirst:
    case TimeSourceKind::kNoticeLatest:
      return model.notices.list[source.subject].title.name;
    default:
      return {};
  }
}

}  // namespace

/// The grant that was the last to be current, and what took it back, if something did.
void ConditionTrees::add_consent_end(ConditionExplanation& into, model::ConsentId consent) {
  const facts::ConsentEntry* entry = observation().consent(consent);
  if (entry == nullptr || entry->last_current.present == 0) return;
  add_evidence(into, entry->last_current.given, EventKind::kGranted, into.subject);
  if (!into.since) return;
  if (entry->cleared > entry->last_current.end) {
    into.status = status_word(graph::ConsentStatusValue::kExpired);
    return;
  }
  // Once more refused or withdrawn later, only that event is at hand.
  if (entry->ended.at != entry->cleared || entry->last_end == facts::ConsentEnd::kNone) return;
  const bool refused = entry->last_end == facts::ConsentEnd::kRefused;
  add_evidence(into, entry->ended, refused ? EventKind::kRefused : EventKind::kWithdrawn, into.subject);
}

void ConditionTrees::describe_event_time(ConditionExplanation& into, model::TimeId time,
                                         const graph::VariableKey& key) {
  const model::TimeSource& source = model()[time];
  into.event_time = event_time_of(source.kind);
  into.subject = name_of(model(), source);
  into.purposes = names_of(model().purposes, source.purposes);
  into.channels = names_of(model().channels, source.channels);
  if (source.kind == TimeSourceKind::kLastContactForAsked) {
    into.purposes = {model().purposes.titles[observation().question()->purpose.value].name};
  }
  if (source.kind == TimeSourceKind::kConsentEnds) {
    add_consent_end(into, model::ConsentId(source.subject));
    return;
  }
  const Instant clock = values_.grant_clock(key).value_or(observation().clock());
  const auto event = observation().event_of(time, clock);
  if (event) add_evidence(into, *event, event_kind_of(*into.event_time), into.subject);
}

void ConditionTrees::describe_time(ConditionExplanation& into, model::TimeId time, const graph::VariableKey& key) {
  into.since = observation().time_of(time, key.at_grant, key.at_clock);
  const model::TimeSource& source = model()[time];
  if (source.kind == TimeSourceKind::kFact) {
    describe_fact(into, model::FactId(source.subject), key);
  } else {
    describe_event_time(into, time, key);
  }
}

void ConditionTrees::describe_age(ConditionExplanation& into, const graph::VariableKey& key) {
  describe_time(into, model::TimeId(key.subject), key);
  if (!into.since || key.kind != graph::VariableKind::kAge) return;
  const Instant end = key.boundary == graph::AgeBoundary::kEnd
                          ? time::end_of_period(*into.since, key.period, *model().zone)
                          : time::reached(*into.since, key.period, *model().zone);
  if (end != kNever) into.ends = end;
}

void ConditionTrees::describe_order(ConditionExplanation& into, const graph::VariableKey& key) {
  const graph::TimePair& pair = observation().graph().variables.pairs()[key.subject];
  for (const model::TimeId time : {pair.left, pair.right}) {
    ConditionExplanation part;
    part.kind = ConditionKind::kMoment;
    part.as_of = into.as_of;
    describe_time(part, time, key);
    part.text = part.subject;
    part.value = ConditionValue::kTrue;
    if (!part.since) part.value = part.event_time ? ConditionValue::kFalse : ConditionValue::kUnknown;
    // Where the other has no event it does not matter.
    const bool wanted = part.value == ConditionValue::kUnknown && into.value == ConditionValue::kUnknown;
    if (wanted && part.hindrance.empty()) part.missing.push_back(part.subject);
    into.parts.push_back(std::move(part));
  }
}

}  // namespace licet::explain
