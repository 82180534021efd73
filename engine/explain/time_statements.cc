// Statements about times of events, and about two times compared.
#include <algorithm>
#include <engine/explain/statements.h>

namespace licet::explain {

Statement Statements::not_recorded(Statement what, const ConditionExplanation& condition) const {
  if (!condition.as_of) return what;
  return {speaker_.say(Phrase::kUpToGrant, {{"what", what.text}}), what.name_first};
}

Statement Statements::no_event(const ConditionExplanation& condition) const {
  switch (*condition.event_time) {
    case EventTime::kLastContact:
      return not_recorded(speaker_.state(Phrase::kContactNone, {{"purposes", contact_purposes(condition)},
                                                                {"channels", contact_channels(condition)}}),
                          condition);
    case EventTime::kCollection:
      return not_recorded(speaker_.state(Phrase::kNotCollected, {{"data", condition.subject}}), condition);
    case EventTime::kConsentStarts:
      return speaker_.state(Phrase::kConsentNeverCounted, {{"consent", condition.subject}});
    case EventTime::kConsentEnds:
      if (const Evidence* grant = evidence_of(condition, EventKind::kGranted)) {
        return speaker_.state(Phrase::kConsentNotEnded,
                              {{"consent", condition.subject}, {"date", speaker_.date(grant->at)}});
      }
      return speaker_.state(Phrase::kConsentNeverCounted, {{"consent", condition.subject}});
    case EventTime::kObjection:
      return not_recorded(speaker_.state(Phrase::kNeverObjected, {{"purpose", condition.subject}}), condition);
    case EventTime::kLastRestriction:
      return not_recorded(speaker_.state(Phrase::kNeverRestricted, {}), condition);
    case EventTime::kFirstNotice:
    case EventTime::kLastNotice:
      break;
  }
  return notice(condition);
}

Statement Statements::consent_end(const ConditionExplanation& condition, const std::string& date) const {
  if (evidence_of(condition, EventKind::kWithdrawn) != nullptr) {
    return speaker_.state(Phrase::kConsentWithdrawn, {{"consent", condition.subject}, {"date", date}});
  }
  if (evidence_of(condition, EventKind::kRefused) != nullptr) {
    return speaker_.state(Phrase::kConsentRefused, {{"consent", condition.subject}, {"date", date}});
  }
  const Evidence* grant = evidence_of(condition, EventKind::kGranted);
  return speaker_.state(condition.status == "expired" ? Phrase::kConsentExpired : Phrase::kConsentEnded,
                        {{"consent", condition.subject},
                         {"date", grant != nullptr ? speaker_.date(grant->at) : date},
                         {"end", speaker_.at_end(*condition.since)}});
}

std::string Statements::contact_purposes(const ConditionExplanation& condition) const {
  if (condition.purposes.empty()) return {};
  return speaker_.say(Phrase::kContactFor, {{"purposes", speaker_.choice(condition.purposes)}});
}

std::string Statements::contact_channels(const ConditionExplanation& condition) const {
  if (condition.channels.empty()) return {};
  return speaker_.say(Phrase::kByChannel, {{"channel", speaker_.choice(condition.channels)}});
}

Statement Statements::event_time(const ConditionExplanation& condition, bool with_clock) const {
  if (!condition.since) return no_event(condition);
  const Instant at = *condition.since;
  const Evidence* event = condition.evidence.empty() ? nullptr : &condition.evidence.back();
  const std::string date =
      (with_clock
           ? speaker_.say(Phrase::kDateAndTime,
                          {{"date", speaker_.date(at)}, {"time", speaker_.time(at)}, {"offset", speaker_.offset(at)}})
           : speaker_.date(at)) +
      source(event);
  switch (*condition.event_time) {
    case EventTime::kLastContact:
      return speaker_.state(
          Phrase::kContactWas,
          {{"purposes", contact_purposes(condition)}, {"channels", contact_channels(condition)}, {"date", date}});
    case EventTime::kCollection:
      return speaker_.state(Phrase::kCollectedOn, {{"data", condition.subject}, {"date", date}});
    case EventTime::kConsentStarts:
      return speaker_.state(Phrase::kConsentGivenOn, {{"consent", condition.subject}, {"date", date}});
    case EventTime::kConsentEnds:
      return consent_end(condition, date);
    case EventTime::kObjection:
      return speaker_.state(Phrase::kObjectedOn, {{"purpose", condition.subject}, {"date", date}});
    case EventTime::kLastRestriction:
      return speaker_.state(Phrase::kRestrictedOn, {{"date", date}});
    case EventTime::kFirstNotice:
    case EventTime::kLastNotice:
      break;
  }
  const bool first = condition.event_time == EventTime::kFirstNotice;
  return speaker_.state(
      first ? Phrase::kNoticeFirstGiven : Phrase::kNoticeLastGiven,
      {{"notice", condition.subject}, {"date", date}, {"wording", event != nullptr ? wording(*event) : std::string()}});
}

Statement Statements::time(const ConditionExplanation& condition) const {
  const Statement what = event_time(condition, false);
  return !condition.since || condition.kind == ConditionKind::kKnown ? what : so(what, condition);
}

Statement Statements::moment(const ConditionExplanation& condition, bool with_clock) const {
  if (condition.event_time) return event_time(condition, with_clock);
  return condition.stated ? fact_value(condition) : unknown_fact(condition);
}

/// By instants, within one day: then the date alone would not tell them apart.
bool Statements::is_same_day(const ConditionExplanation& compared) const {
  const auto is_date = [&](const ConditionExplanation& part) {
    const auto fact = part.event_time ? std::nullopt : speaker_.model().facts.find(part.subject);
    return fact && speaker_.model().facts[*fact].type == model::FactType::kDate;
  };
  const ConditionExplanation& left = compared.parts.front();
  const ConditionExplanation& right = compared.parts.back();
  if (is_date(left) || is_date(right) || !left.since || !right.since) return false;
  return speaker_.date(*left.since) == speaker_.date(*right.since);
}

void Statements::add_compared(const ConditionExplanation& condition, std::vector<Statement>& into) const {
  const auto add_one = [&](Statement statement) {
    if (std::find(into.begin(), into.end(), statement) == into.end()) into.push_back(std::move(statement));
  };
  const bool with_clock = is_same_day(condition);
  std::vector<Statement> moments;
  bool all_known = true;
  for (const ConditionExplanation& part : condition.parts) {
    all_known = all_known && part.value == ConditionValue::kTrue;
    moments.push_back(moment(part, with_clock));
  }
  if (all_known) {
    add_one(so(speaker_.list(moments), condition));
    return;
  }
  // Without an event it is false, whatever else is not known.
  for (std::size_t i = 0; i < moments.size(); ++i) {
    if (condition.parts[i].value == condition.value) add_one(std::move(moments[i]));
  }
}

}  // namespace licet::explain
