#include <array>
#include <engine/exchange/records_named.h>
#include <engine/explain/retention_words.h>
#include <engine/explain/source_text.h>

namespace licet::explain {
namespace {

struct UnitPhrases {
  Phrase one;
  Phrase many;
};

/// By time::PeriodUnit.
constexpr std::array<UnitPhrases, 6> kUnits = {{{Phrase::kOneMinute, Phrase::kMinutes},
                                                {Phrase::kOneHour, Phrase::kHours},
                                                {Phrase::kOneDay, Phrase::kDays},
                                                {Phrase::kOneWeek, Phrase::kWeeks},
                                                {Phrase::kOneMonth, Phrase::kMonths},
                                                {Phrase::kOneYear, Phrase::kYears}}};

template <class IdType>
std::vector<std::string> names_of(const model::Vocabulary<IdType>& vocabulary, const std::vector<IdType>& ids) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const IdType id : ids) names.push_back(vocabulary.titles[id.value].name);
  return names;
}

/// A time as it stands behind "after", or behind "the end of the year".
struct TimePhrases {
  Phrase alone;
  Phrase of_year;
};

TimePhrases phrases_of_collection(decide::HeldCategory::Kind kind) {
  switch (kind) {
    case decide::HeldCategory::Kind::kData:
      return {Phrase::kAnchorOwnCollection, Phrase::kYearOfOwnCollection};
    case decide::HeldCategory::Kind::kProof:
      return {Phrase::kAnchorOwnGrant, Phrase::kYearOfOwnGrant};
    case decide::HeldCategory::Kind::kObjections:
      return {Phrase::kAnchorOwnObjection, Phrase::kYearOfOwnObjection};
    case decide::HeldCategory::Kind::kDecisions:
      return {Phrase::kAnchorOwnDecision, Phrase::kYearOfOwnDecision};
  }
  return {Phrase::kAnchorOwnCollection, Phrase::kYearOfOwnCollection};
}

class AnchorWords {
 public:
  AnchorWords(const Speaker& speaker, bool end_of_year) : speaker_(speaker), end_of_year_(end_of_year) {}

  std::string of_collection(const decide::HeldCategory& held) const {
    const bool of_proof = held.kind == decide::HeldCategory::Kind::kProof;
    return say(phrases_of_collection(held.kind), {{"consent", of_proof ? name_of(held.consent) : std::string()}});
  }

  std::string of(const model::TimeSource& source, const decide::HeldCategory& held) const {
    const model::Model& model = speaker_.model();
    const auto consent = [&] { return name_of(model::ConsentId(source.subject)); };
    switch (source.kind) {
      case model::TimeSourceKind::kFact: {
        const std::string& fact = model.facts[model::FactId(source.subject)].title.name;
        return end_of_year_ ? year(speaker_.say(Phrase::kYearOfFact, {{"fact", fact}})) : fact;
      }
      case model::TimeSourceKind::kLastContact:
      case model::TimeSourceKind::kLastContactForAsked:
        return of_contact(source);
      case model::TimeSourceKind::kCollection:
        return say({Phrase::kAnchorCollection, Phrase::kYearOfCollection},
                   {{"data", model.data.titles[source.subject].name}});
      case model::TimeSourceKind::kOwnCollection:
        return of_collection(held);
      case model::TimeSourceKind::kConsentStarts:
        return say({Phrase::kAnchorConsentStarts, Phrase::kYearConsentStarts}, {{"consent", consent()}});
      case model::TimeSourceKind::kConsentEnds:
        return say({Phrase::kAnchorConsentEnds, Phrase::kYearConsentEnds}, {{"consent", consent()}});
      case model::TimeSourceKind::kObjection:
        return say({Phrase::kAnchorObjection, Phrase::kYearOfObjection},
                   {{"purpose", model.purposes.titles[source.subject].name}});
      case model::TimeSourceKind::kLastRestriction:
        return say({Phrase::kAnchorRestriction, Phrase::kYearOfRestriction}, {});
      case model::TimeSourceKind::kNoticeFirst:
      case model::TimeSourceKind::kNoticeLatest:
        return say({Phrase::kAnchorNotice, Phrase::kYearOfNotice},
                   {{"notice", model.notices[model::NoticeId(source.subject)].title.name}});
    }
    return {};
  }

 private:
  const std::string& name_of(model::ConsentId consent) const { return speaker_.model().consents[consent].title.name; }

  std::string year(const std::string& of) const { return speaker_.say(Phrase::kEndOfYear, {{"anchor", of}}); }

  std::string say(TimePhrases phrases, std::initializer_list<Filling> fillings) const {
    return end_of_year_ ? year(speaker_.say(phrases.of_year, fillings)) : speaker_.say(phrases.alone, fillings);
  }

  std::string of_contact(const model::TimeSource& source) const {
    const model::Model& model = speaker_.model();
    const auto purposes = names_of(model.purposes, source.purposes);
    const auto channels = names_of(model.channels, source.channels);
    const auto for_purposes = [&] {
      return speaker_.say(Phrase::kContactFor, {{"purposes", speaker_.choice(purposes)}});
    };
    const auto by_channels = [&] { return speaker_.say(Phrase::kByChannel, {{"channel", speaker_.choice(channels)}}); };
    return say({Phrase::kAnchorContact, Phrase::kYearOfContact},
               {{"purposes", purposes.empty() ? std::string() : for_purposes()},
                {"channels", channels.empty() ? std::string() : by_channels()}});
  }

  const Speaker& speaker_;
  bool end_of_year_;
};

/// Why the collection stands in for the end of a consent.
std::string stand_in_of(const Speaker& speaker, const model::TimeSource& source, decide::StandIn stand_in) {
  if (stand_in == decide::StandIn::kNone) return {};
  const bool never = stand_in == decide::StandIn::kNeverCurrent;
  return speaker.say(never ? Phrase::kAsNeverCurrent : Phrase::kAsNotProvided,
                     {{"consent", speaker.model().consents[model::ConsentId(source.subject)].title.name}});
}

}  // namespace

std::string citations(const Speaker& speaker, const std::vector<std::string>& because) {
  if (because.empty()) return {};
  std::string all = because.front();
  for (std::size_t i = 1; i < because.size(); ++i) all += ", " + because[i];
  return speaker.say(Phrase::kBecause, {{"citations", all}});
}

std::string title_of(const Speaker& speaker, model::RetentionId rule) {
  const std::string& title = speaker.model().retentions[rule].title.title;
  return title.empty() ? std::string() : speaker.say(Phrase::kTitle, {{"title", title}});
}

Subject subject_of(const Speaker& speaker, const std::string& data, const std::optional<std::string>& item) {
  const bool is_record = !speaker.model().data.find(data);
  if (is_record && data == exchange::kObjectionsName) return {speaker.say(Phrase::kTheObjections, {}), false, true};
  if (is_record && data == exchange::kDecisionsName) return {speaker.say(Phrase::kTheDecisions, {}), false, true};
  if (const auto consent = exchange::proven_consent(data); is_record && consent) {
    return {speaker.say(Phrase::kTheProof, {{"consent", std::string(*consent)}})};
  }
  return {item ? data + ' ' + speaker.quoted(*item) : data, true};
}

std::string length_of(const Speaker& speaker, time::Period period) {
  const UnitPhrases& unit = kUnits[static_cast<std::size_t>(period.unit)];
  return speaker.say(period.amount == 1 ? unit.one : unit.many, {{"count", std::to_string(period.amount)}});
}

std::string period_of(const Speaker& speaker, const SourceFiles& sources, const decide::HeldCategory& held,
                      const decide::RulePeriods& periods, bool at_least, bool is_past) {
  const model::Model& model = speaker.model();
  const model::Retention& rule = model.retentions[periods.rule];
  const auto& declared = at_least ? rule.at_least : rule.at_most;
  if (!declared) return {};
  const decide::PeriodRun& runs = at_least ? periods.at_least_runs : periods.at_most_runs;
  const model::TimeSource& source = model[declared->anchor.time];
  const AnchorWords anchor(speaker, declared->anchor.end_of_year);
  std::string date;
  if (runs.from) {
    date = speaker.say(Phrase::kAnchorDate, {{"date", speaker.moment(*runs.from)},
                                             {"instead", stand_in_of(speaker, source, runs.stand_in)}});
  }
  std::string prolonged;
  if (!at_least && rule.while_condition && runs.end && runs.end != periods.at_most) {
    const std::string condition = speaker.quoted(source_text(sources, model[*rule.while_condition].range));
    prolonged = speaker.say(is_past ? Phrase::kDueWhile : Phrase::kKeptWhile, {{"condition", condition}});
  }
  const bool stands_in = runs.stand_in != decide::StandIn::kNone;
  return speaker.say(at_least ? Phrase::kAtLeastAfter : Phrase::kAtMostAfter,
                     {{"length", length_of(speaker, declared->period)},
                      {"anchor", stands_in ? anchor.of_collection(held) : anchor.of(source, held)},
                      {"date", date},
                      {"while", prolonged}});
}

std::string known_of(const Speaker& speaker, const std::vector<std::string>& facts) {
  return speaker.say(facts.size() == 1 ? Phrase::kIsNotKnown : Phrase::kAreNotKnown, {});
}

}  // namespace licet::explain
