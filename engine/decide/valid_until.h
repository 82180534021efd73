#pragma once
// The first instant at which walks come out otherwise, by time alone; exact.
//
// The candidates are the next changes of the variables that the walks met: until one of them changes, the walks cannot.
// The wall clock returns every week: once a full week without a change of the clocks (and without another variable's
// change) has shown no difference, there is none until the next other change.
// Source: language.md sections 4 and 5; architecture.md, Decision graph.

#include <algorithm>
#include <engine/decide/observation.h>

namespace licet::decide {

/// `walk_again` walks at the observation's clock (after begin_walks) and says whether the result differs from the one
/// at `from`, at which the caller has just walked. Leaves the clock where it ended. kNever if it never differs.
template <class WalkAgain>
Instant first_difference(Observation& observation, Instant from, const WalkAgain& walk_again) {
  constexpr std::int64_t week_and_day = 8LL * 24 * 3600 * 1'000'000;
  Instant quiet_since = from;
  Instant other_change = kNever;
  while (true) {
    Instant wall_clock_change = kNever;
    for (const graph::VariableId variable : observation.workspace().tested) {
      if (!observation.follows_clock(variable)) continue;
      if (observation.is_of_wall_clock(variable)) {
        wall_clock_change = std::min(wall_clock_change, observation.next_wall_clock_change(variable));
      } else {
        other_change = std::min(other_change, observation.next_change(variable));
        if (observation.is_first_stage(variable)) {
          wall_clock_change = std::min(wall_clock_change, observation.next_wall_clock_change(variable));
        }
      }
    }
    const bool week_seen = wall_clock_change != kNever && wall_clock_change.micros - quiet_since.micros > week_and_day;
    const Instant next = week_seen ? other_change : std::min(other_change, wall_clock_change);
    if (next == kNever) return kNever;
    if (next == other_change) {
      quiet_since = next;
      other_change = kNever;
    } else if (const auto transition = observation.model().zone->next_transition(Instant{next.micros - 1});
               transition && *transition == next) {
      quiet_since = next;
    }
    observation.set_clock(next);
    observation.begin_walks();
    if (walk_again()) return next;
  }
}

}  // namespace licet::decide
