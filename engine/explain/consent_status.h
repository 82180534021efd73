#pragma once
// The status of a consent and its word. Private to this stage. Pure functions. Source: language.md section 3.

#include <engine/facts/holder_state.h>
#include <engine/graph/variable.h>

namespace licet::explain {

/// `entry` answers the time `at`; null: nothing ever happened.
graph::ConsentStatusValue status_of(const facts::ConsentEntry* entry, Instant at);

/// `withdrawn`.
const char* status_word(graph::ConsentStatusValue status);

}  // namespace licet::explain
