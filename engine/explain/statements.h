#pragma once
// What a condition comes to, as statements: the single conditions that make it what it is, and what stands behind them.
// Private to this stage.
//
// Immutable. Recursion goes as deep as the explanation, which is bounded (licet/explanation.h).

#include <engine/explain/speaker.h>
#include <licet/explanation.h>

namespace licet::explain {

/// From where a condition looks, which decides what a named one comes to.
struct Place {
  bool of_request = true;  ///< false in levels and `provided`
  std::string grant;       ///< the consent whose `provided` it stands in, or empty

  friend bool operator==(const Place&, const Place&) = default;
};

/// Where the parts of a condition stand, which itself stands in `around`.
Place place_within(const ConditionExplanation& condition, const Place& around);

/// How much is said of facts: their value, or also since when it is known.
enum class Fullness : std::uint8_t { kBrief, kFull };

/// Refers to its arguments, which must outlive it.
class Statements {
 public:
  Statements(const Speaker& speaker, const Explanation& explanation, Fullness fullness)
      : speaker_(speaker), asked_(explanation.asked), at_(explanation.decision.at), fullness_(fullness) {}

  /// The time decided for.
  Instant at() const { return at_; }

  /// Of the single conditions that decide the value, each statement once: of a false `and` the false parts, of a true
  /// one all, of an unknown one the unknown parts; of `or` the other way round, and of an unknown `or` also a consent
  /// that ended.
  std::vector<Statement> of(const ConditionExplanation& condition) const;
  /// Of a rule's `when` and not `unless`, for these categories in words; empty for none.
  std::vector<Statement> of(const RuleExplanation& rule, const std::string& data) const;

 private:
  void add(const ConditionExplanation& condition, std::vector<Statement>& into) const;
  /// Of a condition that is the reason for something else: without the names of named conditions on the way.
  void add_reasons(const ConditionExplanation& condition, std::vector<Statement>& into) const;
  /// Reasons, of the parts whose value is this.
  std::vector<Statement> of_parts(const ConditionExplanation& condition, ConditionValue value) const;

  void add_consent(const ConditionExplanation& condition, std::vector<Statement>& into) const;
  void add_objection(const ConditionExplanation& condition, std::vector<Statement>& into) const;
  Statement declaration(const ConditionExplanation& condition) const;
  Statement granted(const ConditionExplanation& condition) const;
  Statement not_confirmed(Phrase phrase, const ConditionExplanation& condition) const;
  Statement narrowed(const ConditionExplanation& condition) const;
  /// "only" or "withdrawn" for these purposes and channels.
  std::string for_purposes(const std::vector<std::string>& purposes) const;
  std::string for_channels(const std::vector<std::string>& channels, Phrase one, Phrase several) const;
  /// " (letter)": the source, if it is a text and all is told.
  std::string source(const Evidence* evidence) const;

  Statement mark(const ConditionExplanation& condition, Phrase stands, Phrase none, Phrase none_here) const;
  Statement notice(const ConditionExplanation& condition) const;
  Statement level(const ConditionExplanation& condition) const;
  Filling why(const std::vector<Statement>& statements) const;
  void add_named(const ConditionExplanation& condition, std::vector<Statement>& into) const;
  void add_restriction(const ConditionExplanation& condition, std::vector<Statement>& into) const;
  Statement stage(const ConditionExplanation& condition) const;
  Statement fact(const ConditionExplanation& condition) const;
  Statement unknown_fact(const ConditionExplanation& condition) const;
  /// "birth_date is 4 May 1990", of a fact that has a value.
  Statement fact_value(const ConditionExplanation& condition) const;
  std::string fact_name(const ConditionExplanation& condition) const;
  /// "the last contact for calls was on 3 March 2026", or that there is none; `with_clock`: with the time of day.
  Statement event_time(const ConditionExplanation& condition, bool with_clock) const;
  Statement no_event(const ConditionExplanation& condition) const;
  /// What is not recorded may have happened after the grant, if that is what the condition looks at.
  Statement not_recorded(Statement what, const ConditionExplanation& condition) const;
  std::string contact_purposes(const ConditionExplanation& condition) const;
  std::string contact_channels(const ConditionExplanation& condition) const;
  Statement consent_end(const ConditionExplanation& condition, const std::string& date) const;
  Statement moment(const ConditionExplanation& condition, bool with_clock) const;
  Statement time(const ConditionExplanation& condition) const;
  void add_compared(const ConditionExplanation& condition, std::vector<Statement>& into) const;
  /// "…, so “…” is met".
  Statement so(const Statement& what, const ConditionExplanation& condition) const;
  bool is_same_day(const ConditionExplanation& compared) const;
  Statement request(const ConditionExplanation& condition) const;
  Statement wall_clock(const ConditionExplanation& condition) const;

  std::string wording(const Evidence& evidence) const;
  std::string value(const ConditionExplanation& condition) const;
  std::string stated(const ConditionExplanation& condition) const;
  std::string period(const ConditionExplanation& condition) const;

  const Speaker& speaker_;
  const AskedFor& asked_;
  Instant at_;
  Fullness fullness_;
  // While a rule is told:
  const RuleExplanation* rule_ = nullptr;
  std::string data_;
  Place place_;
};

/// The parts of the named condition, which stands there, also where the rule's trees have shown it before; null if it
/// is too deep.
const ConditionExplanation* shown_parts(const RuleExplanation& rule, const ConditionExplanation& named,
                                        const Place& place);

/// The first event of this kind that stands behind the condition, or null.
const Evidence* evidence_of(const ConditionExplanation& condition, EventKind kind);

}  // namespace licet::explain
