#pragma once
// Grants that expired, or lapsed for want of a confirmation: nothing is recorded when that happens.
//
// Pure function. Source: language.md section 3.

#include <engine/facts/fold.h>
#include <licet/overview.h>
#include <span>
#include <vector>

namespace licet::rights {

/// Those that ended by time alone until `at`, rising by time, as far as known at `known`; what ends at the very moment
/// at which another event of consents comes counts as ended only if the grant is there after it. `events` as
/// explain::standing_of takes them. Cost: folding, for every moment of an event about a consent again.
std::vector<Happening> ended_by_time(const facts::FoldPlan& plan, const facts::Holder& holder,
                                     std::span<const RecordedEvent> events, Instant at, Instant known);

}  // namespace licet::rights
