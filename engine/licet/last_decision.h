#pragma once
// When the latest recorded decision about a holder was made: what `decisions` in a retention run from.
//
// Private to engine/licet. Thread rule: as DurableStore's const members. Source: language-additions.md, "Retention that
// follows the statute".

#include <engine/facts/durable_store.h>
#include <optional>

namespace licet {

/// None if there is none, or if no retention of the policy set keeps `decisions`: then nothing is read.
Result<std::optional<Instant>> last_decision(const facts::DurableStore& store, const model::Model& model,
                                             const facts::Holder& holder);

}  // namespace licet
