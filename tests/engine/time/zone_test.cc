#include <engine/time/zone.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/engine/time/zone_file.h>

namespace licet::time {
namespace {

struct LocalCase {
  const char* zone;
  const char* utc;
  const char* local;
};

TEST(Zone, ShowsTheClockOnTheWall) {
  const std::vector<LocalCase> cases{
      {"UTC", "2026-04-01T12:00:00Z", "2026-04-01T12:00:00"},
      {"Europe/Berlin", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00"},
      {"Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59"},
      {"Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00"},
      {"Europe/Berlin", "2026-10-25T00:59:59Z", "2026-10-25T02:59:59"},
      {"Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00"},
      {"Europe/Berlin", "1945-06-01T00:00:00Z", "1945-06-01T03:00:00"},
      {"Europe/Berlin", "1800-01-01T00:00:00Z", "1800-01-01T00:53:28"},
      {"Europe/Berlin", "2045-07-01T12:00:00Z", "2045-07-01T14:00:00"},
      {"Europe/Berlin", "2500-07-01T12:00:00Z", "2500-07-01T14:00:00"},
      {"Europe/Berlin", "9998-07-01T12:00:00Z", "9998-07-01T14:00:00"},
      {"Europe/Berlin", "9998-01-01T12:00:00Z", "9998-01-01T13:00:00"},
      {"Europe/Berlin", "9999-12-31T23:30:00Z", "10000-01-01T00:30:00"},
      {"America/New_York", "2026-03-08T06:59:59Z", "2026-03-08T01:59:59"},
      {"America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T03:00:00"},
      {"America/New_York", "9999-07-01T12:00:00Z", "9999-07-01T08:00:00"},
      {"America/New_York", "0001-01-01T12:00:00Z", "0001-01-01T07:03:58"},
      {"America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-03T23:59:59"},
      {"America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04T01:00:00"},
      {"Asia/Beirut", "2022-03-26T22:00:00Z", "2022-03-27T01:00:00"},
      {"Africa/Cairo", "2023-04-27T21:59:59Z", "2023-04-27T23:59:59"},
      {"Africa/Cairo", "2023-04-27T22:00:00Z", "2023-04-28T01:00:00"},
      {"America/Santiago", "2022-09-11T04:00:00Z", "2022-09-11T01:00:00"},
      {"Asia/Kolkata", "2026-04-01T18:30:00Z", "2026-04-02T00:00:00"},
      {"Pacific/Auckland", "2026-01-01T11:00:00Z", "2026-01-02T00:00:00"},
      {"Pacific/Auckland", "2026-07-01T12:00:00Z", "2026-07-02T00:00:00"},
      {"Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05T01:30:00"},
      {"Australia/Lord_Howe", "2026-04-04T14:59:59Z", "2026-04-05T01:59:59"},
      {"Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T23:59:59"},
      {"Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31T00:00:00"},
  };
  for (const LocalCase& each : cases) {
    EXPECT_EQ(wall_clock(installed(each.zone), utc(each.utc)), each.local) << each.zone << ' ' << each.utc;
  }
}

TEST(Zone, MicrosecondsAreCountedFromTheSecondBeforeAlsoBefore1970) {
  const LocalTime local = installed("UTC").local({-1});
  EXPECT_EQ(local.date, (Date{1969, 12, 31}));
  EXPECT_EQ(local.seconds, 86'399U);
  EXPECT_EQ(local.micros, 999'999U);
}

TEST(Zone, WeekdaysBeginWithMonday) {
  const Zone& berlin = installed("Europe/Berlin");
  EXPECT_EQ(berlin.local(utc("2026-04-06T12:00:00Z")).weekday, 0);
  EXPECT_EQ(berlin.local(utc("2026-04-05T21:59:59Z")).weekday, 6);
  EXPECT_EQ(berlin.local(utc("2026-04-05T22:00:00Z")).weekday, 0);
  EXPECT_EQ(berlin.local(utc("1969-12-31T12:00:00Z")).weekday, 2);
  EXPECT_EQ(berlin.local(utc("9998-12-31T12:00:00Z")).weekday, 3);
}

struct InstantCase {
  const char* zone;
  const char* date;
  std::uint32_t hours;
  std::uint32_t minutes;
  const char* utc;
};

TEST(Zone, ASkippedTimeMovesForwardByTheGapAndOfARepeatedOneTheFirstIsMeant) {
  const std::vector<InstantCase> cases{
      {"Europe/Berlin", "2026-03-29", 1, 59, "2026-03-29T00:59:00Z"},
      {"Europe/Berlin", "2026-03-29", 2, 0, "2026-03-29T01:00:00Z"},
      {"Europe/Berlin", "2026-03-29", 2, 30, "2026-03-29T01:30:00Z"},
      {"Europe/Berlin", "2026-03-29", 3, 0, "2026-03-29T01:00:00Z"},
      {"Europe/Berlin", "2026-10-25", 1, 59, "2026-10-24T23:59:00Z"},
      {"Europe/Berlin", "2026-10-25", 2, 0, "2026-10-25T00:00:00Z"},
      {"Europe/Berlin", "2026-10-25", 2, 59, "2026-10-25T00:59:00Z"},
      {"Europe/Berlin", "2026-10-25", 3, 0, "2026-10-25T02:00:00Z"},
      {"Europe/Berlin", "2500-03-28", 2, 30, "2500-03-28T01:30:00Z"},
      {"Europe/Berlin", "9998-03-29", 2, 30, "9998-03-29T01:30:00Z"},
      {"Europe/Berlin", "9999-07-01", 0, 0, "9999-06-30T22:00:00Z"},
      {"Europe/Berlin", "0001-01-02", 0, 53, "0001-01-01T23:59:32Z"},
      {"Australia/Lord_Howe", "2026-10-04", 2, 15, "2026-10-03T15:45:00Z"},
      {"Australia/Lord_Howe", "2026-04-05", 1, 45, "2026-04-04T14:45:00Z"},
      {"America/New_York", "2026-03-08", 2, 30, "2026-03-08T07:30:00Z"},
      {"America/New_York", "2026-11-01", 1, 30, "2026-11-01T05:30:00Z"},
      {"Pacific/Apia", "2011-12-30", 12, 0, "2011-12-30T22:00:00Z"},
  };
  for (const InstantCase& each : cases) {
    const Instant instant = installed(each.zone).instant(day(each.date), each.hours * 3600 + each.minutes * 60);
    EXPECT_EQ(shown(instant), each.utc) << each.zone << ' ' << each.date << ' ' << each.hours << ':' << each.minutes;
  }
}

struct DayCase {
  const char* zone;
  const char* date;
  const char* utc;
};

TEST(Zone, ADayStartsWithItsFirstInstant) {
  const std::vector<DayCase> cases{
      {"UTC", "2026-04-01", "2026-04-01T00:00:00Z"},
      {"Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"},
      {"Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z"},
      {"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"},
      {"America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"},  // 23:00 to 24:00 of the day before came twice
      {"Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"},
      {"Africa/Cairo", "2023-04-28", "2023-04-27T22:00:00Z"},
      {"America/Santiago", "2022-09-11", "2022-09-11T04:00:00Z"},
      {"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z"},
      {"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},  // skipped whole
      {"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
      {"America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"},    // 23:30 became 00:30
      {"America/Goose_Bay", "2010-11-07", "2010-11-07T03:00:00Z"},  // 00:01 became 23:01; the first midnight
      {"Europe/Berlin", "9999-12-31", "9999-12-30T23:00:00Z"},
  };
  for (const DayCase& each : cases) {
    EXPECT_EQ(shown(installed(each.zone).start_of_day(day(each.date))), each.utc) << each.zone << ' ' << each.date;
  }
}

TEST(Zone, DaysAfterTheYear9999NeverStart) {
  EXPECT_EQ(installed("Europe/Berlin").start_of_day({10000, 1, 1}), kNever);
  EXPECT_EQ(installed("UTC").start_of_day({2'000'000'000, 1, 1}), kNever);
}

TEST(Zone, ExtremeInstantsAndDatesDoNoHarm) {
  for (const char* name : {"UTC", "Europe/Berlin", "America/New_York", "Africa/Casablanca"}) {
    const Zone& zone = installed(name);
    for (const Instant t : {kBeforeAll, Instant{kBeforeAll.micros + 1}, Instant{kNever.micros - 1}, kNever}) {
      EXPECT_TRUE(zone.local(t).date.year < -290'000 || zone.local(t).date.year > 290'000);
    }
    EXPECT_EQ(zone.instant({std::numeric_limits<std::int32_t>::max(), 12, 31}, 86'399), kNever);
    EXPECT_EQ(zone.instant({std::numeric_limits<std::int32_t>::min(), 1, 1}, 0), kBeforeAll);
    EXPECT_EQ(zone.start_of_day({std::numeric_limits<std::int32_t>::min(), 1, 1}), kBeforeAll);
    EXPECT_EQ(zone.next_transition(kNever), std::nullopt);
    EXPECT_EQ(zone.next_transition({kNever.micros - 1}), std::nullopt);
  }
  EXPECT_EQ(shown(*installed("Europe/Berlin").next_transition(kBeforeAll)), "1893-03-31T23:06:32Z");
}

constexpr std::string_view kZones[] = {"UTC",           "Europe/Berlin",       "America/New_York", "America/Sao_Paulo",
                                       "Asia/Beirut",   "Africa/Cairo",        "America/Santiago", "Asia/Kolkata",
                                       "Pacific/Apia",  "Australia/Lord_Howe", "Europe/Dublin",    "Pacific/Auckland",
                                       "Asia/Kathmandu"};

TEST(Zone, LocalTimesAndInstantsAreInverseOutsideGapsAndRepetitions) {
  std::mt19937_64 random(4);
  std::uniform_int_distribution<std::int64_t> of_all_years(utc("0001-01-03T00:00:00Z").micros,
                                                           utc("9999-12-30T00:00:00Z").micros);
  std::uniform_int_distribution<std::int64_t> of_our_years(utc("1900-01-01T00:00:00Z").micros,
                                                           utc("2100-01-01T00:00:00Z").micros);
  for (const std::string_view name : kZones) {
    const Zone& zone = installed(name);
    int repeated = 0;
    for (int i = 0; i < 4000; ++i) {
      const Instant t{i % 2 == 0 ? of_all_years(random) : of_our_years(random)};
      const LocalTime local = zone.local(t);
      ASSERT_EQ(exists(local.date), true);
      ASSERT_LT(local.seconds, 86'400U);
      ASSERT_LT(local.micros, 1'000'000U);
      const Instant back{zone.instant(local.date, local.seconds).micros + local.micros};
      if (back == t) continue;
      // The other showing of the same clock time, earlier by what the clock was set back.
      ++repeated;
      ASSERT_LT(back, t) << name << ' ' << shown(t);
      ASSERT_LE(t.micros - back.micros, 86'400'000'000) << name << ' ' << shown(t);
      ASSERT_EQ(wall_clock(zone, back), wall_clock(zone, t));
      const auto change = zone.next_transition(back);
      ASSERT_TRUE(change && *change <= t) << name << ' ' << shown(t);
    }
    EXPECT_LT(repeated, 20) << name;
  }
}

TEST(Zone, StartsOfDaysAscendAndShowTheirDay) {
  for (const std::string_view name : kZones) {
    const Zone& zone = installed(name);
    for (const char* first : {"1965-01-01", "2005-01-01", "2430-01-01", "9990-01-01"}) {
      Date date = day(first);
      Instant before = zone.start_of_day(plus_days(date, -1));
      for (int i = 0; i < 3600; ++i, date = plus_days(date, 1)) {
        const Instant start = zone.start_of_day(date);
        const bool is_skipped_whole = start == zone.start_of_day(plus_days(date, 1));
        ASSERT_EQ(zone.local(start).date, is_skipped_whole ? plus_days(date, 1) : date) << name;
        ASSERT_LT(zone.local({start.micros - 1}).date, date) << name << ' ' << format_date(date);
        ASSERT_LE(before, start);
        before = start;
      }
    }
  }
}

}  // namespace
}  // namespace licet::time
