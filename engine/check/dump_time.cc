#include <engine/check/dump.h>
#include <fmt/format.h>
#include <string_view>

namespace licet::check {
namespace {

template <class IdType>
std::string names(std::string_view word, const model::Vocabulary<IdType>& vocabulary, const std::vector<IdType>& ids) {
  std::string text;
  for (const IdType id : ids) text.append(text.empty() ? word : ", ").append(vocabulary.titles[id.value].name);
  return text;
}

}  // namespace

std::string dump(const model::Model& model, model::TimeId time) {
  const model::TimeSource& source = model[time];
  const auto consent = [&] { return model.consents[model::ConsentId(source.subject)].title.name; };
  const auto notice = [&] { return model.notices[model::NoticeId(source.subject)].title.name; };
  const std::string limits =
      names(" for ", model.purposes, source.purposes) + names(" by ", model.channels, source.channels);
  switch (source.kind) {
    case model::TimeSourceKind::kFact:
      return model.facts[model::FactId(source.subject)].title.name;
    case model::TimeSourceKind::kLastContact:
      return "last contact" + limits;
    case model::TimeSourceKind::kLastContactForAsked:
      return "last contact for what is asked" + limits;
    case model::TimeSourceKind::kCollection:
      return "collection of " + model.data.titles[source.subject].name;
    case model::TimeSourceKind::kOwnCollection:
      return "collection";
    case model::TimeSourceKind::kConsentStarts:
      return fmt::format("consent {} starts", consent());
    case model::TimeSourceKind::kConsentEnds:
      return fmt::format("consent {} ends", consent());
    case model::TimeSourceKind::kObjection:
      return "objection to " + model.purposes.titles[source.subject].name;
    case model::TimeSourceKind::kLastRestriction:
      return "last restriction";
    case model::TimeSourceKind::kNoticeFirst:
      return fmt::format("notice {} as first given", notice());
    case model::TimeSourceKind::kNoticeLatest:
      return fmt::format("notice {} as last given", notice());
  }
  return {};
}

}  // namespace licet::check
