#pragma once
// Why a request was decided as it was: every rule it reached, every condition with its value, and the events behind.
//
// Thread rule: values. Source: language.md section 12 (`explanation`). The names and times in it are of the customer:
// it is personal data, like the answer it belongs to. Its JSON form is described in docs/explanation_format.md.

#include <cstdint>
#include <licet/decision.h>
#include <licet/diagnostic.h>
#include <licet/event.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

/// Three-valued truth of a condition.
enum class ConditionValue : std::uint8_t { kFalse, kUnknown, kTrue };

/// Of an event whose number is not known: of a device that was not linked to the customer, once the decision is
/// recorded (language.md section 11). Its `recorded` says nothing then.
inline constexpr std::uint64_t kNoRecord = 0xFFFF'FFFF'FFFF'FFFF;

/// An event on which a condition's value rests. What the event names is empty if the event is not at hand.
struct Evidence {
  std::uint64_t record = 0;  ///< its number in the record, or kNoRecord
  EventKind kind = EventKind::kGranted;
  Instant at;           ///< when it happened
  Instant recorded;     ///< when it was recorded
  std::string subject;  ///< the consent, notice, fact or, of `collected`, category it is about, if any
  std::optional<std::string> wording;
  std::optional<RawValue> value;  ///< of a fact, as sent
  std::string recipient;          ///< whose fact it is, if a recipient's
  std::vector<std::string> purposes;
  std::vector<std::string> channels;
  std::vector<std::string> data;
  std::string source;  ///< the JSON text as sent, or empty
  std::string actor;   ///< the JSON text as sent, or empty

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// What a condition is about, so that a reader need not parse its text.
enum class ConditionKind : std::uint8_t {
  kAll,             ///< `and` of the parts
  kAny,             ///< `or` of the parts
  kNot,             ///< `not` the part
  kNamed,           ///< a named condition; the part is what it means
  kConsent,         ///< `consent … is valid` and its like; parts: one for each declaration looked at
  kDeclaration,     ///< one declaration within kConsent or kObjection; of a granted one its `provided` is a part
  kObjection,       ///< parts: the declarations whose consent might outdo the objection
  kRestriction,     ///< `restriction stands`; parts: the first stages of retention that restrict
  kFirstStage,      ///< one of them: `then restrict` of a retention whose period has ended
  kErasure,         ///< `erasure is requested`
  kNotice,          ///< `notice … was given`
  kLevel,           ///< `level is at least …`; parts: one for each level that counts
  kLevelCondition,  ///< one level within kLevel; the part is its condition, none for the first level
  kTime,            ///< a date, a time or the time of an event against a period, a day or the clock
  kTimesCompared,   ///< two of these against each other; parts: the two
  kMoment,          ///< one of the two: true if there is such a time, unknown if a fact has no value
  kKnown,           ///< `… is known`
  kFact,            ///< yes or no, choice, text, number
  kRequest,         ///< `purpose is P` and its like
  kWallClock,       ///< local time or day
};
inline constexpr std::size_t kConditionKindCount = 20;

/// What has the time that a condition looks at, where that is not a fact.
enum class EventTime : std::uint8_t {
  kLastContact,
  kCollection,
  kConsentStarts,
  kConsentEnds,
  kObjection,
  kLastRestriction,
  kFirstNotice,  ///< the first time a notice was given: where an earlier one would do as well
  kLastNotice,   ///< the last time
};
inline constexpr std::size_t kEventTimeCount = 8;

/// Named conditions that stand so deep in a tree, or that the rule's tree has shown before, are given without parts.
inline constexpr std::size_t kExplainedDepth = 32;

/// One condition as written, its value, and what stands behind it.
struct ConditionExplanation {
  ConditionKind kind = ConditionKind::kFact;
  ConditionValue value = ConditionValue::kFalse;
  /// The policy's own words, white space folded, without comments. Of kDeclaration, kLevelCondition, kFirstStage and
  /// kMoment the name; of kAll, kAny and kNot only where they are a whole `when`, `unless` or `provided`.
  std::string text;
  /// The name it is about (consent, notice, fact, level, condition, retention; category, or purpose objected to; of
  /// kRequest what the request's own value is compared with), or empty, as of the last contact and last restriction.
  std::string subject;
  std::optional<EventTime> event_time;  ///< of kTime, kMoment and kKnown about an event
  std::vector<std::string> purposes;    ///< of the last contact: for one of these; empty: for any
  std::vector<std::string> channels;    ///< of the last contact: by one of these; empty: by any, or none
  std::string data;                     ///< of kFirstStage: the category held
  std::vector<std::string> because;     ///< of kFirstStage: the retention's citations
  /// Of a declaration: none, pending, granted, refused, withdrawn, expired; of the end of a consent that expired:
  /// expired; else empty.
  std::string status;
  /// The fact's value; without evidence it is the request's own. Of a fact of the grant the evidence is the grant, or
  /// the confirmation, that states it; the grant too where it does not.
  std::optional<RawValue> stated;
  /// The moment it looks at, where that is not the time decided for: the grant, of `provided … at grant`.
  std::optional<Instant> as_of;
  std::optional<Instant> since;  ///< when the period, the grant or what else it speaks of began; of a time that time
  std::optional<Instant> ends;   ///< when the period or the grant ends, ended, is or was reached; absent: never
  /// When its value will be another if no event comes; absent: never, or `until` was declined.
  std::optional<Instant> until;
  std::vector<Evidence> evidence;
  /// Of an unknown one: facts without a value on which it depends, save those whose holder the request does not name.
  std::vector<std::string> missing;
  /// Why a granted declaration does not count: "narrowed", "before_objection". Why a declaration or fact has nothing to
  /// count: "no_device", "no_customer", "no_recipient": the request does not name its holder. Of an unknown kRequest,
  /// what of the request is wider: "wider_purpose", "wider_action", "wider_channel", "wider_data", "wider_recipient".
  /// Else empty.
  std::string hindrance;
  std::vector<ConditionExplanation> parts;

  friend bool operator==(const ConditionExplanation&, const ConditionExplanation&) = default;
};

enum class RuleEffect : std::uint8_t { kPermit, kForbid, kRefer };

/// What became of one rule.
struct RuleExplanation {
  std::string rule;
  std::string title;  ///< empty without
  RuleEffect effect = RuleEffect::kPermit;
  std::vector<std::string> because;
  /// Clauses that do not reach the request, of a rule for its purpose and action: "channel", "data", "recipient". A
  /// rule whose target is reached has none.
  std::vector<std::string> out_of_reach;
  bool in_force = true;
  std::optional<Instant> in_force_from;              ///< absent: always
  std::optional<Instant> in_force_until;             ///< the first instant after; absent: for good
  ConditionValue condition = ConditionValue::kTrue;  ///< `when` and not `unless`
  bool applies = false;
  std::vector<std::string> overridden_by;  ///< effective rules that override it
  std::optional<ConditionExplanation> when;
  std::optional<ConditionExplanation> unless;

  friend bool operator==(const RuleExplanation&, const RuleExplanation&) = default;
};

/// For one category asked; `data` is empty for a request without data.
struct CategoryExplanation {
  std::string data;
  Outcome outcome = Outcome::kDeny;
  std::optional<std::string> rule;
  Reason reason = Reason::kNothingPermits;
  /// Every rule whose target is reached, in source order; after a denial that nothing permits, also the permits for
  /// this purpose and action that a clause keeps out of reach.
  std::vector<RuleExplanation> rules;

  friend bool operator==(const CategoryExplanation&, const CategoryExplanation&) = default;
};

/// A condition, or a declaration, level's condition or first stage within one, whose value is different then.
struct ConditionChange {
  ConditionKind kind = ConditionKind::kFact;
  std::string text;
  std::string subject;
  ConditionValue before = ConditionValue::kFalse;
  ConditionValue after = ConditionValue::kFalse;
  std::string status_before;  ///< of a declaration; else empty
  std::string status_after;

  friend bool operator==(const ConditionChange&, const ConditionChange&) = default;
};

/// What the decision becomes when `until` is reached, if no event comes.
struct DecisionChange {
  Instant at;
  Outcome outcome = Outcome::kDeny;
  std::optional<std::string> rule;
  Reason reason = Reason::kNothingPermits;
  /// Of the rules whose condition has another value then: the conditions, as written, that have one too, each once and
  /// in order; what stands within a condition follows it.
  std::vector<ConditionChange> conditions;
  std::vector<std::string> into_force;    ///< rules that come into force then
  std::vector<std::string> out_of_force;  ///< rules that cease to be in force then

  friend bool operator==(const DecisionChange&, const DecisionChange&) = default;
};

/// What was asked, in names of the policy set; the categories stand with what became of them.
struct AskedFor {
  std::string action;
  std::string purpose;
  std::optional<std::string> channel;
  std::optional<std::string> recipient;
  std::optional<Instant> known;  ///< only what was recorded until then counted; absent: all

  friend bool operator==(const AskedFor&, const AskedFor&) = default;
};

struct Explanation {
  AskedFor asked;
  Decision decision;
  std::vector<CategoryExplanation> categories;  ///< one for each category, or one for none
  bool until_sought = true;                     ///< false: `until` was declined, and says nothing
  std::optional<DecisionChange> change;         ///< absent if the decision holds for good, or `until` was declined
  std::vector<std::string> missing;             ///< facts without a value on which a reached rule depends

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// An explanation as sentences in one language.
struct Sentences {
  Language language = Language::kEnglish;
  std::vector<std::string> summary;  ///< one to a few sentences: decision, rule, provision, decisive facts, until when
  std::vector<std::string> details;  ///< a paragraph for each rule, and for what else was looked at

  friend bool operator==(const Sentences&, const Sentences&) = default;
};

}  // namespace licet
