#include <engine/check/load_set.h>
#include <gtest/gtest.h>
#include <licet/limits.h>
#include <tests/engine/check/folder.h>

namespace licet::check {
namespace {

PolicyOnDisk set_with_levels(std::size_t count) {
  std::string text = "policy club fact member is yes or no level l0\n";
  for (std::size_t i = 1; i < count; ++i) text += "level l" + std::to_string(i) + " when member\n";
  const tests::Folder folder;
  folder.write("club.licet", text);
  return load_policy_set(folder.path()).value();
}

TEST(Levels, StandAboveAllThatTheLevelBelowStandsAbove) {
  const PolicyOnDisk set = set_with_levels(limits::kLevels);
  ASSERT_TRUE(set.model);
  EXPECT_EQ(set.model->levels.list.back().above.size(), 1U);
  EXPECT_EQ(set.model->levels.list.back().all_below.size(), limits::kLevels - 1);
}

TEST(Levels, AreLimitedInNumber) {
  const PolicyOnDisk set = set_with_levels(limits::kLevels + 1);
  EXPECT_FALSE(set.model);
  ASSERT_EQ(set.diagnostics.size(), 1U);
  EXPECT_EQ(set.diagnostics.front().code, "L203");
  EXPECT_EQ(set.diagnostics.front().place.line, limits::kLevels + 1);
}

}  // namespace
}  // namespace licet::check
