#pragma once
// All that is known of one customer, device or recipient, from its events.
//
// Pure function. Source: language.md section 13 (`licet show`), sections 3, 6, 7, 8 and 11.

#include <engine/decide/decider.h>
#include <engine/facts/fact_store.h>
#include <licet/event.h>
#include <licet/standing.h>
#include <optional>
#include <span>

namespace licet::explain {

/// `events` are those that name the holder, and those that void one of them, in order of recording; in place of another
/// holder any text may stand. Counts what happened until `at` and was recorded until `known`; the history lists
/// everything recorded until `known`. `decisions`: the first and the latest recorded by then about the holder, where a
/// retention keeps them; what it is named and which request concerns it is found here. Cost: folding, for the grants
/// and notices of the history each on its own again.
Standing standing_of(const decide::Decider& decider, const facts::Holder& holder, std::span<const RecordedEvent> events,
                     Instant at, Instant known, std::optional<RecordsStanding> decisions = std::nullopt);

}  // namespace licet::explain
