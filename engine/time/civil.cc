#include <algorithm>
#include <array>
#include <engine/time/civil.h>
#include <engine/time/civil_days.h>

namespace licet::time {

namespace {

constexpr std::array<std::int32_t, 12> kDaysOfMonth{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// So far from any date that exists, the year still fits a Date.
constexpr std::int64_t kFurthestDays = 400'000'000'000;

/// Reads a text from the left; after the first mismatch everything fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::int32_t number(std::size_t digits) {
    std::int32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!next_is_digit()) return fail();
      value = value * 10 + (take() - '0');
    }
    return value;
  }

  /// Any one of these characters; returns it.
  char one_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) {
      fail();
      return '\0';
    }
    return take();
  }

  bool next_is(char character) const { return !rest_.empty() && rest_.front() == character; }
  bool next_is_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool finished() const { return valid_ && rest_.empty(); }

 private:
  char take() {
    const char character = rest_.front();
    rest_.remove_prefix(1);
    return character;
  }

  std::int32_t fail() {
    valid_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool valid_ = true;
};

Date read_date(Reader& reader) {
  Date date;
  date.year = reader.number(4);
  reader.one_of("-");
  date.month = static_cast<std::uint8_t>(reader.number(2));
  reader.one_of("-");
  date.day = static_cast<std::uint8_t>(reader.number(2));
  return date;
}

/// Microseconds; up to six digits after a point, or none at all.
std::int32_t read_fraction(Reader& reader) {
  if (!reader.next_is('.')) return 0;
  reader.one_of(".");
  std::int32_t micros = reader.number(1);
  for (std::int32_t place = 1; place < 6; ++place) {
    micros = micros * 10 + (reader.next_is_digit() ? reader.number(1) : 0);
  }
  return micros;
}

void append_digits(std::string& text, std::int64_t number, std::size_t digits) {
  const std::string written = std::to_string(std::max<std::int64_t>(number, 0));
  if (written.size() < digits) text.append(digits - written.size(), '0');
  text += written;
}

std::int32_t days_of_month(Date date) {
  const bool leap_year = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
  if (date.month == 2 && leap_year) return 29;
  return kDaysOfMonth[date.month - 1U];
}

}  // namespace

bool exists(Date date) {
  return date.year >= 1 && date.year <= kLastYear && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_of_month(date);
}

Date plus_days(Date date, std::int64_t days) {
  return to_date(to_civil_day(date) + std::clamp(days, -kFurthestDays, kFurthestDays));
}

std::optional<Date> parse_date(std::string_view text) {
  Reader reader(text);
  const Date date = read_date(reader);
  if (!reader.finished() || !exists(date)) return std::nullopt;
  return date;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  Reader reader(text);
  const Date date = read_date(reader);
  reader.one_of("Tt");
  const std::int32_t hours = reader.number(2);
  reader.one_of(":");
  const std::int32_t minutes = reader.number(2);
  reader.one_of(":");
  const std::int32_t seconds = reader.number(2);
  const std::int32_t micros = read_fraction(reader);
  const char sign = reader.one_of("Zz+-");
  std::int32_t offset_hours = 0;
  std::int32_t offset_minutes = 0;
  if (sign == '+' || sign == '-') {
    offset_hours = reader.number(2);
    reader.one_of(":");
    offset_minutes = reader.number(2);
  }
  if (!reader.finished() || !exists(date)) return std::nullopt;
  if (hours > 23 || minutes > 59 || seconds > 59 || offset_hours > 23 || offset_minutes > 59) return std::nullopt;

  const std::int64_t offset = (offset_hours * 3600LL + offset_minutes * 60LL) * (sign == '-' ? -1 : 1);
  const std::int64_t clock = hours * 3600LL + minutes * 60LL + seconds;
  const std::int64_t since_epoch = days_since_epoch(to_civil_day(date)) * kSecondsPerDay + clock - offset;
  const Instant instant{since_epoch * kMicrosPerSecond + micros};
  if (instant < kFirstInstant || instant > kLastInstant) return std::nullopt;
  return instant;
}

std::string format_date(Date date) {
  std::string text;
  append_digits(text, date.year, 4);
  text += '-';
  append_digits(text, date.month, 2);
  text += '-';
  append_digits(text, date.day, 2);
  return text;
}

std::string format_rfc3339(Instant t) {
  const std::int64_t since_epoch = floor_divide(t.micros, kMicrosPerSecond);
  std::int64_t micros = floor_remainder(t.micros, kMicrosPerSecond);
  const std::int64_t days = floor_divide(since_epoch, kSecondsPerDay);
  const std::int64_t clock = floor_remainder(since_epoch, kSecondsPerDay);
  std::string text = format_date(to_date(cctz::civil_day(1970, 1, 1) + days));
  text += 'T';
  append_digits(text, clock / 3600, 2);
  text += ':';
  append_digits(text, clock / 60 % 60, 2);
  text += ':';
  append_digits(text, clock % 60, 2);
  if (micros != 0) {
    std::size_t digits = 6;
    for (; micros % 10 == 0; micros /= 10) --digits;
    text += '.';
    append_digits(text, micros, digits);
  }
  text += 'Z';
  return text;
}

}  // namespace licet::time
