#pragma once
// The model of a policy set: every name resolved, every type known, every restriction of the language kept.
//
// Plain data, immutable once check() has returned it; any number of threads may read it. Lists stand in source order
// (language.md section 1); ids index them. Differs from the syntax tree by: names are ids, hierarchies answer
// questions, times are instants of the set's time zone, one list a kind for the whole set.

#include <engine/check/expression.h>
#include <engine/check/hierarchy.h>
#include <engine/time/zone.h>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace licet::model {

/// A name and a title, and where they were declared.
struct Title {
  std::string name;
  std::string title;  ///< empty if there is none
  SourceRange range;  ///< of the name
};

/// Names of one kind to their place in the list.
using NameIndex = std::unordered_map<std::string, std::uint32_t>;

/// One kind of hierarchic vocabulary.
template <class IdType>
struct Vocabulary {
  std::vector<Title> titles;
  Hierarchy<IdType> hierarchy;
  NameIndex index;

  std::optional<IdType> find(std::string_view name) const {
    const auto found = index.find(std::string(name));
    if (found == index.end()) return std::nullopt;
    return IdType(found->second);
  }
};

/// One kind of declaration without a hierarchy. `Entry` has a member `title` of type Title.
template <class IdType, class Entry>
struct Declarations {
  std::vector<Entry> list;
  NameIndex index;

  const Entry& operator[](IdType id) const { return list[id.value]; }
  std::size_t size() const { return list.size(); }
  std::optional<IdType> find(std::string_view name) const {
    const auto found = index.find(std::string(name));
    if (found == index.end()) return std::nullopt;
    return IdType(found->second);
  }
};

/// What an action needs, its own and from what it lies within.
struct ActionNeeds {
  bool channel = false;
  bool recipient = false;
  bool data = false;
};

using syntax::ConsentScope;
using syntax::Effect;
using syntax::FactOwner;
using syntax::FactType;
using syntax::RetentionAction;
using syntax::ValidityStart;

struct Fact {
  Title title;
  FactType type = FactType::kYesNo;
  FactOwner owner = FactOwner::kCustomer;
  std::vector<std::string> choices;
};

enum class TimeSourceKind : std::uint8_t {
  kFact,
  kLastContact,          ///< for one of `purposes`, by one of `channels`; without purposes: any
  kLastContactForAsked,  ///< in a rule for a purpose that overlaps the request's; elsewhere see Model::elsewhere
  kCollection,           ///< of `data`
  kOwnCollection,        ///< of the category that a retention keeps
  kConsentStarts,
  kConsentEnds,
  kObjection,
  kLastRestriction,
  kNoticeFirst,   ///< the earliest `informed` that counts
  kNoticeLatest,  ///< the latest
};

/// Something that has a time, or has none yet. Names in `purposes` and `channels` are sorted, each once.
struct TimeSource {
  TimeSourceKind kind = TimeSourceKind::kFact;
  std::uint32_t subject = 0;  ///< the fact, consent, category, notice, or purpose objected to
  std::vector<PurposeId> purposes;
  std::vector<ChannelId> channels;  ///< empty: any, or none

  friend auto operator<=>(const TimeSource&, const TimeSource&) = default;
};

struct Wording {
  std::string id;
  std::string path;    ///< as it counts for the digest, relative to the set; empty without a file
  std::string text;    ///< bytes of the file
  std::string sha256;  ///< hexadecimal, of `text`; empty without a file
};
struct Notice {
  Title title;
  std::vector<Wording> wordings;
};
struct Duty {
  Title title;
};
struct NamedConditionEntry {
  Title title;
  ExpressionId expression;
};

/// What a `with` clause names.
struct DataClause {
  bool any = false;  ///< all that is not special
  std::vector<DataId> names;
};

struct Consent {
  Title title;
  std::vector<PurposeId> purposes;
  std::optional<std::vector<ChannelId>> channels;
  DataClause data;  ///< empty and not `any` without the clause
  std::vector<RecipientId> recipients;
  std::optional<std::vector<ActionId>> actions;
  ConsentScope scope = ConsentScope::kPerson;
  bool needs_confirmation = false;
  std::optional<Period> confirmation_within;
  std::optional<ExpressionId> provided;
  bool provided_at_grant = false;
  std::optional<Period> valid_for;
  ValidityStart valid_from = ValidityStart::kGrant;
  std::vector<Wording> wordings;
  std::vector<std::string> citations;
};

/// Does a rule's target count as a permit's: it must lie within what is named, data and recipients named expressly?
constexpr bool is_reached_within(Effect effect) { return effect != Effect::kForbid; }

/// The first instant in force and the first after; kBeforeAll and kNever where unbounded.
struct ForceSpan {
  Instant from = kBeforeAll;
  Instant until = kNever;

  bool contains(Instant t) const { return from <= t && t < until; }
};

struct Rule {
  Title title;
  Effect effect = Effect::kPermit;
  std::optional<std::vector<ActionId>> actions;  ///< absent: anything
  std::optional<std::vector<PurposeId>> purposes;
  std::optional<std::vector<ChannelId>> channels;
  std::optional<DataClause> data;
  std::optional<std::vector<RecipientId>> recipients;
  ForceSpan in_force;  ///< the file's bounds and the rule's own, together
  std::optional<ExpressionId> when;
  std::optional<ExpressionId> unless;
  std::vector<DutyId> duties;
  std::vector<RuleId> overrides;
  std::vector<RuleId> overridden_by;  ///< the converse, in source order
  std::vector<std::string> citations;
  SourceRange range;
};

/// What a retention period runs from.
struct Anchor {
  TimeId time;
  bool end_of_year = false;
};
struct RetentionPeriod {
  Period period;
  Anchor anchor;
};
struct Retention {
  Title title;
  std::vector<DataId> data;
  std::vector<ConsentId> proofs;  ///< `proof of C`
  bool objections = false;        ///< keeps `objections`
  bool decisions = false;         ///< keeps `decisions`
  bool by_item = false;           ///< keeps categories by item, and no other
  ForceSpan in_force;
  std::optional<ExpressionId> when;
  std::optional<ExpressionId> while_condition;
  std::optional<RetentionPeriod> at_least;
  std::optional<RetentionPeriod> at_most;
  RetentionAction action = RetentionAction::kErase;
  bool first_stage = false;  ///< sets no limit: from the end of `at_most` on the category is restricted
  std::vector<std::string> citations;
};

struct Level {
  Title title;
  std::vector<LevelId> above;        ///< stated, or the level before; empty for the first
  std::vector<LevelId> all_below;    ///< every level it stands above, by whatever way; sorted
  std::optional<ExpressionId> when;  ///< absent for the first only
};

/// One file of the set as it counts for the digest.
struct SetFile {
  std::string path;  ///< relative to the set, with `/`
  std::string bytes;
};

struct Model {
  std::string name;
  std::string title;
  std::int64_t version = 0;  ///< 0 if the header states none
  std::shared_ptr<const time::Zone> zone;
  std::string digest;  ///< "sha256:" and 64 hexadecimal digits; language.md section 12

  Vocabulary<PurposeId> purposes;
  Vocabulary<ActionId> actions;
  Vocabulary<ChannelId> channels;
  Vocabulary<DataId> data;
  Vocabulary<RecipientId> recipients;
  std::vector<ActionNeeds> action_needs;  ///< by ActionId
  std::vector<bool> special;              ///< by DataId: declared so, or within one that is
  std::vector<bool> by_item;              ///< by DataId: each piece is kept by itself
  /// By DataId: how many special categories that lie in no special one it is, or contains. Empty: none anywhere.
  std::vector<std::uint32_t> special_tops;

  Declarations<FactId, Fact> facts;
  Declarations<NoticeId, Notice> notices;
  Declarations<DutyId, Duty> duties;
  Declarations<ConditionId, NamedConditionEntry> conditions;
  Declarations<ConsentId, Consent> consents;
  Declarations<RuleId, Rule> rules;
  Declarations<RetentionId, Retention> retentions;
  Declarations<LevelId, Level> levels;

  std::vector<Expression> expressions;
  std::vector<TimeSource> times;  ///< each once, in order of first use

  const Expression& operator[](ExpressionId id) const { return expressions[id.value]; }
  const TimeSource& operator[](TimeId id) const { return times[id.value]; }

  /// What a time is where no request is asked about (levels, `provided`, retentions): `last contact` without `for` is
  /// there any contact. INVARIANT: behind each kLastContactForAsked stands the kLastContact with its channels.
  TimeId elsewhere(TimeId id) const {
    return times[id.value].kind == TimeSourceKind::kLastContactForAsked ? TimeId(id.value + 1) : id;
  }
};

}  // namespace licet::model
