#pragma once
// When the first of what a holder holds falls due, by time alone.
//
// Source: language.md section 7; language-additions.md, "Retention that follows the statute". Thread rule: as
// Decider's.

#include <engine/decide/decider.h>

namespace licet::decide {

/// The least instant T from `from` on for which due() as of T lists something that is due by T, a first stage included;
/// kNever if there is none. What is recorded of decisions does not count. `state` must answer `from`, and have nothing
/// that happens later. Exact, but where conditions change so often that kMostDueSteps instants are looked at for one
/// piece without an end: then it is an instant before which nothing is due. Cost: for each piece as many evaluations of
/// its retention rules as conditions change before it is due, two as a rule.
Instant next_due(const Decider& decider, const facts::HolderView& state, bool is_device, Instant from,
                 Workspace& workspace);

/// Conditions by the wall clock change about 50 times in the week that is looked at for each other change.
inline constexpr int kMostDueSteps = 1'000;

}  // namespace licet::decide
