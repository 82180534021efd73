#pragma once
// Names in clauses and conditions → ids. What nothing is called is reported, with the nearest name.
//
// Precondition of all: declare_names has run. Source: language.md section 1.

#include <engine/check/checking.h>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <vector>

namespace licet::check {

/// The declaration of this kind that the name means, or a finding. A condition where a fact is expected is told apart
/// from what does not exist. There is one for every kind but conditions, retentions and
/// expressions.
template <class IdType>
std::optional<IdType> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::PurposeId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::ActionId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::ChannelId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::DataId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::RecipientId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::NoticeId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::DutyId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::ConsentId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::RuleId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::LevelId> resolve(Checking& checking, const syntax::Name& name);
template <>
std::optional<model::FactId> resolve(Checking& checking, const syntax::Name& name);

/// The ids of a list, in its order, each once.
template <class IdType>
std::vector<IdType> resolve_all(Checking& checking, const syntax::Names& names) {
  std::vector<IdType> ids;
  std::unordered_set<IdType> seen;
  for (const syntax::Name& name : names) {
    const std::optional<IdType> id = resolve<IdType>(checking, name);
    if (id && seen.insert(*id).second) ids.push_back(*id);
  }
  return ids;
}

template <class IdType>
std::optional<std::vector<IdType>> resolve_all(Checking& checking, const std::optional<syntax::Names>& names) {
  if (!names) return std::nullopt;
  return resolve_all<IdType>(checking, *names);
}

/// The fact that a name in a condition, or in an anchor, means. A keyword misspelt so that it reads as a name is told
/// too.
std::optional<model::FactId> resolve_condition_fact(Checking& checking, const syntax::Name& name);
std::optional<model::FactId> resolve_anchor_fact(Checking& checking, const syntax::Name& name);

/// Reports a name that stands alone in a condition, and is neither a fact's nor a condition's.
void report_unknown_condition(Checking& checking, const syntax::Name& name);

model::DataClause resolve_data(Checking& checking, const syntax::WithData& clause);

/// "It is declared here", for a fact.
FindingNote declared_here(const Checking& checking, model::FactId fact);

/// The same, with the values that the fact can have.
FindingNote declared_with_values(const Checking& checking, model::FactId fact, const std::vector<std::string>& values);

/// How many names of a circle are shown: all of a short one, of a longer one the first and the last.
inline constexpr std::size_t kCircleShownWhole = 12;
inline constexpr std::size_t kCircleShownAtFirst = 8;
inline constexpr std::size_t kCircleShownAtLast = 2;

/// `a within b within a`: the names of a circle, joined by a word; of a long one the beginning and the end.
template <class TitleOf>
std::string spell_circle(const std::vector<std::uint32_t>& circle, const std::string& word, TitleOf title_of) {
  std::string text;
  for (std::size_t i = 0; i < circle.size(); ++i) {
    if (circle.size() > kCircleShownWhole && i == kCircleShownAtFirst) {
      text += "… " + word + " ";
      i = circle.size() - kCircleShownAtLast;
    }
    text += title_of(circle[i]) + " " + word + " ";
  }
  return text + title_of(circle.front());
}

/// The words of the text at a place, comments left out and white space made single; of long ones the beginning.
std::string words_at(const LoadedSet& set, SourceRange range);

}  // namespace licet::check
