#include <engine/exchange/time_pattern.h>
#include <engine/time/civil.h>
#include <gtest/gtest.h>

namespace licet::exchange {
namespace {

std::string read(const std::string& pattern, const std::string& text) {
  EXPECT_FALSE(TimePattern::check(pattern).has_value()) << pattern;
  const auto zone = time::Zone::by_name("Europe/Berlin");
  if (!zone) return "no zone";
  const auto t = TimePattern(pattern, **zone).instant(text);
  return t ? time::format_rfc3339(*t) : "none";
}

TEST(TimePattern, ReadsWhatOtherSystemsWrite) {
  EXPECT_EQ(read("%d.%m.%Y %H:%M:%S", "05.03.2019 14:30:00"), "2019-03-05T13:30:00Z");
  EXPECT_EQ(read("%d.%m.%Y %H:%M", "5.7.2019 9:05"), "2019-07-05T07:05:00Z");
  EXPECT_EQ(read("%Y-%m-%d %H:%M:%S.%f", "2019-07-05 09:05:01.25"), "2019-07-05T07:05:01.25Z");
  EXPECT_EQ(read("%Y-%m-%dT%H:%M:%S%z", "2019-07-05T09:05:01+0530"), "2019-07-05T03:35:01Z");
  EXPECT_EQ(read("%Y-%m-%dT%H:%M:%S%z", "2019-07-05T09:05:01Z"), "2019-07-05T09:05:01Z");
  EXPECT_EQ(read("%m/%d/%Y", "07/05/2019"), "2019-07-04T22:00:00Z");
  EXPECT_EQ(read("date", "2019-07-05"), "2019-07-04T22:00:00Z");
  EXPECT_EQ(read("unix", "1551792600"), "2019-03-05T13:30:00Z");
  EXPECT_EQ(read("unix_ms", "1551792600250"), "2019-03-05T13:30:00.25Z");
  EXPECT_EQ(read("rfc3339", "2019-03-05T14:30:00+01:00"), "2019-03-05T13:30:00Z");
  EXPECT_EQ(read("100%% %Y%m%d", "100% 20190305"), "2019-03-04T23:00:00Z");
}

TEST(TimePattern, TakesLocalTimesAsTheLanguageDoes) {
  EXPECT_EQ(read("%Y-%m-%d %H:%M", "2019-10-27 02:30"), "2019-10-27T00:30:00Z");
  EXPECT_EQ(read("%Y-%m-%d %H:%M", "2019-03-31 02:30"), "2019-03-31T01:30:00Z");
}

TEST(TimePattern, RefusesWhatDoesNotFit) {
  for (const char* text : {"", "2019-02-29 10:00", "2019-13-01 10:00", "2019-01-01 24:00", "2019-01-01 10:60",
                           "2019-01-01 10:00 ", " 2019-01-01 10:00", "2019-01-01", "19-01-01 10:00", "x"}) {
    EXPECT_EQ(read("%Y-%m-%d %H:%M", text), "none") << text;
  }
  EXPECT_EQ(read("unix", "12x"), "none");
  EXPECT_EQ(read("unix", "99999999999999"), "none");
  EXPECT_EQ(read("%Y-%m-%d %H:%M:%S.%f", "2019-07-05 09:05:01.1234567"), "none");
}

TEST(TimePattern, RefusesPatternsThatAreNone) {
  for (const char* pattern : {"%Y-%m", "%q", "%Y-%m-%d %", "%Y-%m-%d %Y", "%Y-%m-%d%z", ""}) {
    EXPECT_TRUE(TimePattern::check(pattern).has_value()) << pattern;
  }
}

TEST(TimePattern, GivesTheDayAsWritten) {
  const auto zone = time::Zone::by_name("Europe/Berlin");
  ASSERT_TRUE(zone.has_value());
  EXPECT_EQ(TimePattern("%d.%m.%Y", **zone).date("05.03.2019"), (Date{2019, 3, 5}));
  EXPECT_EQ(TimePattern("%d.%m.%Y %H:%M", **zone).date("05.03.2019 23:59"), (Date{2019, 3, 5}));
  EXPECT_FALSE(TimePattern("%d.%m.%Y", **zone).date("31.02.2019").has_value());
}

}  // namespace
}  // namespace licet::exchange
