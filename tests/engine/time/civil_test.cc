#include <engine/time/civil.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/engine/time/zone_file.h>

namespace licet::time {
namespace {

TEST(Civil, ADayExistsInTheYears1To9999Only) {
  for (const Date date : {Date{1, 1, 1}, Date{9999, 12, 31}, Date{2024, 2, 29}, Date{2000, 2, 29}, Date{2026, 4, 30}}) {
    EXPECT_TRUE(exists(date)) << format_date(date);
  }
  for (const Date date :
       {Date{0, 12, 31}, Date{10000, 1, 1}, Date{-5, 1, 1}, Date{2025, 2, 29}, Date{1900, 2, 29}, Date{2026, 4, 31},
        Date{2026, 0, 1}, Date{2026, 13, 1}, Date{2026, 1, 0}, Date{2026, 1, 32}, Date{2026, 255, 255}}) {
    EXPECT_FALSE(exists(date)) << date.year << ' ' << int{date.month} << ' ' << int{date.day};
  }
}

TEST(Civil, DatesAreReadExactly) {
  EXPECT_EQ(parse_date("2026-04-01"), (Date{2026, 4, 1}));
  EXPECT_EQ(parse_date("0001-01-01"), (Date{1, 1, 1}));
  EXPECT_EQ(parse_date("9999-12-31"), (Date{9999, 12, 31}));
  for (const char* text : {"", "2026-04", "2026-04-1", "2026-4-01", "26-04-01", "2026-04-01 ", " 2026-04-01",
                           "2026-02-29", "2026-13-01", "2026-00-01", "0000-01-01", "10000-01-01", "+2026-04-01",
                           "2026/04/01", "20260401", "2026-04-01T00:00:00Z", "2026-O4-01", "２026-04-01"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(Civil, DaysAreCountedAcrossMonthsAndLeapDays) {
  EXPECT_EQ(plus_days(day("2024-02-28"), 1), (Date{2024, 2, 29}));
  EXPECT_EQ(plus_days(day("2025-02-28"), 1), (Date{2025, 3, 1}));
  EXPECT_EQ(plus_days(day("2026-01-01"), -1), (Date{2025, 12, 31}));
  EXPECT_EQ(plus_days(day("1970-01-01"), 2'932'896), (Date{9999, 12, 31}));
  EXPECT_EQ(plus_days(day("9999-12-31"), 1), (Date{10000, 1, 1}));
  EXPECT_EQ(plus_days(day("0001-01-01"), -1), (Date{0, 12, 31}));
  EXPECT_GT(plus_days(day("2026-01-01"), std::numeric_limits<std::int64_t>::max()).year, 1'000'000'000);
  EXPECT_LT(plus_days(day("2026-01-01"), std::numeric_limits<std::int64_t>::min()).year, -1'000'000'000);
}

struct Rfc3339Case {
  const char* text;
  std::int64_t micros;
  const char* formatted;
};

TEST(Civil, Rfc3339TimesAreReadAndWritten) {
  const std::vector<Rfc3339Case> cases{
      {"1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"},
      {"2026-04-01T14:30:05Z", 1'775'053'805'000'000, "2026-04-01T14:30:05Z"},
      {"2026-04-01t14:30:05z", 1'775'053'805'000'000, "2026-04-01T14:30:05Z"},
      {"2026-04-01T16:30:05+02:00", 1'775'053'805'000'000, "2026-04-01T14:30:05Z"},
      {"2026-04-01T09:00:05-05:30", 1'775'053'805'000'000, "2026-04-01T14:30:05Z"},
      {"2026-04-01T14:30:05-00:00", 1'775'053'805'000'000, "2026-04-01T14:30:05Z"},
      {"2026-04-01T14:30:05+00:00", 1'775'053'805'000'000, "2026-04-01T14:30:05Z"},
      {"2026-04-02T14:29:05+23:59", 1'775'053'805'000'000, "2026-04-01T14:30:05Z"},
      {"2026-04-01T14:30:05.5Z", 1'775'053'805'500'000, "2026-04-01T14:30:05.5Z"},
      {"2026-04-01T14:30:05.120Z", 1'775'053'805'120'000, "2026-04-01T14:30:05.12Z"},
      {"2026-04-01T14:30:05.000001Z", 1'775'053'805'000'001, "2026-04-01T14:30:05.000001Z"},
      {"2026-04-01T14:30:05.000000Z", 1'775'053'805'000'000, "2026-04-01T14:30:05Z"},
      {"1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"},
      {"1969-12-31T23:59:58.5Z", -1'500'000, "1969-12-31T23:59:58.5Z"},
      {"0001-01-01T00:00:00Z", -62'135'596'800'000'000, "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999Z", 253'402'300'799'999'999, "9999-12-31T23:59:59.999999Z"},
      {"9999-12-31T23:59:59+01:00", 253'402'297'199'000'000, "9999-12-31T22:59:59Z"},
      {"2024-02-29T00:00:00Z", 1'709'164'800'000'000, "2024-02-29T00:00:00Z"},
  };
  for (const Rfc3339Case& each : cases) {
    const auto instant = parse_rfc3339(each.text);
    ASSERT_TRUE(instant.has_value()) << each.text;
    EXPECT_EQ(instant->micros, each.micros) << each.text;
    EXPECT_EQ(format_rfc3339(*instant), each.formatted);
  }
}

TEST(Civil, WhatIsNoRfc3339TimeIsRefused) {
  for (const char* text : {"",
                           "2026-04-01",
                           "2026-04-01T14:30:05",
                           "2026-04-01T14:30Z",
                           "2026-04-01 14:30:05Z",
                           "2026-04-01T24:00:00Z",
                           "2026-04-01T14:60:00Z",
                           "2026-04-01T14:30:60Z",
                           "2016-12-31T23:59:60Z",
                           "2026-04-01T14:30:05.Z",
                           "2026-04-01T14:30:05.1234567Z",
                           "2026-04-01T14:30:05.0000000Z",
                           "2026-04-01T14:30:05,5Z",
                           "2026-04-01T14:30:05+0200",
                           "2026-04-01T14:30:05+02",
                           "2026-04-01T14:30:05+24:00",
                           "2026-04-01T14:30:05+02:60",
                           "2026-04-01T14:30:05 Z",
                           "2026-04-01T14:30:05Z ",
                           " 2026-04-01T14:30:05Z",
                           "2026-04-01T14:30:05ZZ",
                           "2026-02-29T00:00:00Z",
                           "0000-12-31T23:59:59Z",
                           "0000-12-31T23:59:59-01:00",
                           "10000-01-01T00:00:00Z",
                           "0001-01-01T00:00:00+00:01",
                           "9999-12-31T23:59:59-00:01",
                           "2026-04-01T1:30:05Z",
                           "-026-04-01T14:30:05Z",
                           "2026-04-01T14:30:05+2:00",
                           "2026-04-01T-1:30:05Z",
                           "2026-04-01T14:30:05\xE2\x88\x92"
                           "02:00"}) {
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
  }
}

TEST(Civil, EveryCutOffTimeIsRefused) {
  const std::string_view text = "2026-04-01T14:30:05.123456+02:00";
  ASSERT_TRUE(parse_rfc3339(text).has_value());
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_EQ(parse_rfc3339(text.substr(0, length)), std::nullopt) << length;
  }
}

TEST(Civil, RandomInstantsSurviveWritingAndReading) {
  std::mt19937_64 random(3);
  std::uniform_int_distribution<std::int64_t> micros(utc("0001-01-01T00:00:00Z").micros,
                                                     utc("9999-12-31T23:59:59.999999Z").micros);
  for (int i = 0; i < 20'000; ++i) {
    Instant t{micros(random)};
    if (i % 3 == 0) t.micros -= t.micros % 1'000'000;
    if (i % 3 == 1) t.micros -= t.micros % 1'000;
    const std::string text = format_rfc3339(t);
    ASSERT_EQ(parse_rfc3339(text), t) << text;
  }
}

TEST(Civil, WritingWhatLiesOutsideDoesNoHarm) {
  EXPECT_EQ(format_rfc3339(kNever), "294247-01-10T04:00:54.775807Z");
  EXPECT_FALSE(format_rfc3339(kBeforeAll).empty());
}

}  // namespace
}  // namespace licet::time
