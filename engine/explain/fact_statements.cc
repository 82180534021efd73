// Statements about facts, the clock and the request.
#include <engine/explain/statements.h>

namespace licet::explain {
namespace {

Phrase by_value(ConditionValue value, Phrase met, Phrase not_met) {
  return value == ConditionValue::kTrue ? met : not_met;
}

bool is_stated_by_grant(const ConditionExplanation& condition) {
  if (condition.evidence.empty()) return false;
  const EventKind kind = condition.evidence.front().kind;
  return kind == EventKind::kGranted || kind == EventKind::kConfirmed;
}

}  // namespace

std::string Statements::value(const ConditionExplanation& condition) const {
  const auto fact = speaker_.model().facts.find(condition.subject);
  const model::FactType type = fact ? speaker_.model().facts[*fact].type : model::FactType::kText;
  if (condition.since && type == model::FactType::kDate) {
    return speaker_.say(Phrase::kDateValue, {{"date", speaker_.date(*condition.since)}});
  }
  if (condition.since && type == model::FactType::kTime) {
    if (speaker_.starts_day(*condition.since)) {
      return speaker_.say(Phrase::kDateValue, {{"date", speaker_.date(*condition.since)}});
    }
    return speaker_.say(Phrase::kTimeValue, {{"date", speaker_.date(*condition.since)},
                                             {"time", speaker_.time(*condition.since)},
                                             {"offset", speaker_.offset(*condition.since)}});
  }
  const RawValue& raw = *condition.stated;
  if (const auto* yes = std::get_if<bool>(&raw)) return speaker_.say(*yes ? Phrase::kYes : Phrase::kNo, {});
  if (const auto* number = std::get_if<std::int64_t>(&raw)) return std::to_string(*number);
  const auto& text = std::get<std::string>(raw);
  return type == model::FactType::kText ? speaker_.quoted(text) : text;
}

std::string Statements::stated(const ConditionExplanation& condition) const {
  if (is_stated_by_grant(condition)) {
    const Evidence& grant = condition.evidence.front();
    return speaker_.say(grant.kind == EventKind::kConfirmed ? Phrase::kStatedByConfirmation : Phrase::kStatedByGrant,
                        {{"date", speaker_.date(grant.at)}});
  }
  if (fullness_ == Fullness::kBrief) return {};
  if (condition.evidence.empty()) return speaker_.say(Phrase::kStatedByRequest, {});
  const Evidence& fact = condition.evidence.front();
  const std::string_view json = fact.source;
  if (json.size() < 3 || json.front() != '"' || json.find('\\') != std::string_view::npos) {
    return speaker_.say(Phrase::kStatedOn, {{"date", speaker_.date(fact.at)}});
  }
  return speaker_.say(Phrase::kStatedOnFrom,
                      {{"date", speaker_.date(fact.at)}, {"source", std::string(json.substr(1, json.size() - 2))}});
}

std::string Statements::period(const ConditionExplanation& condition) const {
  if (!condition.ends) return {};
  const Instant seen = condition.as_of.value_or(at_);
  const bool met = condition.value == ConditionValue::kTrue;
  const Instant end = *condition.ends;
  if (end <= seen) {
    return met ? speaker_.say(Phrase::kPeriodSince, {{"moment", speaker_.moment(end)}})
               : speaker_.say(Phrase::kPeriodEnded, {{"end", speaker_.at_end(end)}});
  }
  if (!met) {
    // What lies ahead has not begun its period.
    const bool begun = condition.since && *condition.since <= seen;
    return begun ? speaker_.say(Phrase::kPeriodFrom, {{"moment", speaker_.moment(end)}}) : std::string();
  }
  return speaker_.starts_day(end) ? speaker_.say(Phrase::kPeriodUntilEnd, {{"date", speaker_.last_day(end)}})
                                  : speaker_.say(Phrase::kPeriodUntil, {{"moment", speaker_.moment(end)}});
}

std::string Statements::fact_name(const ConditionExplanation& condition) const {
  const auto fact = speaker_.model().facts.find(condition.subject);
  const bool of_recipient = fact && speaker_.model().facts[*fact].owner == model::FactOwner::kRecipient;
  if (!of_recipient || !asked_.recipient) return condition.subject;
  const std::string whose = condition.evidence.empty() ? std::string() : condition.evidence.front().recipient;
  if (whose.empty() || whose == *asked_.recipient) {
    return condition.subject + speaker_.say(Phrase::kOfRecipient, {{"recipient", *asked_.recipient}});
  }
  return condition.subject +
         speaker_.say(Phrase::kOfOuterRecipient, {{"outer", whose}, {"recipient", *asked_.recipient}});
}

Statement Statements::unknown_fact(const ConditionExplanation& condition) const {
  if (const Evidence* grant = evidence_of(condition, EventKind::kGranted)) {
    return speaker_.state(Phrase::kGrantSilent, {{"fact", condition.subject}, {"date", speaker_.date(grant->at)}});
  }
  Phrase unknown = Phrase::kFactUnknown;
  if (condition.hindrance == "no_device") unknown = Phrase::kFactNoDevice;
  if (condition.hindrance == "no_customer") unknown = Phrase::kFactNoCustomer;
  if (condition.hindrance == "no_recipient") unknown = Phrase::kFactNoRecipient;
  return speaker_.state(unknown, {{"fact", fact_name(condition)}});
}

Statement Statements::fact_value(const ConditionExplanation& condition) const {
  const bool yes_or_no = std::holds_alternative<bool>(*condition.stated);
  const bool by_grant = is_stated_by_grant(condition);
  return speaker_.state(yes_or_no && condition.as_of && !by_grant ? Phrase::kFactIsThen : Phrase::kFactIs,
                        {{"fact", fact_name(condition)}, {"value", value(condition)}, {"stated", stated(condition)}});
}

Statement Statements::fact(const ConditionExplanation& condition) const {
  if (!condition.stated) return unknown_fact(condition);
  if (condition.kind == ConditionKind::kKnown) {
    return speaker_.state(Phrase::kFactKnown, {{"fact", fact_name(condition)}});
  }
  const Statement what = fact_value(condition);
  return std::holds_alternative<bool>(*condition.stated) ? what : so(what, condition);
}

Statement Statements::so(const Statement& what, const ConditionExplanation& condition) const {
  Phrase phrase = by_value(condition.value, Phrase::kSoMet, Phrase::kSoNotMet);
  if (condition.as_of) phrase = by_value(condition.value, Phrase::kSoMetThen, Phrase::kSoNotMetThen);
  return {speaker_.say(phrase,
                       {{"what", what.text}, {"text", speaker_.quoted(condition.text)}, {"period", period(condition)}}),
          what.name_first};
}

Statement Statements::request(const ConditionExplanation& condition) const {
  if (condition.value == ConditionValue::kUnknown) {
    return speaker_.state(Phrase::kRequestWider,
                          {{"name", condition.subject}, {"text", speaker_.quoted(condition.text)}});
  }
  return speaker_.state(by_value(condition.value, Phrase::kRequestMet, Phrase::kRequestNotMet),
                        {{"text", speaker_.quoted(condition.text)}});
}

Statement Statements::wall_clock(const ConditionExplanation& condition) const {
  const Instant seen = condition.as_of.value_or(at_);
  Phrase phrase = by_value(condition.value, Phrase::kClockMet, Phrase::kClockNotMet);
  if (condition.as_of) phrase = by_value(condition.value, Phrase::kClockMetThen, Phrase::kClockNotMetThen);
  return speaker_.state(phrase, {{"weekday", std::string(speaker_.weekday(seen))},
                                 {"time", speaker_.time(seen)},
                                 {"offset", speaker_.offset(seen)},
                                 {"text", speaker_.quoted(condition.text)}});
}

}  // namespace licet::explain
