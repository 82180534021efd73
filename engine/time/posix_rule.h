#pragma once
// The rule by which a zone goes on after its last recorded change: the footer of a compiled zone file.
//
// Pure functions. Source: RFC 8536 section 3.3.1; POSIX, Base Definitions, section 8.3 (TZ). Private to this stage.

#include <cstdint>
#include <optional>
#include <string_view>

namespace licet::time {

/// On which day of a year, and when on that day, the clock changes.
struct YearlyChange {
  enum class Kind : std::uint8_t {
    kDayWithoutLeapDay,  ///< `Jn`: 1 to 365, 29 February never counted
    kDayOfYear,          ///< `n`: 0 to 365
    kWeekdayOfMonth,     ///< `Mm.w.d`
  };

  Kind kind = Kind::kDayOfYear;
  std::int32_t day = 0;      ///< the number n
  std::int32_t month = 1;    ///< 1 to 12
  std::int32_t week = 1;     ///< 1 to 5; 5 is the last
  std::int32_t weekday = 0;  ///< 0 is Sunday
  std::int32_t seconds = 0;  ///< after local midnight; -167 to 167 hours
};

struct SummerTime {
  std::int32_t offset = 0;  ///< seconds east of UTC
  YearlyChange begin;       ///< by the clock of standard time
  YearlyChange end;         ///< by the clock of summer time
};

/// Offsets are less than 26 hours. A rule with summer time always has two changes a year with unequal offsets: one
/// whose summer never ends is read as standard time with its offset.
struct PosixRule {
  std::int32_t standard_offset = 0;
  std::optional<SummerTime> summer;
};

/// Nothing if the text is not such a rule. A summer time without its two dates is refused: the standard leaves open
/// what it would mean.
std::optional<PosixRule> parse_posix_rule(std::string_view text);

/// Seconds since 1970 UTC at which summer time begins and ends in a year.
struct SummerOfYear {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

SummerOfYear summer_of_year(std::int32_t standard_offset, const SummerTime& summer, std::int64_t year);

}  // namespace licet::time
