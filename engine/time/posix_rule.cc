#include <engine/time/civil_days.h>
#include <engine/time/posix_rule.h>

namespace licet::time {

namespace {

constexpr std::int32_t kSecondsPerHour = 3600;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Reads the footer from the left. Every function returns nothing, or false, at the first mismatch.
class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : rest_(text) {}

  bool finished() const { return rest_.empty(); }

  bool take(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// At least three letters, or at least three letters, digits and signs in angle brackets.
  bool take_name() {
    const bool quoted = take('<');
    std::size_t length = 0;
    while (length < rest_.size()) {
      const char c = rest_[length];
      if (!is_letter(c) && !(quoted && (is_digit(c) || c == '+' || c == '-'))) break;
      ++length;
    }
    rest_.remove_prefix(length);
    return length >= 3 && (!quoted || take('>'));
  }

  std::optional<std::int32_t> number(std::int32_t least, std::int32_t most) {
    std::int32_t value = 0;
    std::size_t digits = 0;
    while (digits < rest_.size() && digits < 3 && is_digit(rest_[digits])) {
      value = value * 10 + (rest_[digits] - '0');
      ++digits;
    }
    rest_.remove_prefix(digits);
    if (digits == 0 || value < least || value > most) return std::nullopt;
    return value;
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  std::optional<std::int32_t> time_of_day(std::int32_t most_hours) {
    const bool negative = take('-');
    if (!negative) take('+');
    const auto hours = number(0, most_hours);
    if (!hours) return std::nullopt;
    std::int32_t seconds = *hours * kSecondsPerHour;
    for (const std::int32_t unit : {60, 1}) {
      if (!take(':')) break;
      const auto part = number(0, 59);
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return negative ? -seconds : seconds;
  }

  std::optional<YearlyChange> yearly_change() {
    YearlyChange change;
    std::optional<std::int32_t> last;
    if (take('M')) {
      change.kind = YearlyChange::Kind::kWeekdayOfMonth;
      const auto month = number(1, 12);
      if (!month || !take('.')) return std::nullopt;
      const auto week = number(1, 5);
      if (!week || !take('.')) return std::nullopt;
      last = number(0, 6);
      change.month = *month;
      change.week = *week;
      change.weekday = last.value_or(0);
    } else {
      const bool without_leap_day = take('J');
      change.kind = without_leap_day ? YearlyChange::Kind::kDayWithoutLeapDay : YearlyChange::Kind::kDayOfYear;
      last = without_leap_day ? number(1, 365) : number(0, 365);
      change.day = last.value_or(0);
    }
    if (!last) return std::nullopt;
    change.seconds = 2 * kSecondsPerHour;
    if (take('/')) {
      const auto seconds = time_of_day(167);
      if (!seconds) return std::nullopt;
      change.seconds = *seconds;
    }
    return change;
  }

 private:
  std::string_view rest_;
};

/// Midnight of the day, in seconds since 1970 as if it were UTC.
std::int64_t midnight_of(const YearlyChange& change, std::int64_t year) {
  const cctz::civil_day first_of_year(year, 1, 1);
  cctz::civil_day day = first_of_year;
  switch (change.kind) {
    case YearlyChange::Kind::kDayWithoutLeapDay: {
      const bool after_leap_day = change.day >= 60 && cctz::civil_day(year, 2, 29).month() == 2;
      day = first_of_year + (change.day - 1 + (after_leap_day ? 1 : 0));
      break;
    }
    case YearlyChange::Kind::kDayOfYear:
      day = first_of_year + change.day;
      break;
    case YearlyChange::Kind::kWeekdayOfMonth: {
      const cctz::civil_month month(year, change.month);
      const cctz::civil_day first(month);
      // cctz counts from Monday, a rule from Sunday.
      const int first_weekday = (static_cast<int>(cctz::get_weekday(first)) + 1) % 7;
      day = first + ((change.weekday - first_weekday + 7) % 7 + 7 * (change.week - 1));
      if (cctz::civil_month(day) != month) day -= 7;
      break;
    }
  }
  return days_since_epoch(day) * kSecondsPerDay;
}

/// Does one summer last until the next begins? As in the reference implementation of the time-zone database.
bool never_ends(std::int32_t standard_offset, const SummerTime& summer) {
  for (const std::int64_t year : {2000, 2001}) {
    const SummerOfYear changes = summer_of_year(standard_offset, summer, year);
    const std::int64_t days = cctz::civil_day(year + 1, 1, 1) - cctz::civil_day(year, 1, 1);
    const std::int64_t length = changes.end - changes.begin;
    if (length != 0 && length < days * kSecondsPerDay) return false;
  }
  return true;
}

}  // namespace

std::optional<PosixRule> parse_posix_rule(std::string_view text) {
  RuleReader reader(text);
  PosixRule rule;
  if (!reader.take_name()) return std::nullopt;
  const auto west = reader.time_of_day(24);
  if (!west) return std::nullopt;
  rule.standard_offset = -*west;
  if (reader.finished()) return rule;

  SummerTime summer;
  summer.offset = rule.standard_offset + kSecondsPerHour;
  if (!reader.take_name()) return std::nullopt;
  if (!reader.take(',')) {
    const auto summer_west = reader.time_of_day(24);
    if (!summer_west || !reader.take(',')) return std::nullopt;
    summer.offset = -*summer_west;
  }
  const auto begin = reader.yearly_change();
  if (!begin || !reader.take(',')) return std::nullopt;
  const auto end = reader.yearly_change();
  if (!end || !reader.finished()) return std::nullopt;
  summer.begin = *begin;
  summer.end = *end;
  if (never_ends(rule.standard_offset, summer)) {
    rule.standard_offset = summer.offset;
  } else if (summer.offset != rule.standard_offset) {
    rule.summer = summer;
  }
  return rule;
}

SummerOfYear summer_of_year(std::int32_t standard_offset, const SummerTime& summer, std::int64_t year) {
  return {midnight_of(summer.begin, year) + summer.begin.seconds - standard_offset,
          midnight_of(summer.end, year) + summer.end.seconds - summer.offset};
}

}  // namespace licet::time
