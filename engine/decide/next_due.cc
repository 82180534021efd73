#include <algorithm>
#include <engine/decide/holding.h>
#include <engine/decide/next_due.h>

namespace licet::decide {
namespace {

constexpr std::int64_t kWeekAndDay = 8LL * 24 * 3600 * 1'000'000;

/// When one piece is due, or restricted by a first stage: the candidates are the dates as they stand, and the changes
/// ahead of what they rest on. The wall clock returns every week, as in first_difference(): once a full week without a
/// change of the clocks, and without another change, has shown every date, none but those and the next other change
/// count.
///
/// `evaluate` says at an instant when the piece is due, and what lies ahead. Nothing from `until` on is asked for.
template <class Evaluate>
Instant piece_due(Instant from, Instant until, const time::Zone& zone, const Evaluate& evaluate) {
  Instant at = from;
  Instant quiet_since = from;
  Instant others = kNever;  // changes and dates seen since `quiet_since`
  for (int steps = 0; at < until && steps < kMostDueSteps; ++steps) {
    ChangeAhead ahead;
    const Instant due = evaluate(at, ahead);
    if (due <= at) return at;
    others = std::min({others, due, ahead.next});
    const bool week_seen =
        ahead.next_wall_clock != kNever && ahead.next_wall_clock.micros - quiet_since.micros > kWeekAndDay;
    const Instant next = week_seen ? others : std::min(others, ahead.next_wall_clock);
    if (next == others) {
      quiet_since = next;
      others = kNever;
    } else if (const auto transition = zone.next_transition(Instant{next.micros - 1});
               transition && *transition == next) {
      quiet_since = next;
    }
    at = next;
  }
  return at;
}

}  // namespace

Instant next_due(const Decider& decider, const facts::HolderView& state, bool is_device, Instant from,
                 Workspace& workspace) {
  Instant earliest = kNever;
  const auto look = [&](const auto& held) {
    const auto evaluate = [&](Instant at, ChangeAhead& ahead) {
      Holding holding(decider, state, is_device, at, workspace, &ahead);
      return held(holding);
    };
    earliest = std::min(earliest, piece_due(from, earliest, *decider.model().zone, evaluate));
  };
  for (const facts::HeldEntry& held : state.held()) {
    // Nothing but an event ends a hold.
    if (state.is_suspended(model::DataId(held.data))) continue;
    look([&](Holding& holding) { return holding.category(held).entry.due; });
  }
  if (state.header().suspended != 0) return earliest;
  for (const facts::RecordsEntry& entry : state.records()) {
    look([&](Holding& holding) {
      const auto held = holding.records(entry);
      return held ? held->entry.due : kNever;
    });
  }
  return earliest;
}

}  // namespace licet::decide
