#pragma once
// A request decided at every moment: spans of time with what was, and will be, decided in each.
//
// Thread rule: pure. Cost: a folding for each moment at which something happened, and a decision with *valid until* for
// each span. Source: language.md section 4.

#include <engine/rights/asked_states.h>
#include <licet/timeline.h>
#include <string>
#include <tl/expected.hpp>

namespace licet::rights {

/// Which part of time, and how much of it. Precondition: `from` is before `to`, and `spans` is not 0.
struct TimelineBounds {
  Instant from = kBeforeAll;
  Instant to = kNever;
  std::size_t spans = limits::kTimelineSpans;
  bool explain = false;
};

/// As of the question's time. The error is that of explain::explain: a fault of the engine.
tl::expected<Timeline, std::string> timeline(const decide::ReadyPolicy& policy, const AskedHistory& history,
                                             const TimelineBounds& bounds);

}  // namespace licet::rights
