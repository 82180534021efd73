#include <engine/time/zone.h>
#include <gtest/gtest.h>
#include <tests/engine/time/zone_file.h>

namespace licet::time {
namespace {

std::string next(const Zone& zone, std::string_view after) {
  const auto transition = zone.next_transition(utc(after));
  return transition ? shown(*transition) : "none";
}

struct Case {
  const char* zone;
  const char* after;
  const char* next;
};

TEST(Transition, IsTheNextChangeOfTheOffset) {
  const std::vector<Case> cases{
      {"UTC", "2026-01-01T00:00:00Z", "none"},
      {"Europe/Berlin", "2026-01-01T00:00:00Z", "2026-03-29T01:00:00Z"},
      {"Europe/Berlin", "2026-03-29T00:59:59.999999Z", "2026-03-29T01:00:00Z"},
      {"Europe/Berlin", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"},
      {"Europe/Berlin", "2026-03-29T01:00:00.000001Z", "2026-10-25T01:00:00Z"},
      {"Europe/Berlin", "2037-10-25T01:00:00Z", "2038-03-28T01:00:00Z"},
      {"Europe/Berlin", "2437-10-25T01:00:00Z", "2438-03-28T01:00:00Z"},
      {"Europe/Berlin", "2440-01-01T00:00:00Z", "2440-03-25T01:00:00Z"},
      {"Europe/Berlin", "9000-01-01T00:00:00Z", "9000-03-30T01:00:00Z"},
      {"Europe/Berlin", "9999-07-01T00:00:00Z", "9999-10-31T01:00:00Z"},
      {"Europe/Berlin", "9999-10-31T01:00:00Z", "none"},
      {"Europe/Berlin", "0001-01-01T00:00:00Z", "1893-03-31T23:06:32Z"},
      {"Asia/Kolkata", "1950-01-01T00:00:00Z", "none"},
      {"America/Sao_Paulo", "2018-11-04T03:00:00Z", "2019-02-17T02:00:00Z"},
      {"America/Sao_Paulo", "2019-02-17T02:00:00Z", "none"},
      {"Pacific/Apia", "2011-12-01T00:00:00Z", "2011-12-30T10:00:00Z"},
      {"Australia/Lord_Howe", "8999-12-31T00:00:00Z", "9000-04-05T15:00:00Z"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(next(installed(each.zone), each.after), each.next) << each.zone << ' ' << each.after;
  }
}

// From 1968 to 1971 Britain had summer time all year, and on 27 October 1968 called it standard time.
TEST(Transition, AChangeOfNameAloneIsNone) {
  EXPECT_EQ(next(installed("Europe/London"), "1968-02-18T02:00:00Z"), "1971-10-31T02:00:00Z");

  ZoneFile file;
  file.types = {{0, 0, 0}, {0, 1, 0}, {3600, 0, 0}, {3600, 1, 0}};
  file.changes = {{10'000, 1}, {20'000, 2}, {30'000, 3}, {40'000, 0}, {50'000, 1}};
  const auto zone = Zone::from_bytes("Test/Names", to_bytes(file));
  ASSERT_TRUE(zone.has_value());
  EXPECT_EQ((*zone)->next_transition(kBeforeAll), Instant{20'000'000'000});
  EXPECT_EQ((*zone)->next_transition({20'000'000'000}), Instant{40'000'000'000});
  EXPECT_EQ((*zone)->next_transition({40'000'000'000}), std::nullopt);
}

std::int64_t offset_of(const Zone& zone, Instant t) {
  const LocalTime local = zone.local(t);
  const Instant as_utc = installed("UTC").instant(local.date, local.seconds);
  return as_utc.micros + local.micros - t.micros;
}

TEST(Transition, AgreesWithSteppingThroughYears) {
  constexpr std::int64_t kStep = 1800LL * 1'000'000;
  for (const char* name : {"Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Africa/Cairo",
                           "Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Apia", "America/Santiago"}) {
    const Zone& zone = installed(name);
    for (const char* first : {"2010-01-01T00:00:00Z", "2436-01-01T00:00:00Z", "9000-01-01T00:00:00Z"}) {
      Instant t = utc(first);
      const Instant end{t.micros + 3 * 365 * 86'400LL * 1'000'000};
      auto expected = zone.next_transition(t);
      std::int64_t offset = offset_of(zone, t);
      while (t < end) {
        t.micros += kStep;
        const std::int64_t here = offset_of(zone, t);
        ASSERT_EQ(here != offset, expected && *expected <= t) << name << ' ' << shown(t);
        if (here == offset) continue;
        // All these zones change at full or half hours of UTC.
        ASSERT_EQ(*expected, t) << name;
        offset = here;
        expected = zone.next_transition(t);
      }
    }
  }
}

TEST(Transition, EachOfBerlinUpTo9999IsTheLastSundayOfMarchOrOctoberAtOne) {
  const Zone& berlin = installed("Europe/Berlin");
  const Zone& clock = installed("UTC");
  int count = 0;
  for (auto t = berlin.next_transition(utc("1997-01-01T00:00:00Z")); t; t = berlin.next_transition(*t)) {
    const LocalTime local = clock.local(*t);
    ASSERT_EQ(local.date.month, count % 2 == 0 ? 3 : 10);
    ASSERT_GT(local.date.day, 24);
    ASSERT_EQ(local.weekday, 6);
    ASSERT_EQ(local.seconds, 3600U);
    ASSERT_EQ(local.date.year, 1997 + count / 2);
    ++count;
  }
  EXPECT_EQ(count, 2 * (9999 - 1996));
}

}  // namespace
}  // namespace licet::time
