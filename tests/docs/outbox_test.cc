// The commands that docs/outbox.md shows are called in their order, and print what it shows.

#ifdef LICET_PROGRAM

#include <gtest/gtest.h>
#include <tests/docs/shown_commands.h>

namespace licet::docs {
namespace {

TEST(OutboxPage, ShowsWhatTheCommandPrints) {
  const auto commands = commands_of(std::filesystem::path(LICET_SOURCE_DIR) / "docs/outbox.md", "");
  EXPECT_EQ(commands.size(), 11U);
  expect_shown_output(commands, LICET_PROGRAM);
}

}  // namespace
}  // namespace licet::docs

#endif
