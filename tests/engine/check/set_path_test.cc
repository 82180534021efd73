#include <engine/check/set_path.h>
#include <gtest/gtest.h>

namespace licet::check {
namespace {

using namespace std::string_literals;

TEST(SetPath, IsRelativeToTheFileThatNamesIt) {
  EXPECT_EQ(path_in_set("club.licet", "texts/a.md"), "texts/a.md");
  EXPECT_EQ(path_in_set("b/rules.licet", "../words.licet"), "words.licet");
  EXPECT_EQ(path_in_set("b/c/rules.licet", "./x/../words.licet"), "b/c/words.licet");
  EXPECT_EQ(path_in_set("b/rules.licet", "../../outside.licet"), "../outside.licet");
}

TEST(SetPath, IsNoneForWhatIsNoRelativePath) {
  EXPECT_EQ(path_in_set("club.licet", ""), std::nullopt);
  EXPECT_EQ(path_in_set("club.licet", "/etc/words.licet"), std::nullopt);
  EXPECT_EQ(path_in_set("club.licet", "words\0.licet"s), std::nullopt);
}

}  // namespace
}  // namespace licet::check
