#pragma once
// Points in time and calendar dates as plain values.
//
// Thread rule: values, freely shared. Source: language.md section 1 (instants have microseconds; what would
// end after the year 9999 never ends) and section 5.

#include <compare>
#include <cstdint>
#include <limits>

namespace licet {

/// A moment, in microseconds since 1970-01-01T00:00:00Z (no leap seconds, as in POSIX time).
struct Instant {
  std::int64_t micros = 0;

  friend constexpr auto operator<=>(Instant, Instant) = default;
};

/// Later than every moment that can be stated: the end of what never ends.
inline constexpr Instant kNever{std::numeric_limits<std::int64_t>::max()};

/// Earlier than every moment that can be stated.
inline constexpr Instant kBeforeAll{std::numeric_limits<std::int64_t>::min()};

/// A day of the proleptic Gregorian calendar, without a time zone. Years 1 to 9999 when read from text.
struct Date {
  std::int32_t year = 1970;
  std::uint8_t month = 1;
  std::uint8_t day = 1;

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

}  // namespace licet
