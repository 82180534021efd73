#include <engine/time/legal_period.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/engine/time/zone_file.h>

namespace licet::time {
namespace {

using Unit = PeriodUnit;

struct Case {
  const char* zone;
  const char* x;
  Period period;
  const char* end;
  const char* reached;
};

TEST(LegalPeriod, EndsWithItsLastDayAndIsReachedAtTheStartOfADay) {
  const std::vector<Case> cases{
      // The day of x is not counted.
      {"UTC", "2026-04-01T14:30:00Z", {1, Unit::kDays}, "2026-04-03T00:00:00Z", "2026-04-02T00:00:00Z"},
      {"UTC", "2026-04-01T00:00:00Z", {14, Unit::kDays}, "2026-04-16T00:00:00Z", "2026-04-15T00:00:00Z"},
      {"UTC", "2026-04-01T23:59:59.999999Z", {2, Unit::kWeeks}, "2026-04-16T00:00:00Z", "2026-04-15T00:00:00Z"},
      {"UTC", "2026-04-15T12:00:00Z", {1, Unit::kMonths}, "2026-05-16T00:00:00Z", "2026-05-15T00:00:00Z"},
      {"UTC", "2026-12-31T12:00:00Z", {1, Unit::kYears}, "2028-01-01T00:00:00Z", "2027-12-31T00:00:00Z"},
      // Ends of months.
      {"UTC", "2026-01-31T12:00:00Z", {1, Unit::kMonths}, "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"},
      {"UTC", "2024-01-31T12:00:00Z", {1, Unit::kMonths}, "2024-03-01T00:00:00Z", "2024-03-01T00:00:00Z"},
      {"UTC", "2024-01-30T12:00:00Z", {1, Unit::kMonths}, "2024-03-01T00:00:00Z", "2024-03-01T00:00:00Z"},
      {"UTC", "2024-01-29T12:00:00Z", {1, Unit::kMonths}, "2024-03-01T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"UTC", "2026-02-28T12:00:00Z", {1, Unit::kMonths}, "2026-03-29T00:00:00Z", "2026-03-28T00:00:00Z"},
      {"UTC", "2026-08-31T12:00:00Z", {13, Unit::kMonths}, "2027-10-01T00:00:00Z", "2027-10-01T00:00:00Z"},
      {"UTC", "2026-10-31T12:00:00Z", {4, Unit::kMonths}, "2027-03-01T00:00:00Z", "2027-03-01T00:00:00Z"},
      // 29 February: a period of years ends with 28 February, an age is reached on 1 March.
      {"UTC", "2008-02-29T00:00:00Z", {18, Unit::kYears}, "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"},
      {"UTC", "2008-02-29T00:00:00Z", {16, Unit::kYears}, "2024-03-01T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"UTC", "2023-02-28T00:00:00Z", {1, Unit::kYears}, "2024-02-29T00:00:00Z", "2024-02-28T00:00:00Z"},
      {"UTC", "2096-02-29T00:00:00Z", {4, Unit::kYears}, "2100-03-01T00:00:00Z", "2100-03-01T00:00:00Z"},
      // The local date counts.
      {"Europe/Berlin", "2026-03-31T22:00:00Z", {1, Unit::kMonths}, "2026-05-01T22:00:00Z", "2026-04-30T22:00:00Z"},
      {"Europe/Berlin", "2026-03-31T21:59:59Z", {1, Unit::kMonths}, "2026-04-30T22:00:00Z", "2026-04-30T22:00:00Z"},
      {"America/New_York", "2026-01-01T04:59:59Z", {1, Unit::kYears}, "2027-01-01T05:00:00Z", "2026-12-31T05:00:00Z"},
      // Across both changes of the clock: days by the calendar, hours exactly.
      {"Europe/Berlin", "2026-03-28T11:00:00Z", {1, Unit::kDays}, "2026-03-29T22:00:00Z", "2026-03-28T23:00:00Z"},
      {"Europe/Berlin", "2026-03-28T11:00:00Z", {24, Unit::kHours}, "2026-03-29T11:00:00Z", "2026-03-29T11:00:00Z"},
      {"Europe/Berlin", "2026-10-24T10:00:00Z", {1, Unit::kDays}, "2026-10-25T23:00:00Z", "2026-10-24T22:00:00Z"},
      {"Europe/Berlin", "2026-10-25T00:30:00Z", {90, Unit::kMinutes}, "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"},
      {"Europe/Berlin",
       "2026-01-01T00:00:00.000001Z",
       {1, Unit::kMinutes},
       "2026-01-01T00:01:00.000001Z",
       "2026-01-01T00:01:00.000001Z"},
      // Midnight does not exist.
      {"America/Sao_Paulo", "2018-11-02T12:00:00Z", {1, Unit::kDays}, "2018-11-04T03:00:00Z", "2018-11-03T03:00:00Z"},
      {"America/Sao_Paulo", "2018-11-03T12:00:00Z", {1, Unit::kDays}, "2018-11-05T02:00:00Z", "2018-11-04T03:00:00Z"},
      {"Africa/Cairo", "2023-03-28T12:00:00Z", {1, Unit::kMonths}, "2023-04-28T21:00:00Z", "2023-04-27T22:00:00Z"},
      {"Asia/Beirut", "2021-03-27T12:00:00Z", {1, Unit::kYears}, "2022-03-27T21:00:00Z", "2022-03-26T22:00:00Z"},
      // A day does not exist.
      {"Pacific/Apia", "2011-12-29T12:00:00Z", {1, Unit::kDays}, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
      {"Pacific/Apia", "2011-11-30T12:00:00Z", {1, Unit::kMonths}, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
      // Far years.
      {"Europe/Berlin", "2026-07-01T12:00:00Z", {19, Unit::kYears}, "2045-07-01T22:00:00Z", "2045-06-30T22:00:00Z"},
      {"Europe/Berlin", "2026-07-01T12:00:00Z", {474, Unit::kYears}, "2500-07-01T22:00:00Z", "2500-06-30T22:00:00Z"},
      {"Europe/Berlin", "2026-07-01T12:00:00Z", {7972, Unit::kYears}, "9998-07-01T22:00:00Z", "9998-06-30T22:00:00Z"},
      {"Europe/Berlin", "0001-02-01T12:00:00Z", {1, Unit::kYears}, "0002-02-01T23:06:32Z", "0002-01-31T23:06:32Z"},
      {"UTC", "9999-12-29T12:00:00Z", {1, Unit::kDays}, "9999-12-31T00:00:00Z", "9999-12-30T00:00:00Z"},
      // What would end after the year 9999 never ends.
      {"UTC", "9999-12-30T12:00:00Z", {1, Unit::kDays}, "never", "9999-12-31T00:00:00Z"},
      {"UTC", "9999-12-31T12:00:00Z", {1, Unit::kDays}, "never", "never"},
      {"UTC", "9999-12-31T23:58:00Z", {1, Unit::kMinutes}, "9999-12-31T23:59:00Z", "9999-12-31T23:59:00Z"},
      {"UTC", "9999-12-31T23:59:00Z", {1, Unit::kMinutes}, "never", "never"},
      {"Europe/Berlin", "9999-12-31T22:58:00Z", {1, Unit::kMinutes}, "9999-12-31T22:59:00Z", "9999-12-31T22:59:00Z"},
      {"Europe/Berlin", "9999-12-31T22:59:00Z", {1, Unit::kMinutes}, "never", "never"},
      {"America/New_York", "9999-12-31T23:59:00Z", {1, Unit::kMinutes}, "never", "never"},
      {"America/New_York", "9999-12-30T12:00:00Z", {1, Unit::kDays}, "never", "9999-12-31T05:00:00Z"},
  };
  for (const Case& each : cases) {
    const Zone& zone = installed(each.zone);
    SCOPED_TRACE(std::string{each.zone} + ' ' + each.x + ' ' + std::to_string(each.period.amount));
    EXPECT_EQ(shown(end_of_period(utc(each.x), each.period, zone)), each.end);
    EXPECT_EQ(shown(reached(utc(each.x), each.period, zone)), each.reached);
  }
}

constexpr Unit kUnits[] = {Unit::kMinutes, Unit::kHours, Unit::kDays, Unit::kWeeks, Unit::kMonths, Unit::kYears};

TEST(LegalPeriod, NeverAndBeforeAllStayWhatTheyAre) {
  for (const char* name : {"UTC", "Europe/Berlin"}) {
    const Zone& zone = installed(name);
    for (const Instant x : {kNever, kBeforeAll}) {
      for (const Unit unit : kUnits) {
        EXPECT_EQ(end_of_period(x, {1, unit}, zone), x);
        EXPECT_EQ(reached(x, {1, unit}, zone), x);
      }
      EXPECT_EQ(next_day(x, zone), x);
      EXPECT_EQ(end_of_year_day(x, zone), x);
    }
  }
}

TEST(LegalPeriod, AmountsOfAnySizeNeverOverflow) {
  const Zone& zone = installed("Europe/Berlin");
  for (const Unit unit : kUnits) {
    for (const std::int64_t amount : {std::int64_t{1'000'000'000'000'000}, std::numeric_limits<std::int64_t>::max()}) {
      for (const Instant x : {utc("0001-01-01T00:00:00Z"), utc("2026-01-01T00:00:00Z"), Instant{kNever.micros - 1},
                              Instant{kBeforeAll.micros + 1}}) {
        EXPECT_EQ(end_of_period(x, {amount, unit}, zone), kNever);
        EXPECT_EQ(reached(x, {amount, unit}, zone), kNever);
      }
    }
  }
  for (const Unit unit : {Unit::kDays, Unit::kWeeks, Unit::kMonths, Unit::kYears}) {
    for (const std::int64_t amount : {3'000'000, 200'000'000, 200'000'001, 1'000'000'000}) {
      EXPECT_EQ(end_of_period(utc("2026-01-01T00:00:00Z"), {amount, unit}, zone), kNever) << amount;
      EXPECT_EQ(reached(utc("2026-01-01T00:00:00Z"), {amount, unit}, zone), kNever) << amount;
    }
  }
  EXPECT_EQ(shown(end_of_period(utc("2026-01-01T00:00:00Z"), {1'000'000'000, Unit::kMinutes}, zone)),
            "3927-04-30T10:40:00Z");
}

TEST(LegalPeriod, InstantsOutsideTheYears1To9999DoNoHarm) {
  const Zone& zone = installed("America/New_York");
  for (const Unit unit : kUnits) {
    EXPECT_EQ(end_of_period({kNever.micros - 1}, {1, unit}, zone), kNever);
    EXPECT_EQ(reached({kNever.micros - 1}, {1, unit}, zone), kNever);
    EXPECT_LT(end_of_period({kBeforeAll.micros + 1}, {1, unit}, zone), utc("0001-01-01T00:00:00Z"));
    EXPECT_LT(reached({kBeforeAll.micros + 1}, {1, unit}, zone), utc("0001-01-01T00:00:00Z"));
  }
  EXPECT_EQ(next_day({kNever.micros - 1}, zone), kNever);
  EXPECT_EQ(end_of_year_day({kNever.micros - 1}, zone), kNever);
}

TEST(LegalPeriod, TheEndOfTheYearIsTheStartOf31DecemberOfTheLocalYear) {
  const Zone& berlin = installed("Europe/Berlin");
  EXPECT_EQ(shown(end_of_year_day(utc("2026-04-01T12:00:00Z"), berlin)), "2026-12-30T23:00:00Z");
  EXPECT_EQ(shown(end_of_year_day(utc("2025-12-31T22:59:59Z"), berlin)), "2025-12-30T23:00:00Z");
  EXPECT_EQ(shown(end_of_year_day(utc("2025-12-31T23:00:00Z"), berlin)), "2026-12-30T23:00:00Z");
  EXPECT_EQ(shown(end_of_year_day(utc("9999-06-01T00:00:00Z"), berlin)), "9999-12-30T23:00:00Z");
  EXPECT_EQ(end_of_year_day(utc("9999-12-31T23:00:00Z"), berlin), kNever);
}

TEST(LegalPeriod, TheNextDayBeginsAfterTheInstantAlsoWhereADayBeginsTwice) {
  EXPECT_EQ(shown(next_day(utc("2026-03-28T23:00:00Z"), installed("Europe/Berlin"))), "2026-03-29T22:00:00Z");
  EXPECT_EQ(shown(next_day(utc("2018-11-03T12:00:00Z"), installed("America/Sao_Paulo"))), "2018-11-04T03:00:00Z");
  EXPECT_EQ(shown(next_day(utc("2011-12-29T12:00:00Z"), installed("Pacific/Apia"))), "2011-12-30T10:00:00Z");
  EXPECT_EQ(next_day(utc("9999-12-31T12:00:00Z"), installed("UTC")), kNever);
  // On 7 November 2010 the clock of Goose Bay went from 00:01 back to 23:01 of the day before.
  const Zone& goose_bay = installed("America/Goose_Bay");
  EXPECT_EQ(shown(next_day(utc("2010-11-07T02:30:00Z"), goose_bay)), "2010-11-07T03:00:00Z");
  EXPECT_EQ(shown(next_day(utc("2010-11-07T03:30:00.25Z"), goose_bay)), "2010-11-07T04:00:00Z");
  EXPECT_EQ(shown(next_day(utc("2010-11-07T04:00:00Z"), goose_bay)), "2010-11-08T04:00:00Z");
}

// Day by day: no arithmetic of months, years or instants.
Date date_of_period(Date from, Period period, bool is_end) {
  if (period.unit == Unit::kDays || period.unit == Unit::kWeeks) {
    const std::int64_t days = period.unit == Unit::kWeeks ? 7 * period.amount : period.amount;
    for (std::int64_t i = 0; i < days; ++i) from = plus_days(from, 1);
    return from;
  }
  Date target = from;
  const std::int64_t months = period.unit == Unit::kYears ? 12 * period.amount : period.amount;
  for (std::int64_t i = 0; i < months; ++i) {
    target.month = static_cast<std::uint8_t>(target.month % 12 + 1);
    if (target.month == 1) ++target.year;
  }
  if (exists(target)) return target;
  while (!exists(target)) --target.day;
  return is_end ? target : plus_days(target, 1);
}

/// The first instant whose local date is not before `date`, by halving; `from` lies before it.
Instant first_instant_of(Date date, Instant from, const Zone& zone) {
  Instant before = from;
  Instant after{utc("9999-12-31T00:00:00Z").micros};
  while (after.micros - before.micros > 1) {
    const Instant middle{before.micros + (after.micros - before.micros) / 2};
    (zone.local(middle).date < date ? before : after) = middle;
  }
  return after;
}

TEST(LegalPeriod, AgreesWithCountingDayByDay) {
  std::mt19937_64 random(5);
  for (const char* name :
       {"UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Beirut", "Africa/Cairo",
        "America/Santiago", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe", "Pacific/Apia"}) {
    const Zone& zone = installed(name);
    for (int i = 0; i < 300; ++i) {
      const bool is_recent = i % 2 == 0;
      std::uniform_int_distribution<std::int64_t> micros(
          utc(is_recent ? "1990-01-01T00:00:00Z" : "0002-01-01T00:00:00Z").micros,
          utc(is_recent ? "2040-01-01T00:00:00Z" : "9900-01-01T00:00:00Z").micros);
      const Instant x{micros(random)};
      const Unit unit = kUnits[2 + random() % 4];
      const Period period{static_cast<std::int64_t>(1 + random() % 60), unit};
      const Date date = zone.local(x).date;
      SCOPED_TRACE(std::string{name} + ' ' + shown(x) + " + " + std::to_string(period.amount) + " of " +
                   std::to_string(static_cast<int>(unit)));
      const Date last_day = date_of_period(date, period, true);
      ASSERT_EQ(end_of_period(x, period, zone), first_instant_of(plus_days(last_day, 1), x, zone));
      ASSERT_EQ(reached(x, period, zone), first_instant_of(date_of_period(date, period, false), x, zone));
    }
  }
}

}  // namespace
}  // namespace licet::time
