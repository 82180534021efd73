#pragma once
// What a holder holds, and when each category falls due, on folded state.
//
// Source: language.md section 7; language-additions.md, "Items" and "Retention that follows the statute". Thread rule:
// as Decider's; allocates its result.

#include <engine/decide/decider.h>
#include <licet/due.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::decide {

/// Why the collection stands in for the end of a consent (language.md section 7).
enum class StandIn : std::uint8_t { kNone, kNeverCurrent, kNotProvided };

/// From where a period runs, and where it would end without `while`; none where it says nothing, or nothing has
/// happened from which it would run.
struct PeriodRun {
  std::optional<Instant> from;  ///< what happened, before `the end of the year of`
  std::optional<Instant> end;
  StandIn stand_in = StandIn::kNone;  ///< why `from` is the collection, though the period runs from another time
};

/// Where the periods of one rule end for a held category: none says nothing, kNever is open.
struct RulePeriods {
  model::RetentionId rule;
  std::optional<Instant> at_least;
  std::optional<Instant> at_most;
  PeriodRun at_least_runs;
  PeriodRun at_most_runs;
};

/// What a rule lacks values of: names of facts.
struct MissingFacts {
  model::RetentionId rule;
  std::vector<std::string> when;      ///< so that it is not known whether it counts
  std::vector<std::string> at_least;  ///< from which it runs: it is open
  std::vector<std::string> at_most;   ///< from which it runs: it says nothing

  bool any() const { return !when.empty() || !at_least.empty() || !at_most.empty(); }
};

/// What is held, with every rule that keeps it and counts, in source order: a category, a piece of one, or records of
/// Licet's own.
struct HeldCategory {
  enum class Kind : std::uint8_t { kData, kProof, kObjections, kDecisions };

  Kind kind = Kind::kData;
  model::DataId data;        ///< of kData
  model::ConsentId consent;  ///< of kProof
  DueEntry entry;
  /// When it is due itself, and what is to be done then: `entry` may tell of a first stage.
  Instant own_due = kNever;
  std::optional<DueAction> own_action;
  std::optional<std::string> own_rule;
  std::vector<RulePeriods> rules;
  std::vector<MissingFacts> missing;  ///< of each rule that lacks some, first stages too
  /// The first stage that restricts it: `entry` is listed with it, unless a hold suspends it.
  std::optional<RulePeriods> stage;
  std::optional<Instant> requested;  ///< when its erasure was requested, if a request concerns it
};

/// Recorded decisions about a holder: when the first and the latest were made.
struct DecisionsHeld {
  Instant first;
  Instant latest;
};

/// The entries of one holder, a category or a piece each, in source order, then Licet's own records that a retention
/// keeps; the holder's name is left for the caller to set. `state` must answer `at`. `decisions`: those made
/// up to `at`; none without one, or where no retention keeps `decisions`.
std::vector<DueEntry> due(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at,
                          Workspace& workspace, std::optional<DecisionsHeld> decisions = std::nullopt);

/// Likewise, with the periods that each entry comes from.
std::vector<HeldCategory> held_categories(const Decider& decider, const facts::HolderView& state, bool is_device,
                                          Instant at, Workspace& workspace,
                                          std::optional<DecisionsHeld> decisions = std::nullopt);

}  // namespace licet::decide
