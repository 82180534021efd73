// The rule in the footer of a zone's file, through the zone that follows it.

#include <engine/time/posix_rule.h>
#include <gtest/gtest.h>
#include <tests/engine/time/zone_file.h>

namespace licet::time {
namespace {

struct RuleCase {
  const char* rule;
  const char* utc;
  const char* local;
};

TEST(FooterRule, EveryFormOfRuleIsFollowed) {
  const std::vector<RuleCase> cases{
      {"UTC0", "2026-07-01T00:00:00Z", "2026-07-01T00:00:00"},
      {"<+0530>-5:30", "2026-07-01T00:00:00Z", "2026-07-01T05:30:00"},
      {"<-03>3", "2026-07-01T00:00:00Z", "2026-06-30T21:00:00"},
      {"LMT-0:53:28", "2026-07-01T00:00:00Z", "2026-07-01T00:53:28"},
      {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59"},
      {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00"},
      {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00"},
      // Before all records, and far before the year 1 of the cycle that is written out.
      {"CET-1CEST,M3.5.0,M10.5.0/3", "0001-07-01T00:00:00Z", "0001-07-01T02:00:00"},
      // The southern hemisphere: summer over the turn of the year.
      {"NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-01-01T00:00:00Z", "2026-01-01T13:00:00"},
      {"NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-07-01T00:00:00Z", "2026-07-01T12:00:00"},
      // Half an hour.
      {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-01T00:00:00Z", "2026-01-01T11:00:00"},
      // Times before midnight and after the end of the day, as in Greenland and Israel.
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", "2026-03-28T22:59:59"},
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", "2026-03-29T00:00:00"},
      {"IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", "2026-03-27T03:00:00"},
      {"IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", "2026-03-27T01:59:59"},
      // Days counted without and with the leap day: J60 is always 1 March, 59 is 29 February of a leap year.
      {"AAA0BBB,J60/0,J300/0", "2024-02-29T23:59:59Z", "2024-02-29T23:59:59"},
      {"AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z", "2024-03-01T01:00:00"},
      {"AAA0BBB,J60/0,J300/0", "2025-03-01T00:00:00Z", "2025-03-01T01:00:00"},
      {"AAA0BBB,59/0,300/0", "2024-02-29T00:00:00Z", "2024-02-29T01:00:00"},
      {"AAA0BBB,59/0,300/0", "2025-02-28T23:59:59Z", "2025-02-28T23:59:59"},
      {"AAA0BBB,59/0,300/0", "2025-03-01T00:00:00Z", "2025-03-01T01:00:00"},
      // Summer time that is behind, as Ireland has it.
      {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00"},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", "2026-07-01T01:00:00"},
      // Summer time all year (RFC 8536 section 3.3.1).
      {"EST5EDT4,0/0,J365/25", "2026-01-01T04:00:00Z", "2026-01-01T00:00:00"},
      {"EST5EDT4,0/0,J365/25", "2024-12-31T12:00:00Z", "2024-12-31T08:00:00"},
      // Both offsets alike.
      {"AAA-1BBB-1,M3.5.0,M10.5.0", "2026-07-01T00:00:00Z", "2026-07-01T01:00:00"},
  };
  for (const RuleCase& each : cases) {
    const auto zone = zone_by_rule(each.rule);
    ASSERT_NE(zone, nullptr) << each.rule;
    EXPECT_EQ(wall_clock(*zone, utc(each.utc)), each.local) << each.rule << ' ' << each.utc;
  }
}

TEST(FooterRule, ARuleWhoseClockNeverChangesHasNoTransitions) {
  for (const char* rule : {"UTC0", "EST5EDT4,0/0,J365/25", "AAA-1BBB-1,M3.5.0,M10.5.0"}) {
    EXPECT_EQ(zone_by_rule(rule)->next_transition(kBeforeAll), std::nullopt) << rule;
  }
}

TEST(FooterRule, WhatIsNoRuleIsRefused) {
  for (const char* rule : {"",
                           "CET",
                           "CE-1",
                           "CET-1CEST",
                           "CET-25",
                           "CET-1:60",
                           "CET-1CEST,M3.5.0",
                           "CET-1CEST,M3.5.0,",
                           "<CET-1",
                           "CET-1CEST,M13.5.0,M10.5.0",
                           "CET-1CEST,M3.6.0,M10.5.0",
                           "CET-1CEST,M3.5.7,M10.5.0",
                           "CET-1CEST,M3.5,M10.5.0",
                           "CET-1CEST,M0.5.0,M10.5.0",
                           "CET-1CEST,M3.0.0,M10.5.0",
                           "CET-1CEST,J0,J100",
                           "CET-1CEST,J366,J100",
                           "CET-1CEST,366,100",
                           "CET-1CEST,M3.5.0/168,M10.5.0",
                           "CET-1CEST,M3.5.0/2:60,M10.5.0",
                           "CET-1CEST,M3.5.0,M10.5.0x",
                           "CET-1CEST,M3.5.0,M10.5.0 ",
                           "CET--1",
                           "<>-1",
                           "<C T>-1",
                           "CET-1CEST-1000,M3.5.0,M10.5.0",
                           ":Europe/Berlin",
                           "CET-99999999999999999999"}) {
    EXPECT_EQ(parse_posix_rule(rule).has_value(), false) << rule;
  }
}

// Files that name their last changes only up to the beginning of the rule, which may then be of another kind.
TEST(FooterRule, GoesOnAfterTheLastRecordedChangeWhateverThatWas) {
  ZoneFile file;
  file.types = {{-10'800, 0, 0}, {-7200, 0, 0}};
  file.changes = {{1'679'792'400, 1}};  // 2023-03-26T01:00:00Z
  file.footer = "\n<-02>2<-01>,M3.5.0/-1,M10.5.0/0\n";
  const auto zone = Zone::from_bytes("Test/Greenland", to_bytes(file));
  ASSERT_TRUE(zone.has_value());
  EXPECT_EQ(wall_clock(**zone, utc("2023-01-01T00:00:00Z")), "2022-12-31T21:00:00");
  EXPECT_EQ((*zone)->next_transition(utc("2023-04-01T00:00:00Z")), utc("2024-03-31T01:00:00Z"));
  EXPECT_EQ(wall_clock(**zone, utc("2024-07-01T00:00:00Z")), "2024-06-30T23:00:00");
  EXPECT_EQ(wall_clock(**zone, utc("7024-07-01T00:00:00Z")), "7024-06-30T23:00:00");
}

TEST(FooterRule, RepeatsEvery400YearsToTheSecond) {
  constexpr std::int64_t kCycle = 146'097LL * 86'400 * 1'000'000;
  for (const char* name : {"Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe"}) {
    const Zone& zone = installed(name);
    Instant t = utc("2101-01-01T00:00:00Z");
    for (int i = 0; i < 800; ++i) {
      const Instant next = zone.next_transition(t).value_or(kNever);
      for (const std::int64_t cycles : {1, 2, 7, 18}) {
        ASSERT_EQ(zone.next_transition({t.micros + cycles * kCycle}), Instant{next.micros + cycles * kCycle}) << name;
        for (const std::int64_t aside : {-1, 0, 1}) {
          const LocalTime here = zone.local({next.micros + aside});
          const LocalTime later = zone.local({next.micros + cycles * kCycle + aside});
          ASSERT_EQ(later.date.year, here.date.year + 400 * cycles);
          ASSERT_EQ(later.date.day, here.date.day);
          ASSERT_EQ(later.seconds, here.seconds);
          ASSERT_EQ(later.weekday, here.weekday);
        }
      }
      t = next;
    }
  }
}

}  // namespace
}  // namespace licet::time
