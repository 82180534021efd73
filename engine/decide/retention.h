#pragma once
// What a holder holds, and when each category falls due, on folded state.
//
// Source: language.md section 7. Thread rule: as Decider's; allocates its result.

#include <engine/decide/decider.h>
#include <licet/due.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::decide {

/// Where the periods of one rule end for a held category: none says nothing, kNever is open.
struct RulePeriods {
  model::RetentionId rule;
  std::optional<Instant> at_least;
  std::optional<Instant> at_most;
};

/// A held category with every rule that keeps it, in source order.
struct HeldCategory {
  DueEntry entry;
  std::vector<RulePeriods> rules;
};

/// The entries of one holder, a category each, in source order; the holder's name is left for the caller to set.
/// `state` must answer `at`.
std::vector<DueEntry> due(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at,
                          Workspace& workspace);

/// Likewise, with the periods that each entry comes from.
std::vector<HeldCategory> held_categories(const Decider& decider, const facts::HolderView& state, bool is_device,
                                          Instant at, Workspace& workspace);

}  // namespace licet::decide
