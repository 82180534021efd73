#pragma once
// An overview, put together from what a ledger knows.
//
// Private to engine/licet. Pure function. Source: language.md section 13 (`licet show`).

#include <engine/facts/fact_store.h>
#include <engine/licet/decisions_made.h>
#include <licet/overview.h>
#include <licet/policy.h>
#include <optional>
#include <span>

namespace licet {

/// `events` as explain::standing_of takes them; `kept` as of recorded_decisions(), up to what counts. Cost: those of
/// explain::standing_of and rights::ended_by_time.
Overview overview_of(const PolicySet& policy, const facts::Holder& holder, std::span<const RecordedEvent> events,
                     const OverviewRequest& request, Instant at, const std::optional<RecordedDecisions>& kept,
                     NewestDecisions decisions);

}  // namespace licet
