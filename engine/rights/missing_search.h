#pragma once
// The search for the smallest sets of steps that permit. Private to engine/rights. Thread rule: one thread.

#include <engine/rights/missing.h>
#include <engine/rights/possible_acts.h>

namespace licet::rights {

struct FoundSteps {
  std::vector<Steps> sets;  ///< by size, then by steps
  bool complete = true;
  std::size_t tries = 0;
};

/// The limit of sets counts sets that differ in more than values, and is looked at between one size and the next, so
/// that of a set that is found all values are. Precondition: the question is denied now, and the history holds only
/// what counts.
FoundSteps search_steps(const decide::ReadyPolicy& policy, const AskedHistory& history, const PossibleActs& acts,
                        const decide::States& now, const MissingLimits& limits, decide::Workspace& workspace);

}  // namespace licet::rights
