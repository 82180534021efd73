// Statements about facts, contacts, the clock and the request.
#include <engine/explain/statements.h>

namespace licet::explain {
namespace {

Phrase by_value(ConditionValue value, Phrase met, Phrase not_met) {
  return value == ConditionValue::kTrue ? met : not_met;
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

Statement Statements::contact(const ConditionExplanation& condition) const {
  const Evidence* contacted = evidence_of(condition, EventKind::kContacted);
  if (contacted == nullptr) return speaker_.state(Phrase::kContactNone, {{"purpose", asked_.purpose}});
  const std::string date = speaker_.date(contacted->at);
  if (condition.kind == ConditionKind::kKnown) {
    return speaker_.state(Phrase::kContactWas, {{"purpose", asked_.purpose}, {"date", date}});
  }
  return speaker_.state(by_value(condition.value, Phrase::kContactMet, Phrase::kContactNotMet),
                        {{"purpose", asked_.purpose},
                         {"date", date},
                         {"text", speaker_.quoted(condition.text)},
                         {"period", period(condition)}});
}

Statement Statements::fact(const ConditionExplanation& condition) const {
  if (!condition.stated) {
    Phrase unknown = Phrase::kFactUnknown;
    if (condition.hindrance == "no_device") unknown = Phrase::kFactNoDevice;
    if (condition.hindrance == "no_customer") unknown = Phrase::kFactNoCustomer;
    return speaker_.state(unknown, {{"fact", condition.subject}});
  }
  if (condition.kind == ConditionKind::kKnown) {
    return speaker_.state(Phrase::kFactKnown, {{"fact", condition.subject}});
  }
  const bool yes_or_no = std::holds_alternative<bool>(*condition.stated);
  Phrase phrase = by_value(condition.value, Phrase::kFactMet, Phrase::kFactNotMet);
  if (condition.as_of) phrase = by_value(condition.value, Phrase::kFactMetThen, Phrase::kFactNotMetThen);
  if (yes_or_no) phrase = condition.as_of ? Phrase::kFactIsThen : Phrase::kFactIs;
  return speaker_.state(phrase, {{"fact", condition.subject},
                                 {"value", value(condition)},
                                 {"stated", stated(condition)},
                                 {"text", speaker_.quoted(condition.text)},
                                 {"period", period(condition)}});
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
