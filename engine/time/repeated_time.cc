#include <engine/time/civil.h>
#include <engine/time/repeated_time.h>

namespace licet::time {
namespace {

/// What the local clock is ahead of UTC, in minutes.
std::int64_t minutes_ahead(const LocalTime& local, Instant t) {
  constexpr std::int64_t micros_of_day = 86'400'000'000;
  const std::int64_t since_midnight = ((t.micros % micros_of_day) + micros_of_day) % micros_of_day;
  const std::int64_t days = (t.micros - since_midnight) / micros_of_day;
  const Date utc = plus_days(Date{}, days);
  const std::int64_t day = local.date == utc ? 0 : local.date < utc ? -1 : 1;
  return (std::int64_t{local.seconds} - since_midnight / 1'000'000) / 60 + day * 1440;
}

}  // namespace

std::optional<std::string> offset_of_repeated(Instant t, const Zone& zone) {
  constexpr std::int64_t micros_of_minute = 60'000'000;
  const LocalTime local = zone.local(t);
  const std::int64_t ahead = minutes_ahead(local, t);
  bool twice = zone.instant(local.date, local.seconds).micros + std::int64_t{local.micros} < t.micros;
  if (const auto change = zone.next_transition(t)) {
    const std::int64_t later = minutes_ahead(zone.local(*change), *change);
    twice = twice || change->micros - t.micros <= (ahead - later) * micros_of_minute;
  }
  if (!twice) return std::nullopt;
  const std::int64_t size = ahead < 0 ? -ahead : ahead;
  std::string text = (ahead < 0 ? "-" : "+") + std::to_string(size / 60);
  if (size % 60 != 0) text += (size % 60 < 10 ? ":0" : ":") + std::to_string(size % 60);
  return text;
}

}  // namespace licet::time
