#pragma once
// Dates as days before and after 1970-01-01, for years far outside 1 to 9999. Pure functions of the proleptic
// Gregorian calendar. Private to this stage.

#include <cctz/civil_time.h>
#include <cstdint>
#include <licet/instant.h>

namespace licet::time {

inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kSecondsPerDay = 86'400;
inline constexpr std::int32_t kLastYear = 9999;

/// The last microsecond of the year 9999 in UTC.
inline constexpr Instant kLastInstant{253'402'300'799'999'999};

/// 0001-01-01T00:00:00Z.
inline constexpr Instant kFirstInstant{-62'135'596'800'000'000};

/// Rounds towards the past, also before 1970. Precondition: divisor > 0.
constexpr std::int64_t floor_divide(std::int64_t number, std::int64_t divisor) {
  const std::int64_t quotient = number / divisor;
  return number % divisor < 0 ? quotient - 1 : quotient;
}

/// What floor_divide leaves, 0 up to divisor - 1. Precondition: divisor > 0.
constexpr std::int64_t floor_remainder(std::int64_t number, std::int64_t divisor) {
  const std::int64_t remainder = number % divisor;
  return remainder < 0 ? remainder + divisor : remainder;
}

inline cctz::civil_day to_civil_day(Date date) { return cctz::civil_day(date.year, date.month, date.day); }

inline Date to_date(cctz::civil_day day) {
  return {static_cast<std::int32_t>(day.year()), static_cast<std::uint8_t>(day.month()),
          static_cast<std::uint8_t>(day.day())};
}

inline std::int64_t days_since_epoch(cctz::civil_day day) { return day - cctz::civil_day(1970, 1, 1); }

}  // namespace licet::time
