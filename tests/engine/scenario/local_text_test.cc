#include <engine/scenario/local_text.h>
#include <engine/time/civil.h>
#include <gtest/gtest.h>

namespace licet::scenario {
namespace {

TEST(LocalText, IsAsTheLanguageWritesIt) {
  const auto zone = time::Zone::by_name("Europe/Berlin");
  ASSERT_TRUE(zone.has_value());
  struct Case {
    const char* utc;
    const char* local;
    const char* with_time;
  };
  for (const Case& one : {Case{"2026-03-31T22:00:00Z", "2026-04-01", "2026-04-01 00:00"},
                          Case{"2026-03-31T22:00:01Z", "2026-04-01 00:00:01", "2026-04-01 00:00:01"},
                          Case{"2026-01-15T11:30:00Z", "2026-01-15 12:30", "2026-01-15 12:30"},
                          Case{"2020-10-25T00:30:00Z", "2020-10-25 02:30 (UTC+2)", "2020-10-25 02:30 (UTC+2)"},
                          Case{"2020-10-25T01:30:00Z", "2020-10-25 02:30 (UTC+1)", "2020-10-25 02:30 (UTC+1)"},
                          Case{"2020-10-25T02:00:00Z", "2020-10-25 03:00", "2020-10-25 03:00"},
                          Case{"2026-01-15T11:30:00.0001Z", "2026-01-15 12:30:00.0001", "2026-01-15 12:30:00.0001"}}) {
    const Instant t = *time::parse_rfc3339(one.utc);
    EXPECT_EQ(local_text(t, **zone), one.local);
    EXPECT_EQ(local_time_text(t, **zone), one.with_time);
  }
  EXPECT_EQ(local_text(kNever, **zone), "never");
  EXPECT_EQ(local_time_text(kNever, **zone), "never");
}

}  // namespace
}  // namespace licet::scenario
