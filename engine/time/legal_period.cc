#include <engine/time/civil_days.h>
#include <engine/time/legal_period.h>

namespace licet::time {

namespace {

/// Days from any instant that an Instant can hold to beyond the year 9999; months and years for still longer.
constexpr std::int64_t kBeyondAll = 200'000'000;

bool is_exact(PeriodUnit unit) { return unit == PeriodUnit::kMinutes || unit == PeriodUnit::kHours; }

Instant plus_exactly(Instant x, Period period, const Zone& zone) {
  const std::int64_t unit = (period.unit == PeriodUnit::kHours ? 3600 : 60) * kMicrosPerSecond;
  if (x > kLastInstant) return kNever;
  const std::uint64_t room = static_cast<std::uint64_t>(kLastInstant.micros) - static_cast<std::uint64_t>(x.micros);
  if (static_cast<std::uint64_t>(period.amount) > room / static_cast<std::uint64_t>(unit)) return kNever;
  // The room can exceed what a signed number holds, so that amount times unit may too: added without a sign, the
  // sum is right again.
  const std::uint64_t length = static_cast<std::uint64_t>(period.amount) * static_cast<std::uint64_t>(unit);
  const Instant end{static_cast<std::int64_t>(static_cast<std::uint64_t>(x.micros) + length)};
  return zone.local(end).date.year > kLastYear ? kNever : end;
}

enum class MissingDay : std::uint8_t { kLastOfMonth, kFirstOfNext };

/// The local date of `x` plus a period of days to years of at most kBeyondAll units.
cctz::civil_day plus_calendar(Instant x, Period period, const Zone& zone, MissingDay missing) {
  const Date date = zone.local(x).date;
  const cctz::civil_day day = to_civil_day(date);
  if (period.unit == PeriodUnit::kDays) return day + period.amount;
  if (period.unit == PeriodUnit::kWeeks) return day + 7 * period.amount;
  const std::int64_t months = period.unit == PeriodUnit::kYears ? 12 * period.amount : period.amount;
  const cctz::civil_month month = cctz::civil_month(day) + months;
  const cctz::civil_day last = cctz::civil_day(month + 1) - 1;
  if (date.day <= last.day()) return cctz::civil_day(month.year(), month.month(), date.day);
  return missing == MissingDay::kLastOfMonth ? last : last + 1;
}

Instant start_of(cctz::civil_day day, const Zone& zone) {
  return day.year() > kLastYear ? kNever : zone.start_of_day(to_date(day));
}

}  // namespace

Instant end_of_period(Instant x, Period period, const Zone& zone) {
  if (x == kNever || x == kBeforeAll) return x;
  if (is_exact(period.unit)) return plus_exactly(x, period, zone);
  if (period.amount > kBeyondAll) return kNever;
  return start_of(plus_calendar(x, period, zone, MissingDay::kLastOfMonth) + 1, zone);
}

Instant reached(Instant x, Period period, const Zone& zone) {
  if (x == kNever || x == kBeforeAll) return x;
  if (is_exact(period.unit)) return plus_exactly(x, period, zone);
  if (period.amount > kBeyondAll) return kNever;
  return start_of(plus_calendar(x, period, zone, MissingDay::kFirstOfNext), zone);
}

Instant end_of_year_day(Instant x, const Zone& zone) {
  if (x == kNever || x == kBeforeAll) return x;
  return start_of(cctz::civil_day(zone.local(x).date.year, 12, 31), zone);
}

Instant next_day(Instant x, const Zone& zone) {
  if (x == kNever || x == kBeforeAll) return x;
  const LocalTime local = zone.local(x);
  const Instant start = start_of(to_civil_day(local.date) + 1, zone);
  if (start > x) return start;
  // A clock was set back across midnight and the new day has begun once already; it begins again.
  const std::int64_t passed = local.seconds * kMicrosPerSecond + local.micros;
  return {x.micros + kSecondsPerDay * kMicrosPerSecond - passed};
}

}  // namespace licet::time
