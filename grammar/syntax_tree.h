#pragma once
// The syntax tree: what a policy file says, in the order in which it says it, with the place of every name.
//
// Nothing is resolved here: names are text, clauses stand as written, a clause that stands twice is kept out by the
// parser with a diagnostic. The tree is plain data; equality is not defined because places differ.
// Source: language.md sections 1 to 8 and 10. Thread rule: values.

#include <cstdint>
#include <engine/base/source.h>
#include <engine/time/legal_period.h>
#include <licet/event.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace licet::syntax {

/// A name or a word, as written.
struct Name {
  std::string text;
  SourceRange range;
};

using Names = std::vector<Name>;

/// The contents of a string, escapes resolved.
struct Text {
  std::string text;
  SourceRange range;
};

// --- values ---------------------------------------------------------------------------------------------------

struct Duration {
  time::Period period;
  SourceRange range;
};

/// A date that is well formed (`YYYY-MM-DD`); whether it exists is checked by the parser, which reports it.
struct DateLiteral {
  Date date;
  SourceRange range;
};

/// A time of day; 00:00 to 23:59 and seconds where the page allows them.
struct ClockTime {
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;
  std::uint8_t second = 0;
  SourceRange range;
};

/// A date, or a date and a time of day, in the policy's time zone.
struct When {
  DateLiteral date;
  std::optional<ClockTime> time;
  SourceRange range;
};

struct Number {
  std::int64_t value = 0;
  SourceRange range;
};

/// What may stand after `FACT is`: a word (a choice, `yes`, `no`), a number, a string, a date or time.
using Value = std::variant<Name, Number, Text, When>;

// --- conditions -----------------------------------------------------------------------------------------------

enum class ConsentQuestion : std::uint8_t { kIsValid, kWasWithdrawn, kWasRefused, kIsPending, kHasExpired };

/// `consent [NAME] is valid` and its like.
struct ConsentIs {
  std::optional<Name> consent;
  ConsentQuestion question = ConsentQuestion::kIsValid;
};
struct ObjectionStands {};
struct RestrictionStands {};
struct ErasureRequested {};
struct LevelAtLeast {
  Name level;
};

enum class TimeRelation : std::uint8_t {
  kWithin,       ///< is within D
  kMoreThanAgo,  ///< is more than D ago
  kAtLeastAgo,   ///< is at least D ago
  kLessThanAgo,  ///< is less than D ago
  kBefore,       ///< is before DATE, or another time
  kOnOrBefore,   ///< is on or before …
  kAfter,        ///< is after …
  kOnOrAfter,    ///< is on or after …
  kInThePast,    ///< is in the past
  kInTheFuture,  ///< is in the future
};

enum class TimeSourceKind : std::uint8_t {
  kFact,             ///< FACT
  kLastContact,      ///< last contact [for P, …] [by C, …]
  kCollection,       ///< collection [of D]
  kConsentStarts,    ///< consent C starts
  kConsentEnds,      ///< consent C ends
  kObjection,        ///< objection to P
  kLastRestriction,  ///< last restriction
};

/// What has a time: in a condition, and as what a retention period runs from. `name` is the fact, the consent, the
/// purpose of `objection to P`, or the category of `collection of D`.
/// `collection` alone stands in a condition as kFact: whether a fact is called so only the whole set tells
/// (grammar::is_collection). As an anchor it is always kCollection.
struct TimeSource {
  TimeSourceKind kind = TimeSourceKind::kFact;
  std::optional<Name> name;
  Names purposes;  ///< of `last contact for P, …`
  Names channels;  ///< of `last contact by C, …`
  SourceRange range;
};

/// What is said of a time. `duration` is set for the relations that take one; for those that compare either `date` or
/// `other`.
struct TimeTest {
  TimeRelation relation = TimeRelation::kWithin;
  std::optional<Duration> duration;
  std::optional<DateLiteral> date;
  std::optional<TimeSource> other;
};
struct TimeIs {
  TimeSource subject;
  TimeTest test;
};
/// `notice N was given`, or with a `timing`: when (`… on or before last_purchase`).
struct NoticeGiven {
  Name notice;
  std::optional<TimeTest> timing;
};
struct IsKnown {
  TimeSource subject;
};

/// A name that stands alone: a yes-or-no fact or a named condition.
struct Named {
  Name name;
};

/// `FACT is V`, `FACT is one of V, …`.
struct FactIs {
  Name fact;
  std::vector<Value> values;
};

enum class Comparison : std::uint8_t { kMoreThan, kAtLeast, kAtMost, kLessThan };

/// `FACT is more than N` and its like.
struct FactCompared {
  Name fact;
  Comparison comparison = Comparison::kMoreThan;
  Number number;
};

enum class Attribute : std::uint8_t { kAction, kPurpose, kChannel, kData, kRecipient };

/// `purpose is P`, `purpose is within P`, and so for the other attributes of a request.
struct RequestIs {
  Attribute attribute = Attribute::kPurpose;
  bool within = false;
  Name name;
};
struct LocalTimeBetween {
  ClockTime from;
  ClockTime to;
};
/// `day is D`, `day is one of D, …`, days as written.
struct DayIs {
  Names days;
};

struct Condition;
struct AllOf {
  std::vector<Condition> parts;  ///< two or more
};
struct AnyOf {
  std::vector<Condition> parts;  ///< two or more
};
struct Not {
  std::vector<Condition> part;  ///< exactly one
};

/// Depth is bounded by limits::kConditionDepth, so that walking it by recursion is safe.
struct Condition {
  std::variant<AllOf, AnyOf, Not, ConsentIs, ObjectionStands, RestrictionStands, ErasureRequested, NoticeGiven,
               LevelAtLeast, TimeIs, IsKnown, Named, FactIs, FactCompared, RequestIs, LocalTimeBetween, DayIs>
      node;
  SourceRange range;
};

// --- clauses --------------------------------------------------------------------------------------------------

/// `with D, …` or `with any data`.
struct WithData {
  bool any = false;
  Names names;
  SourceRange range;
};

struct WordingClause {
  Text id;
  std::optional<Text> path;
};

/// `in force from D until E`; at least one is set.
struct InForce {
  std::optional<DateLiteral> from;
  std::optional<DateLiteral> until;
  SourceRange range;
};

// --- declarations ---------------------------------------------------------------------------------------------

struct UseClause {
  Text path;
};

struct Header {
  Name name;
  std::optional<Text> title;
  std::optional<Number> version;
  std::optional<Name> time_zone;  ///< text as written, slashes included
  std::optional<InForce> in_force;
  std::vector<UseClause> uses;
  SourceRange range;
};

/// Purpose, action, channel, data or recipient.
struct TermDeclaration {
  Attribute kind = Attribute::kPurpose;
  Name name;
  std::optional<Text> title;
  std::optional<Name> within;
  bool special = false;     ///< data only
  bool by_item = false;     ///< data only
  std::vector<Name> needs;  ///< action only: the words `channel`, `recipient`, `data`
};

enum class FactType : std::uint8_t { kDate, kTime, kNumber, kText, kYesNo, kChoice };
/// `of consent`: of one grant; `of item`: of each piece of what is kept by item.
enum class FactOwner : std::uint8_t { kCustomer, kDevice, kRequest, kConsent, kItem, kRecipient };

struct FactDeclaration {
  Name name;
  std::optional<Text> title;
  FactType type = FactType::kYesNo;
  Names choices;
  FactOwner owner = FactOwner::kCustomer;
};
struct NoticeDeclaration {
  Name name;
  std::optional<Text> title;
  std::vector<WordingClause> wordings;
};
struct DutyDeclaration {
  Name name;
  std::optional<Text> title;
};
struct ConditionDeclaration {
  Name name;
  std::optional<Text> title;
  Condition condition;
};

enum class ConsentScope : std::uint8_t { kPerson, kDevice };
enum class ValidityStart : std::uint8_t { kGrant, kConfirmation, kLastContact };

struct Provided {
  Condition condition;
  bool at_grant = false;
};
struct Validity {
  Duration duration;
  ValidityStart start = ValidityStart::kGrant;
  SourceRange range;
};
struct Confirmation {
  std::optional<Duration> within;
  SourceRange range;
};
struct ConsentDeclaration {
  Name name;
  std::optional<Text> title;
  Names purposes;
  std::optional<Names> channels;
  std::optional<WithData> data;
  std::optional<Names> recipients;
  std::optional<Names> actions;
  std::optional<ConsentScope> scope;
  std::optional<Confirmation> confirmation;
  std::optional<Provided> provided;
  std::optional<Validity> validity;
  std::vector<WordingClause> wordings;
  std::vector<Text> citations;
};

enum class Effect : std::uint8_t { kPermit, kForbid, kRefer };

struct RuleDeclaration {
  Name name;
  std::optional<Text> title;
  Effect effect = Effect::kPermit;
  bool anything = false;
  Names actions;
  std::optional<Names> purposes;
  std::optional<Names> channels;
  std::optional<WithData> data;
  std::optional<Names> recipients;
  std::optional<InForce> in_force;
  std::optional<Condition> when;
  std::optional<Condition> unless;
  Names duties;
  Names overrides;
  std::vector<Text> citations;
  SourceRange effect_range;
};

/// What a retention period runs from.
struct Anchor {
  TimeSource source;
  bool end_of_year = false;
  SourceRange range;
};
struct RetentionPeriod {
  Duration duration;
  Anchor anchor;
};

enum class RetentionAction : std::uint8_t { kErase, kAnonymise, kRestrict, kReview };

enum class KeptKind : std::uint8_t { kData, kProof, kObjections, kDecisions };

/// What a retention keeps: a category, or Licet's own records (`proof of C`, `objections`, `decisions`). The words
/// `objections` and `decisions` stand as kData: whether a category is called so only the whole set tells
/// (grammar::is_objections, is_decisions).
struct Kept {
  KeptKind kind = KeptKind::kData;
  Name name;  ///< of the category, the word, or the consent
  SourceRange range;
};
struct RetentionDeclaration {
  Name name;
  std::optional<Text> title;
  std::vector<Kept> kept;
  std::optional<InForce> in_force;
  std::optional<Condition> when;
  SourceRange when_range;
  std::optional<Condition> while_condition;
  SourceRange while_range;
  std::optional<RetentionPeriod> at_least;
  std::optional<RetentionPeriod> at_most;
  bool one_period = false;  ///< written as `for D after ANCHOR`: `at_least` and `at_most` are the same
  RetentionAction action = RetentionAction::kErase;
  std::vector<Text> citations;
};
struct LevelDeclaration {
  Name name;
  std::optional<Text> title;
  std::optional<Names> above;
  std::optional<Condition> when;
};

// --- scenarios ------------------------------------------------------------------------------------------------

struct FactValue {
  Name fact;
  Value value;
};

/// One event line of `given on`: an event, or `FACT is VALUE` (kind kFact).
struct GivenEvent {
  EventKind kind = EventKind::kGranted;
  std::optional<Name> subject;  ///< the consent, the notice, or the fact
  std::optional<Value> value;   ///< of a fact
  Names purposes;
  Names channels;
  Names data;  ///< of `erasure_requested` also `objections` and `proof of C`, one name each
  std::optional<Text> wording;
  std::vector<FactValue> facts;   ///< of a grant: `given FACT is VALUE, …`
  std::optional<Text> item;       ///< `item "4711"`
  std::optional<Name> recipient;  ///< of a recipient's fact: `to R`
  std::optional<Text> device;     ///< `on device D`, a name or a string
  SourceRange range;
};
struct GivenStep {
  When when;
  std::vector<GivenEvent> events;
};
struct AskStep {
  When when;
  std::optional<Text> device;
  Name action;
  Name purpose;
  std::optional<Name> channel;
  Names data;
  std::optional<Name> recipient;
  std::vector<FactValue> facts;
};
/// `on WHEN`: the time of the `expect due` lines that follow.
struct OnStep {
  When when;
};

enum class ExpectedOutcome : std::uint8_t { kPermit, kDeny, kReview };

struct ExpectDecision {
  ExpectedOutcome outcome = ExpectedOutcome::kDeny;
  std::optional<Name> by;
  bool nothing_permits = false;  ///< `deny because nothing permits`
};
/// Exactly these. A single `none` stands as a name: it means no duty (no level), unless one is called so.
struct ExpectDuties {
  Names duties;
};
struct ExpectLevels {
  Names levels;
};
/// Absent: never.
struct ExpectUntil {
  std::optional<When> until;
};
struct ExpectDue {
  Kept kept;
  std::optional<Text> item;
  std::optional<DateLiteral> on;  ///< absent: never
};
struct ExpectStep {
  std::variant<ExpectDecision, ExpectDuties, ExpectLevels, ExpectUntil, ExpectDue> expectation;
};

struct ScenarioStep {
  std::variant<GivenStep, AskStep, OnStep, ExpectStep> step;
  SourceRange range;
};
struct ScenarioDeclaration {
  Text title;
  std::vector<ScenarioStep> steps;
};

// --- files ----------------------------------------------------------------------------------------------------

struct Declaration {
  std::variant<TermDeclaration, FactDeclaration, NoticeDeclaration, DutyDeclaration, ConditionDeclaration,
               ConsentDeclaration, RuleDeclaration, RetentionDeclaration, LevelDeclaration, ScenarioDeclaration>
      node;
  SourceRange range;
};

struct File {
  SourceId source;
  Language language = Language::kEnglish;
  Header header;
  std::vector<Declaration> declarations;
};

}  // namespace licet::syntax
