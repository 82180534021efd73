// The commands that README.md shows of a store are called in their order, and print what it shows.

#ifdef LICET_PROGRAM

#include <gtest/gtest.h>
#include <tests/docs/shown_commands.h>

namespace licet::docs {
namespace {

TEST(Readme, ShowsWhatCommandsOnAStorePrint) {
  const std::filesystem::path readme = std::filesystem::path(LICET_SOURCE_DIR) / "README.md";
  auto commands = commands_of(readme, "A store");
  EXPECT_EQ(commands.size(), 5U);
  // They go on with the store of those before.
  for (ShownCommand& shown : commands_of(readme, "A proof, and an erasure")) commands.push_back(std::move(shown));
  EXPECT_EQ(commands.size(), 11U);
  expect_shown_output(commands, LICET_PROGRAM);
}

}  // namespace
}  // namespace licet::docs

#endif
