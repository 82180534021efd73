#include <gtest/gtest.h>
#include <tools/licet/progress_text.h>

namespace licet::tool {
namespace {

TEST(ProgressText, ShowsBarShareCountAndRate) {
  EXPECT_EQ(progress_text({12345, 1.5, 0.5}, 80),
            "[###############---------------]  50 %  12,345 events  8,230 events/s");
}

TEST(ProgressText, IsFullAtTheEnd) {
  EXPECT_EQ(progress_text({1000, 0.5, 1.0}, 80),
            "[##############################] 100 %  1,000 events  2,000 events/s");
}

TEST(ProgressText, HasNeitherBarNorShareWhereTheSizeIsUnknown) {
  EXPECT_EQ(progress_text({1234567, 10, std::nullopt}, 80), "1,234,567 events  123,457 events/s");
}

TEST(ProgressText, HasNoRateBeforeThereCanBeOne) { EXPECT_EQ(progress_text({1, 0.0, std::nullopt}, 80), "1 event"); }

TEST(ProgressText, AShareBeyondTheEndsIsTheEnd) {
  EXPECT_EQ(progress_text({0, 0.0, 1.7}, 20), "100 %  0 events");
  EXPECT_EQ(progress_text({0, 0.0, -0.5}, 60), "[------------------------------]   0 %  0 events");
}

TEST(ProgressText, NeverTakesMoreColumnsThanThereAre) {
  for (std::size_t columns = 0; columns < 100; ++columns) {
    EXPECT_LE(progress_text({123456789, 3.7, 0.37}, columns).size(), columns);
    EXPECT_LE(progress_text({123456789, 3.7, std::nullopt}, columns).size(), columns);
  }
}

TEST(ProgressText, TheBarGivesWayFirst) {
  EXPECT_EQ(progress_text({12345, 1.5, 0.5}, 36), " 50 %  12,345 events  8,230 events/s");
}

}  // namespace
}  // namespace licet::tool
