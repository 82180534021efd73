#pragma once
// Dates and RFC 3339 times as text. Pure functions. Source: RFC 3339; language.md sections 1, 11, 12.

#include <licet/instant.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::time {

/// Does the day exist? Years 1 to 9999.
bool exists(Date date);

/// The day `days` later (earlier if negative). Precondition: exists(date); the result may lie outside 1 to 9999,
/// and is cut to some thousand million years.
Date plus_days(Date date, std::int64_t days);

/// Exactly `YYYY-MM-DD` of a day that exists.
std::optional<Date> parse_date(std::string_view text);

/// RFC 3339 with offset (`Z` or ±hh:mm), at most six digits of a fraction, years 1 to 9999; `T` and `Z` in either case,
/// as section 5.6 of the RFC allows. A 60th second is refused: instants have none. Nothing before or after.
std::optional<Instant> parse_rfc3339(std::string_view text);

std::string format_date(Date date);

/// In UTC with `Z`; a fraction only when it is not zero, without trailing zeros. Precondition: years 1 to 9999.
std::string format_rfc3339(Instant t);

}  // namespace licet::time
