#include <charconv>
#include <engine/exchange/time_pattern.h>
#include <engine/time/civil.h>
#include <fmt/format.h>

namespace licet::exchange {
namespace {

constexpr std::string_view kParts = "YmdHMSfz";
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
/// The first and the last second that can be stated: years 1 to 9999.
constexpr std::int64_t kFirstSecond = -62'135'596'800;
constexpr std::int64_t kLastSecond = 253'402'300'799;

/// What a text says, part by part.
struct Parts {
  Date date{0, 1, 1};
  std::uint32_t hours = 0;
  std::uint32_t minutes = 0;
  std::uint32_t seconds = 0;
  std::int64_t micros = 0;
  std::optional<std::int64_t> offset_minutes;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes one to `most` digits off, or if `all` exactly so many.
std::optional<std::uint32_t> digits(std::string_view& text, std::size_t most, bool all) {
  std::size_t count = 0;
  std::uint32_t number = 0;
  while (count < most && count < text.size() && is_digit(text[count])) {
    number = number * 10 + static_cast<std::uint32_t>(text[count++] - '0');
  }
  if (count == 0 || (all && count != most)) return std::nullopt;
  text.remove_prefix(count);
  return number;
}

std::optional<std::int64_t> offset(std::string_view& text) {
  if (text.starts_with('Z') || text.starts_with('z')) {
    text.remove_prefix(1);
    return 0;
  }
  if (!text.starts_with('+') && !text.starts_with('-')) return std::nullopt;
  const bool west = text.front() == '-';
  text.remove_prefix(1);
  const auto hours = digits(text, 2, true);
  if (text.starts_with(':')) text.remove_prefix(1);
  const auto minutes = digits(text, 2, true);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t ahead = std::int64_t{*hours} * 60 + std::int64_t{*minutes};
  return west ? -ahead : ahead;
}

bool take_fraction(std::string_view& text, Parts& parts) {
  std::size_t count = 0;
  std::int64_t micros = 0;
  while (count < text.size() && is_digit(text[count])) {
    if (count == 6) return false;
    micros = micros * 10 + (text[count++] - '0');
  }
  if (count == 0) return false;
  for (std::size_t i = count; i < 6; ++i) micros *= 10;
  text.remove_prefix(count);
  parts.micros = micros;
  return true;
}

bool take_part(char part, std::string_view& text, Parts& parts) {
  std::optional<std::uint32_t> number;
  switch (part) {
    case 'Y':
      number = digits(text, 4, true);
      if (number) parts.date.year = static_cast<std::int32_t>(*number);
      return number.has_value();
    case 'm':
      number = digits(text, 2, false);
      if (number) parts.date.month = static_cast<std::uint8_t>(*number);
      return number && *number <= 12;
    case 'd':
      number = digits(text, 2, false);
      if (number) parts.date.day = static_cast<std::uint8_t>(*number);
      return number && *number <= 31;
    case 'H':
      number = digits(text, 2, false);
      parts.hours = number.value_or(0);
      return number && *number <= 23;
    case 'M':
      number = digits(text, 2, true);
      parts.minutes = number.value_or(0);
      return number && *number <= 59;
    case 'S':
      number = digits(text, 2, true);
      parts.seconds = number.value_or(0);
      return number && *number <= 59;
    case 'f':
      return take_fraction(text, parts);
    case 'z':
      parts.offset_minutes = offset(text);
      return parts.offset_minutes.has_value();
    default:
      return false;
  }
}

std::optional<Parts> parts_of(std::string_view pattern, std::string_view text) {
  Parts parts;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '%' && pattern[i + 1] != '%') {
      if (!take_part(pattern[++i], text, parts)) return std::nullopt;
      continue;
    }
    if (pattern[i] == '%') ++i;
    if (text.empty() || text.front() != pattern[i]) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty() || !time::exists(parts.date)) return std::nullopt;
  return parts;
}

std::optional<Instant> from_epoch(std::string_view text, std::int64_t per_second) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::int64_t seconds = number / per_second;
  if (seconds < kFirstSecond + 1 || seconds > kLastSecond - 1) return std::nullopt;
  return Instant{number * (kSecond / per_second)};
}

bool has(std::string_view pattern, char part) {
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] == '%' && pattern[++i] == part) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> TimePattern::check(std::string_view pattern) {
  for (const std::string_view word : {"rfc3339", "date", "unix", "unix_ms"}) {
    if (pattern == word) return std::nullopt;
  }
  std::string seen;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    if (++i == pattern.size()) return fmt::format("A pattern does not end with `%`.");
    if (pattern[i] == '%') continue;
    if (kParts.find(pattern[i]) == std::string_view::npos) {
      return fmt::format("There is no `%{}`: a pattern has %Y %m %d %H %M %S %f %z and %%.", pattern[i]);
    }
    if (seen.find(pattern[i]) != std::string::npos) return fmt::format("`%{}` stands twice.", pattern[i]);
    seen += pattern[i];
  }
  for (const char part : {'Y', 'm', 'd'}) {
    if (seen.find(part) == std::string::npos) return fmt::format("`%{}` is missing: a time has a day.", part);
  }
  if (seen.find('z') != std::string::npos && seen.find('H') == std::string::npos) {
    return fmt::format("With an offset (`%z`) stands a time of day (`%H`).");
  }
  return std::nullopt;
}

std::optional<Instant> TimePattern::instant(std::string_view text) const {
  if (pattern_ == "rfc3339") return time::parse_rfc3339(text);
  if (pattern_ == "unix") return from_epoch(text, 1);
  if (pattern_ == "unix_ms") return from_epoch(text, 1000);
  if (pattern_ == "date") {
    const auto day = time::parse_date(text);
    return day ? std::optional(zone_->start_of_day(*day)) : std::nullopt;
  }
  const auto parts = parts_of(pattern_, text);
  if (!parts) return std::nullopt;
  if (!has(pattern_, 'H')) return zone_->start_of_day(parts->date);
  const std::uint32_t seconds = parts->hours * 3600 + parts->minutes * 60 + parts->seconds;
  if (!parts->offset_minutes) return Instant{zone_->instant(parts->date, seconds).micros + parts->micros};
  const auto midnight = time::parse_rfc3339(time::format_date(parts->date) + "T00:00:00Z");
  if (!midnight) return std::nullopt;
  const Instant t{midnight->micros + std::int64_t{seconds} * kSecond + parts->micros -
                  *parts->offset_minutes * kMinute};
  const bool stated = t.micros >= kFirstSecond * kSecond && t.micros < (kLastSecond + 1) * kSecond;
  return stated ? std::optional(t) : std::nullopt;
}

std::optional<Date> TimePattern::date(std::string_view text) const {
  if (pattern_ == "date") return time::parse_date(text);
  if (pattern_ == "rfc3339" || pattern_.starts_with("unix") || has(pattern_, 'z')) {
    const auto t = instant(text);
    return t ? std::optional(zone_->local(*t).date) : std::nullopt;
  }
  const auto parts = parts_of(pattern_, text);
  return parts ? std::optional(parts->date) : std::nullopt;
}

}  // namespace licet::exchange
