#pragma once
// Periods as the law counts them: §§ 187, 188 BGB; Regulation (EEC, Euratom) No 1182/71; language.md section 5.
//
// Pure functions; no allocation. Thread rule: none. kNever and kBeforeAll stay what they are; what would lie after the
// year 9999, in UTC or by the zone's calendar, is kNever. An amount of any size is allowed; precondition: at least 1.

#include <compare>
#include <cstdint>
#include <engine/time/zone.h>
#include <licet/instant.h>

namespace licet::time {

enum class PeriodUnit : std::uint8_t { kMinutes, kHours, kDays, kWeeks, kMonths, kYears };

/// A whole number from 1 and a unit.
struct Period {
  std::int64_t amount = 1;
  PeriodUnit unit = PeriodUnit::kDays;

  friend constexpr auto operator<=>(const Period&, const Period&) = default;
};

/// Where a period that runs from `x` ends. Days to years: the local date of `x` plus the period (a day that does not
/// exist becomes the month's last day), and the period ends with that day, at the start of the next: the day of `x` is
/// not counted. Minutes and hours: exactly.
Instant end_of_period(Instant x, Period period, const Zone& zone);

/// When a period from `x` is reached, as an age is: the start of the local date of `x` plus the period (a day that does
/// not exist becomes the first of the next month). Minutes and hours: exactly.
Instant reached(Instant x, Period period, const Zone& zone);

/// The start of 31 December of the local year of `x`.
Instant end_of_year_day(Instant x, const Zone& zone);

/// The first instant after `x` at which the local day after the one of `x` begins. (A clock that is set back across
/// midnight lets a day begin twice.)
Instant next_day(Instant x, const Zone& zone);

}  // namespace licet::time
