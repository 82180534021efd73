#pragma once
// Until when a decision holds, and what changes then. Private to this stage. Pure.

#include <engine/explain/speaker.h>
#include <licet/explanation.h>

namespace licet::explain {

/// Empty if `until` was declined.
std::string change_sentence(const Speaker& speaker, const Explanation& explanation);

}  // namespace licet::explain
