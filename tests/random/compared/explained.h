#pragma once
// Where the explanation and the slow evaluator differ about one request.

#include <engine/decide/states.h>
#include <licet/event.h>
#include <span>
#include <string>
#include <tests/random/compared/difference.h>
#include <tests/reference/evaluate.h>

namespace licet::random {

/// Compares the decision within the explanation; for every rule that the request reaches, whether it is in force, its
/// condition, whether it applies, and what overrides it; what the decision becomes at `until`; and that there are
/// sentences without a gap, in both languages. Empty if all agree, else the part that differs, with both `sides`.
std::string differing_explanation(const Readied& policy, std::span<const RecordedEvent> events,
                                  const exchange::Question& question, const decide::States& states,
                                  const reference::Evaluated& slow, decide::Workspace& workspace, Sides& sides);

}  // namespace licet::random
