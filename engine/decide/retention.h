#pragma once
// What a holder holds, and when each category falls due, on folded state.
//
// Source: language.md section 7. Thread rule: as Decider's; allocates its result.

#include <engine/decide/decider.h>
#include <licet/due.h>
#include <string>
#include <vector>

namespace licet::decide {

/// The entries of one holder, a category each, in source order; the holder's name is left for the caller to set.
/// `state` must answer `at`.
std::vector<DueEntry> due(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at,
                          Workspace& workspace);

}  // namespace licet::decide
