#include <engine/check/names.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/descriptions.h>
#include <grammar/expected_words.h>
#include <grammar/ordinary_words.h>
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

template <class IdType>
const model::Title& title_of(const model::Vocabulary<IdType>& vocabulary, IdType id) {
  return vocabulary.titles[id.value];
}

template <class IdType, class Entry>
const model::Title& title_of(const model::Declarations<IdType, Entry>& declarations, IdType id) {
  return declarations[id].title;
}

/// What else is called so: a note for each kind.
std::vector<FindingNote> of_other_kinds(const Checking& checking, const syntax::Name& name) {
  const model::Model& model = *checking.model;
  const Language language = language_at(checking, name.range);
  std::vector<FindingNote> notes;
  const auto look_in = [&](const auto& collection, grammar::Phrase kind) {
    const auto id = collection.find(name.text);
    if (!id) return;
    notes.push_back({title_of(collection, *id).range,
                     kIsOfAnotherKind,
                     {name.text, std::string(grammar::describe_statement(kind, language))}});
  };
  using grammar::Phrase;
  look_in(model.purposes, Phrase::kPurpose);
  look_in(model.actions, Phrase::kAction);
  look_in(model.channels, Phrase::kChannel);
  look_in(model.data, Phrase::kData);
  look_in(model.recipients, Phrase::kRecipient);
  look_in(model.facts, Phrase::kFact);
  look_in(model.notices, Phrase::kNotice);
  look_in(model.duties, Phrase::kDuty);
  look_in(model.conditions, Phrase::kCondition);
  look_in(model.consents, Phrase::kConsent);
  look_in(model.rules, Phrase::kRule);
  look_in(model.retentions, Phrase::kRetention);
  look_in(model.levels, Phrase::kLevel);
  return notes;
}

template <class Collection>
auto find_or_report(Checking& checking, const Collection& collection, const syntax::Name& name, Code unknown,
                    const Report::Otherwise& otherwise = {}) {
  const auto id = collection.find(name.text);
  if (!id) {
    checking.report.add_unknown(
        unknown, name.range, {name.text}, name.text, [&collection] { return names_of(collection); },
        of_other_kinds(checking, name), otherwise);
  }
  return id;
}

using NearestPhrase = grammar::MeantWords (*)(std::string_view text, std::size_t at, Language language);

/// The keyword that the text at a name may have meant.
Report::Otherwise keyword_at(const Checking& checking, SourceRange range, NearestPhrase nearest) {
  return [&set = checking.set, range, nearest, language = language_at(checking, range)] {
    return nearest(set.sources[range.source.value].text(), range.begin, language).keyword;
  };
}

std::optional<model::FactId> resolve_fact(Checking& checking, const syntax::Name& name,
                                          const Report::Otherwise& otherwise) {
  const auto condition = checking.model->conditions.find(name.text);
  if (condition && !checking.model->facts.find(name.text)) {
    checking.report.add(kConditionIsNoFact, name.range, {name.text},
                        {{checking.model->conditions[*condition].title.range, kDeclaredHere, {name.text}}});
    return std::nullopt;
  }
  return find_or_report(checking, checking.model->facts, name, kUnknownFact, otherwise);
}

constexpr std::size_t kMostShownValues = 12;

}  // namespace

template <>
std::optional<model::PurposeId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->purposes, name, kUnknownPurpose);
}
template <>
std::optional<model::ActionId> resolve(Checking& checking, const syntax::Name& name) {
  return find_or_report(checking, checking.model->actions, name, kUnknownAction,
                        [word = name.text, language = language_at(checking, name.range)] {
                          return grammar::meant_by_action(word, language);
                        });
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
  return resolve_fact(checking, name, {});
}

std::optional<model::FactId> resolve_condition_fact(Checking& checking, const syntax::Name& name) {
  return resolve_fact(checking, name, keyword_at(checking, name.range, grammar::nearest_condition));
}

std::optional<model::FactId> resolve_anchor_fact(Checking& checking, const syntax::Name& name) {
  return resolve_fact(checking, name, keyword_at(checking, name.range, grammar::nearest_anchor));
}

void report_unknown_condition(Checking& checking, const syntax::Name& name) {
  const auto candidates = [model = checking.model] {
    std::vector<std::string> names = names_of(model->conditions);
    for (const model::Fact& fact : model->facts.list) names.push_back(fact.title.name);
    return names;
  };
  checking.report.add_unknown(kUnknownCondition, name.range, {name.text}, name.text, candidates,
                              of_other_kinds(checking, name),
                              keyword_at(checking, name.range, grammar::nearest_condition));
}

model::DataClause resolve_data(Checking& checking, const syntax::WithData& clause) {
  return {clause.any, resolve_all<model::DataId>(checking, clause.names)};
}

FindingNote declared_here(const Checking& checking, model::FactId fact) {
  const model::Title& title = checking.model->facts[fact].title;
  return {title.range, kDeclaredHere, {title.name}};
}

FindingNote declared_with_values(const Checking& checking, model::FactId fact, const std::vector<std::string>& values) {
  std::string list;
  for (std::size_t i = 0; i < values.size() && i <= kMostShownValues; ++i) {
    if (i > 0) list += ", ";
    list += i < kMostShownValues ? values[i] : "…";
  }
  const model::Title& title = checking.model->facts[fact].title;
  return {title.range, kDeclaredWithValues, {title.name, list}};
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
