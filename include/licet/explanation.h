#pragma once
// Why a request was decided as it was: every rule it reached, every condition with its value, and the events behind.
//
// Thread rule: values. Source: language.md section 12 (`explanation`). The names and times in it are of the customer: it
// is personal data, like the answer it belongs to. Its JSON form is described in docs/explanation_format.md.

#include <cstdint>
#include <licet/decision.h>
#include <licet/event.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

/// Three-valued truth of a condition.
enum class ConditionValue : std::uint8_t { kFalse, kUnknown, kTrue };

/// An event on which a condition's value rests.
struct Evidence {
  std::uint64_t record = 0;  ///< its number in the record
  EventKind kind = EventKind::kGranted;
  Instant at;                ///< when it happened
  Instant recorded;          ///< when it was recorded
  std::string subject;       ///< the consent, notice or fact it is about, if any
  std::optional<std::string> wording;
  std::optional<RawValue> value;  ///< of a fact
  std::string source;        ///< the JSON text as sent, or empty
  std::string actor;         ///< the JSON text as sent, or empty

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// What a condition is about, so that a reader need not parse its text.
enum class ConditionKind : std::uint8_t {
  kAll,               ///< `and` of the parts
  kAny,               ///< `or` of the parts
  kNot,               ///< `not` the part
  kNamed,             ///< a named condition; the part is what it means
  kConsent,           ///< `consent … is valid` and its like; parts: one for each declaration looked at
  kDeclaration,       ///< one declaration within kConsent; its `provided` is a part
  kObjection,
  kRestriction,
  kErasure,
  kNotice,
  kLevel,             ///< parts: the conditions of the levels that count
  kTime,              ///< a date, a time or the last contact against a period, a day or the clock
  kKnown,
  kFact,              ///< yes or no, choice, text, number
  kRequest,           ///< `purpose is P` and its like
  kWallClock,         ///< local time or day
};

/// One condition as written, its value, and what stands behind it.
struct ConditionExplanation {
  ConditionKind kind = ConditionKind::kFact;
  ConditionValue value = ConditionValue::kFalse;
  std::string text;     ///< the policy's own words, white space folded
  std::string subject;  ///< the name it is about (consent, notice, fact, level, condition), or empty
  std::string status;   ///< of a declaration: none, pending, granted, refused, withdrawn, expired; else empty
  std::optional<Instant> since;  ///< of a period or a grant: when it began
  std::optional<Instant> until;  ///< when its value may change by time alone; absent: never
  std::vector<Evidence> evidence;
  std::vector<std::string> missing;  ///< facts without a value that would settle it
  /// Why the declaration does not count although it was granted: "narrowed", "before_objection"; or empty.
  std::string hindrance;
  std::vector<ConditionExplanation> parts;

  friend bool operator==(const ConditionExplanation&, const ConditionExplanation&) = default;
};

/// What became of one rule.
struct RuleExplanation {
  std::string rule;
  std::string title;  ///< empty without
  bool permits = true;
  std::vector<std::string> because;
  /// Clauses that do not reach the request, of a rule for its purpose and action: "channel", "data", "recipient". A rule
  /// whose target is reached has none.
  std::vector<std::string> out_of_reach;
  bool in_force = true;
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
  /// Every rule whose target is reached, in source order; after a denial that nothing permits, also the permits for this
  /// purpose and action that a clause keeps out of reach.
  std::vector<RuleExplanation> rules;

  friend bool operator==(const CategoryExplanation&, const CategoryExplanation&) = default;
};

/// What the decision becomes when `until` is reached.
struct DecisionChange {
  Instant at;
  Outcome outcome = Outcome::kDeny;
  std::optional<std::string> rule;
  Reason reason = Reason::kNothingPermits;
  /// The conditions, as written, whose value is different then.
  std::vector<std::string> conditions;

  friend bool operator==(const DecisionChange&, const DecisionChange&) = default;
};

struct Explanation {
  Decision decision;
  std::vector<CategoryExplanation> categories;  ///< one for each category, or one for none
  std::optional<DecisionChange> change;         ///< absent if the decision holds for good, or `until` was declined
  std::vector<std::string> missing;             ///< facts without a value that a reached rule asks for

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

}  // namespace licet
