#pragma once
// When the recorded decisions about a holder were made: what `decisions` in a retention run from.
//
// Private to engine/licet. Thread rule: as DurableStore's const members. Source: language-additions.md, "Retention that
// follows the statute".

#include <engine/decide/retention.h>
#include <engine/facts/durable_store.h>
#include <licet/standing.h>
#include <optional>

namespace licet {

/// The first and the latest that were recorded up to `until`; of each the time it was made stands for when it happened.
struct RecordedDecisions {
  StandingEvent first;
  StandingEvent latest;
};

/// None if there is none, or if no retention of the policy set keeps `decisions`: then nothing is read.
Result<std::optional<RecordedDecisions>> recorded_decisions(const facts::DurableStore& store, const model::Model& model,
                                                            const facts::Holder& holder, Instant until);

/// Those made up to `at`. None as above.
Result<std::optional<decide::DecisionsHeld>> decisions_held(const facts::DurableStore& store, const model::Model& model,
                                                            const facts::Holder& holder, Instant at);

}  // namespace licet
