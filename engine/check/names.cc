#include <engine/check/names.h>
#include <grammar/codes_of_meaning.h>
#include <string_view>

namespace licet::check {
namespace {

using namespace grammar::meaning;

constexpr std::size_t kMostWordBytes = 120;

template <class IdType>
std::vector<std::string> names_of(const model::Vocabulary<IdType>& vocabulary) {
  std::vector<std::string> names;
  names.reserve(vocabulary.titles.size());
  for (const model::Title& title : vocabulary.titles) names.push_back(title.name);
  return names;
}

template <class IdType, class Entry>
std::vector<std::string> names_of(const model::Declarations<IdType, Entry>& declarations) {
  std::vector<std::string> names;
  names.reserve(declarations.list.size());
  for (const Entry& entry : declarations.list) names.push_back(entry.title.name);
  return names;
}

template <class Collection>
auto find_or_report(Checking& checking, const Collection& collection, const syntax::Name& name, Code unknown) {
  const auto id = collection.find(name.text);
  if (!id) {
    checking.report.add_unknown(unknown, name.range, {name.text}, name.text,
                                [&collection] { return names_of(collection); });
  }
  return id;
}

}  // namespace

template <>
std::optional<model::PurposeId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->purposes, name, kUnknownPurpose);
}
template <>
std::optional<model::ActionId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->actions, name, kUnknownAction);
}
template <>
std::optional<model::ChannelId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->channels, name, kUnknownChannel);
}
template <>
std::optional<model::DataId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->data, name, kUnknownData);
}
template <>
std::optional<model::RecipientId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->recipients, name, kUnknownRecipient);
}
template <>
std::optional<model::NoticeId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->notices, name, kUnknownNotice);
}
template <>
std::optional<model::DutyId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->duties, name, kUnknownDuty);
}
template <>
std::optional<model::ConsentId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->consents, name, kUnknownConsent);
}
template <>
std::optional<model::RuleId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->rules, name, kUnknownRule);
}
template <>
std::optional<model::LevelId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->levels, name, kUnknownLevel);
}
template <>
std::optional<model::FactId> resolve(Checking& checking, const syntax::Name& name) {
  const auto condition = checking.model->conditions.find(name.text);
  if (condition && !checking.model->facts.find(name.text)) {
    checking.report.add(kConditionIsNoFact, name.range, {name.text},
                        {{checking.model->conditions[*condition].title.range, kDeclaredHere, {name.text}}});
    return std::nullopt;
  }
  return find_or_report(checking, checking.model->facts, name, kUnknownFact);
}

model::DataClause resolve_data(Checking& checking, const syntax::WithData& clause) {
  return {clause.any, resolve_all<model::DataId>(checking, clause.names)};
}

FindingNote declared_here(const Checking& checking, model::FactId fact) {
  const model::Title& title = checking.model->facts[fact].title;
  return {title.range, kDeclaredHere, {title.name}};
}

std::string words_at(const LoadedSet& set, SourceRange range) {
  std::string_view text = set.sources[range.source.value].text();
  text = text.substr(range.begin, range.end - range.begin);
  std::string words;
  bool in_comment = false;
  bool in_string = false;
  bool space = false;
  for (const char byte : text) {
    const bool line_end = byte == '\n' || byte == '\r';
    if (in_comment && !line_end) continue;
    in_comment = byte == '#' && !in_string;
    if (byte == '"') in_string = !in_string;
    if (in_comment || line_end || byte == ' ' || byte == '\t') {
      space = true;
      continue;
    }
    // A code point is never cut: only before a byte that begins one is there an end.
    if (words.size() >= kMostWordBytes && (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) return words + " …";
    if (space && !words.empty()) words += ' ';
    space = false;
    words += byte;
  }
  return words;
}

}  // namespace licet::check
