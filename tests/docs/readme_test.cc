// The commands that README.md shows of a store are called in their order, and print what it shows.

#ifdef LICET_PROGRAM

#include <gtest/gtest.h>
#include <tests/docs/shown_commands.h>

namespace licet::docs {
namespace {

TEST(Readme, ShowsWhatCommandsOnAStorePrint) {
  const auto commands = commands_of(std::filesystem::path(LICET_SOURCE_DIR) / "README.md", "A store");
  EXPECT_EQ(commands.size(), 5U);
  expect_shown_output(commands, LICET_PROGRAM);
}

}  // namespace
}  // namespace licet::docs

#endif
