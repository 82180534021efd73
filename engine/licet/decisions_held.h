#pragma once
// When the recorded decisions about a holder were made: what `decisions` in a retention run from.
//
// Private to engine/licet. Thread rule: as DurableStore's const members. Source: language-additions.md, "Retention that
// follows the statute".

#include <engine/decide/retention.h>
#include <engine/facts/durable_store.h>
#include <optional>

namespace licet {

/// Those made up to `at`. None if there is none, or if no retention of the policy set keeps `decisions`: then nothing
/// is read.
Result<std::optional<decide::DecisionsHeld>> decisions_held(const facts::DurableStore& store, const model::Model& model,
                                                            const facts::Holder& holder, Instant at);

}  // namespace licet
