#pragma once
// The first instant at which something that depends on time alone becomes otherwise; exact.
//
// What time can change: periods that end or are reached, grants that lapse or expire, rules that come into force, the
// wall clock and the day. The first four happen at single instants, the last two return every week: between two single
// instants one full week without a change of the clocks shows everything the wall clock can do.
// Source: language.md sections 4 (valid until), 5 and 7. Thread rule: pure functions.

#include <functional>
#include <optional>
#include <set>
#include <tests/reference/situation.h>
#include <vector>

namespace licet::reference {

/// When conditions may change.
struct Changes {
  std::set<Instant> instants;            ///< single ones; kNever is no instant
  std::set<model::ClockSeconds> clocks;  ///< times of day that conditions name
  bool days = false;                     ///< some condition names days of the week

  bool returns_weekly() const { return days || !clocks.empty(); }
};

/// Everything that can change the value of these conditions in this situation, at whatever instant; `from` is where
/// they look from, but for the clock.
Changes changes_of(const Situation& situation, const std::vector<model::ExpressionId>& conditions,
                   const Viewpoint& from);

/// The least instant after `from` at which `otherwise` holds; kNever if there is none. `otherwise` must be false at
/// `from` and depend on time only through `changes`.
Instant first_change(const Changes& changes, Instant from, const time::Zone& zone,
                     const std::function<bool(Instant)>& otherwise);

}  // namespace licet::reference
