#pragma once
// All that is held of a person, put together from what the record has of them.
//
// Pure function. Source: Art. 15 GDPR; language.md section 13 (`licet export`).

#include <engine/decide/ready_policy.h>
#include <engine/facts/fact_store.h>
#include <licet/export.h>
#include <span>
#include <vector>

namespace licet::rights {

/// `holder` is a customer or a device; `events` as explain::standing_of takes them; `decisions` in order of recording,
/// those made until `at` and recorded until `known`. Cost: that of standing_of, and of deciding what is due once.
Export export_of(const decide::ReadyPolicy& policy, const facts::Holder& holder, std::span<const RecordedEvent> events,
                 std::vector<ExportedDecision> decisions, Instant at, Instant known);

}  // namespace licet::rights
