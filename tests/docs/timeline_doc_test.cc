// The commands that docs/timeline.md and docs/missing.md show are called in their order, and print what they show.

#ifdef LICET_PROGRAM

#include <gtest/gtest.h>
#include <tests/docs/shown_commands.h>

namespace licet::docs {
namespace {

TEST(TimelinePage, ShowsWhatTheCommandsPrint) {
  const auto commands = commands_of(std::filesystem::path(LICET_SOURCE_DIR) / "docs/timeline.md", "");
  EXPECT_EQ(commands.size(), 3U);
  expect_shown_output(commands, LICET_PROGRAM);
}

TEST(MissingPage, ShowsWhatTheCommandsPrint) {
  const auto commands = commands_of(std::filesystem::path(LICET_SOURCE_DIR) / "docs/missing.md", "");
  EXPECT_EQ(commands.size(), 3U);
  expect_shown_output(commands, LICET_PROGRAM);
}

}  // namespace
}  // namespace licet::docs

#endif
