#include <gtest/gtest.h>
#include <tools/licet/text_difference.h>

namespace licet::tool {
namespace {

using Pair = std::pair<std::string, std::string>;

const std::string kBegin = "The message is permitted to everyone who has agreed to the newsletter by electronic mail ";
const std::string kEnd = " and who has not objected to it before the end of the day on which it is to be sent out.";

TEST(TextDifference, LeavesShortTextsWhole) {
  EXPECT_EQ(where_they_differ("true", "false"), Pair("true", "false"));
  EXPECT_EQ(where_they_differ("", R"("deny")"), Pair("", R"("deny")"));
  EXPECT_EQ(where_they_differ("a\nb\x1b[1m", ""), Pair("a b\xEF\xBF\xBD[1m", ""));
}

TEST(TextDifference, ShowsOnlyTheWordsBesideWhereTheyDiffer) {
  EXPECT_EQ(where_they_differ(kBegin + "yes" + kEnd, kBegin + "no" + kEnd),
            Pair("…by electronic mail yes and who has not objected to…",
                 "…by electronic mail no and who has not objected to…"));
  EXPECT_EQ(where_they_differ("yes" + kEnd, "no" + kEnd),
            Pair("yes and who has not objected to…", "no and who has not objected to…"));
  EXPECT_EQ(where_they_differ(kBegin + "yes", kBegin),
            Pair("…newsletter by electronic mail yes", "…newsletter by electronic mail"));
}

TEST(TextDifference, CutsNoCharacterInTwo) {
  std::string letters;
  for (int i = 0; i < 60; ++i) letters += "ü";
  const auto [one, other] = where_they_differ(letters + "ä" + letters, letters + "ö" + letters);
  EXPECT_EQ(one, "…üüüüüüüüüüüüüüüäüüüüüüüüüüüüüüü…");
  EXPECT_EQ(other, "…üüüüüüüüüüüüüüüöüüüüüüüüüüüüüüü…");
}

TEST(TextDifference, SaysHowMuchIsLeftOutOfWhatOnlyOneSideHas) {
  const auto [one, other] = where_they_differ("", std::string(1000, 'x'));
  EXPECT_EQ(one, "");
  EXPECT_EQ(other, std::string(400, 'x') + "… (600 bytes more, all of it with --format json)");
}

TEST(TextDifference, OfRepeatedWordsShowsWhichSideHasMore) {
  const std::string many(100, 'x');
  const auto [one, other] = where_they_differ(many, many + "x");
  EXPECT_NE(one, other);
}

}  // namespace
}  // namespace licet::tool
