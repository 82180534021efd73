#include <array>
#include <engine/exchange/records_named.h>
#include <engine/explain/retention_words.h>

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

std::string contact_of(const Speaker& speaker, const model::TimeSource& source) {
  const model::Model& model = speaker.model();
  const auto purposes = names_of(model.purposes, source.purposes);
  const auto channels = names_of(model.channels, source.channels);
  return speaker.say(
      Phrase::kAnchorContact,
      {{"purposes", purposes.empty() ? "" : speaker.say(Phrase::kContactFor, {{"purposes", speaker.choice(purposes)}})},
       {"channels", channels.empty() ? "" : speaker.say(Phrase::kByChannel, {{"channel", speaker.choice(channels)}})}});
}

std::string time_of(const Speaker& speaker, const model::TimeSource& source) {
  const model::Model& model = speaker.model();
  const auto consent = [&] { return model.consents[model::ConsentId(source.subject)].title.name; };
  switch (source.kind) {
    case model::TimeSourceKind::kFact:
      return model.facts[model::FactId(source.subject)].title.name;
    case model::TimeSourceKind::kLastContact:
    case model::TimeSourceKind::kLastContactForAsked:
      return contact_of(speaker, source);
    case model::TimeSourceKind::kCollection:
      return speaker.say(Phrase::kAnchorCollection, {{"data", model.data.titles[source.subject].name}});
    case model::TimeSourceKind::kOwnCollection:
      return speaker.say(Phrase::kAnchorOwnCollection, {});
    case model::TimeSourceKind::kConsentStarts:
      return speaker.say(Phrase::kAnchorConsentStarts, {{"consent", consent()}});
    case model::TimeSourceKind::kConsentEnds:
      return speaker.say(Phrase::kAnchorConsentEnds, {{"consent", consent()}});
    case model::TimeSourceKind::kObjection:
      return speaker.say(Phrase::kAnchorObjection, {{"purpose", model.purposes.titles[source.subject].name}});
    case model::TimeSourceKind::kLastRestriction:
      return speaker.say(Phrase::kAnchorRestriction, {});
    case model::TimeSourceKind::kNoticeFirst:
    case model::TimeSourceKind::kNoticeLatest:
      return speaker.say(Phrase::kAnchorNotice,
                         {{"notice", model.notices[model::NoticeId(source.subject)].title.name}});
  }
  return {};
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

std::string anchor_of(const Speaker& speaker, const model::Anchor& anchor) {
  std::string time = time_of(speaker, speaker.model()[anchor.time]);
  return anchor.end_of_year ? speaker.say(Phrase::kEndOfYearOf, {{"anchor", time}}) : time;
}

}  // namespace licet::explain
