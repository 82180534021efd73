#include <algorithm>
#include <engine/time/civil_days.h>
#include <engine/time/offset_table.h>

namespace licet::time {

namespace {

/// Before all years that an Instant can hold.
constexpr std::int64_t kEarliestYear = -292'300;

/// Instants end within this many seconds before and after 1970.
constexpr std::int64_t kFurthestSecond = 9'300'000'000'000;

void append(OffsetTable& table, OffsetChange change) {
  const std::int32_t before = table.changes.empty() ? table.initial_offset : table.changes.back().offset;
  if (change.offset != before) table.changes.push_back(change);
}

std::int64_t year_of(std::int64_t second) {
  return (cctz::civil_day(1970, 1, 1) + floor_divide(second, kSecondsPerDay)).year();
}

/// The changes by rule of some years, ascending; of two at one instant only the one that lasts.
std::vector<OffsetChange> changes_by_rule(const PosixRule& rule, std::int64_t first_year, std::int64_t last_year) {
  std::vector<OffsetChange> changes;
  for (std::int64_t year = first_year; year <= last_year; ++year) {
    const SummerOfYear summer = summer_of_year(rule.standard_offset, *rule.summer, year);
    changes.push_back({summer.end, rule.standard_offset});
    changes.push_back({summer.begin, rule.summer->offset});
  }
  // Where a summer ends as the next begins it goes on: the end, which may be of an earlier year, has to come first.
  std::sort(changes.begin(), changes.end(), [&rule](const OffsetChange& a, const OffsetChange& b) {
    if (a.at != b.at) return a.at < b.at;
    return a.offset == rule.standard_offset && b.offset != rule.standard_offset;
  });
  std::vector<OffsetChange> lasting;
  for (const OffsetChange& change : changes) {
    if (!lasting.empty() && lasting.back().at == change.at) lasting.pop_back();
    lasting.push_back(change);
  }
  return lasting;
}

}  // namespace

OffsetTable write_out(const CompiledZone& zone) {
  OffsetTable table;
  table.initial_offset = zone.initial_offset;
  std::optional<std::int64_t> last;
  for (const OffsetChange& change : zone.changes) {
    if (change.at > kFurthestSecond) break;
    if (change.at < -kFurthestSecond) {
      table.initial_offset = change.offset;
      continue;
    }
    append(table, change);
    last = change.at;
  }
  const bool rule_begins_later = !zone.changes.empty() && zone.changes.back().at > kFurthestSecond;
  if (!zone.rule || rule_begins_later) return table;
  if (!zone.rule->summer) {
    if (!last) table.initial_offset = zone.rule->standard_offset;
    return table;
  }

  const std::int64_t last_year = last ? year_of(*last) : kEarliestYear;
  const std::int64_t cycle_year = last_year + 2;
  for (const OffsetChange& change : changes_by_rule(*zone.rule, last_year - 1, cycle_year + kYearsPerCycle + 1)) {
    if (!last || change.at > *last) append(table, change);
  }
  table.cycle_year = cycle_year;
  return table;
}

}  // namespace licet::time
