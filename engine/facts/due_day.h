#pragma once
// The day from which on something of a row may be due, as rows and the index by date have it.
//
// Pure. Format: docs/store_format.md, "Due".

#include <cstdint>
#include <licet/instant.h>

namespace licet::facts {

/// Compared as numbers: 0: nothing is ever due; 1: it is not known, and the row is looked at always; else 2^31 and the
/// days from 1970-01-01 (UTC).
enum class DueDay : std::uint32_t { kNever = 0, kAlways = 1 };

/// Of an instant before which nothing is due; kNever: never.
constexpr DueDay due_day_of(Instant first) {
  if (first == kNever) return DueDay::kNever;
  constexpr std::int64_t day = 24LL * 3600 * 1'000'000;
  const std::int64_t days = first.micros / day - (first.micros % day < 0 ? 1 : 0);
  return static_cast<DueDay>((std::int64_t{1} << 31U) + days);
}
static_assert(due_day_of(kBeforeAll) > DueDay::kAlways);

}  // namespace licet::facts
