// The commands that docs/audience.md shows are called in their order, and print what it shows.

#ifdef LICET_PROGRAM

#include <gtest/gtest.h>
#include <tests/docs/shown_commands.h>

namespace licet::docs {
namespace {

TEST(AudiencePage, ShowsWhatTheCommandPrints) {
  const auto commands = commands_of(std::filesystem::path(LICET_SOURCE_DIR) / "docs/audience.md", "");
  EXPECT_EQ(commands.size(), 2U);
  expect_shown_output(commands, LICET_PROGRAM);
}

}  // namespace
}  // namespace licet::docs

#endif
