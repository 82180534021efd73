#pragma once
// All changes of a zone's offset, written out so far that the rest repeats.
//
// The Gregorian calendar repeats every 400 years, and with it the yearly rule of a zone. Writing the rule out, instead
// of leaving it to cctz, keeps files right whose last recorded changes are older than the rule in their footer. Pure
// functions. Private to this stage.

#include <cstdint>
#include <engine/time/compiled_zone.h>
#include <optional>
#include <vector>

namespace licet::time {

inline constexpr std::int64_t kYearsPerCycle = 400;
inline constexpr std::int64_t kSecondsPerCycle = 146'097 * std::int64_t{86'400};

struct OffsetTable {
  std::int32_t initial_offset = 0;
  std::vector<OffsetChange> changes;  ///< strictly ascending, each to another offset; within what an Instant can hold
  /// From the start of this year on, by any clock, everything repeats every 400 years; the table goes at least a year
  /// beyond the first repetition. None: the last offset goes on.
  std::optional<std::int64_t> cycle_year;
};

OffsetTable write_out(const CompiledZone& zone);

}  // namespace licet::time
