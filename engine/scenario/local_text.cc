#include <engine/scenario/local_text.h>
#include <engine/time/civil.h>
#include <engine/time/repeated_time.h>
#include <fmt/core.h>

namespace licet::scenario {

std::string local_time_text(Instant t, const time::Zone& zone) {
  if (t == kNever) return "never";
  const time::LocalTime local = zone.local(t);
  std::string text =
      fmt::format("{} {:02}:{:02}", time::format_date(local.date), local.seconds / 3600, local.seconds / 60 % 60);
  if (local.seconds % 60 != 0 || local.micros != 0) text += fmt::format(":{:02}", local.seconds % 60);
  if (local.micros != 0) {
    std::string fraction = fmt::format(".{:06}", local.micros);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    text += fraction;
  }
  if (const auto offset = time::offset_of_repeated(t, zone)) text += fmt::format(" (UTC{})", *offset);
  return text;
}

std::string local_text(Instant t, const time::Zone& zone) {
  if (t == kNever) return "never";
  const Date date = zone.local(t).date;
  return zone.start_of_day(date) == t ? time::format_date(date) : local_time_text(t, zone);
}

}  // namespace licet::scenario
