#include <engine/exchange/json_difference.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace licet::exchange {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t kMany = 100;

TEST(JsonDifferences, AreNoneBetweenTextsThatDifferInWhiteSpaceAndOrderOnly) {
  EXPECT_THAT(json_differences(R"({"a":1,"b":[{"c":null}]})", R"({ "b": [{"c": null}], "a": 1 })", kMany), IsEmpty());
}

TEST(JsonDifferences, NameEachFieldByItsPath) {
  EXPECT_THAT(json_differences(R"({"a":1,"b":[{"c":"x"},true],"d":{"e":[]}})",
                               R"({"a":"1","b":[{"c":"y"},true],"d":{"e":[]}})", kMany),
              ElementsAre(JsonDifference{"a", "1", R"("1")"}, JsonDifference{"b[0].c", R"("x")", R"("y")"}));
}

TEST(JsonDifferences, NameWhatIsMissingOnEitherSide) {
  EXPECT_THAT(json_differences(R"({"a":{"b":1}})", R"({"a":{"c":[2]}})", kMany),
              ElementsAre(JsonDifference{"a.b", "1", ""}, JsonDifference{"a.c", "", "[2]"}));
}

TEST(JsonDifferences, NameTheItemsThatOneListHasBeyondTheOther) {
  EXPECT_THAT(json_differences(R"({"a":[1,2]})", R"({"a":[1]})", kMany), ElementsAre(JsonDifference{"a[1]", "2", ""}));
  EXPECT_THAT(json_differences(R"({"a":[{"b":1},3]})", R"({"a":[0,{"b":1},3]})", kMany),
              ElementsAre(JsonDifference{"a[0]", "", "0"}));
  EXPECT_THAT(json_differences(R"({"a":[1,{"b":2},3]})", R"({"a":[1,{"b":5},6,7,3]})", kMany),
              ElementsAre(JsonDifference{"a[1].b", "2", "5"}, JsonDifference{"a[2]", "", "6"},
                          JsonDifference{"a[3]", "", "7"}));
  EXPECT_THAT(json_differences(R"({"a":[1,1,1]})", R"({"a":[1,1]})", kMany),
              ElementsAre(JsonDifference{"a[2]", "1", ""}));
  EXPECT_THAT(json_differences(R"({"a":[]})", R"({"a":[1,2]})", kMany),
              ElementsAre(JsonDifference{"a[0]", "", "1"}, JsonDifference{"a[1]", "", "2"}));
}

TEST(JsonDifferences, GiveWhatIsNoObjectAsAWhole) {
  EXPECT_THAT(json_differences("no JSON", "{}", kMany), ElementsAre(JsonDifference{"", "no JSON", "{}"}));
  EXPECT_THAT(json_differences(R"({"a":1,"a":1})", R"({"a":1})", kMany), testing::SizeIs(1));
}

TEST(JsonDifferences, StopAtAsManyAsWereAskedFor) {
  EXPECT_THAT(json_differences(R"({"a":1,"b":1,"c":1})", R"({"a":2,"b":2,"d":2})", 2), testing::SizeIs(2));
  EXPECT_THAT(json_differences(R"({"a":1})", R"({"a":2})", 0), IsEmpty());
}

TEST(JsonDifferences, FindWhatLiesDeep) {
  std::string before;
  std::string after;
  for (int i = 0; i < 200; ++i) before += R"({"a":)";
  after = before;
  before += '1';
  after += '2';
  before.append(200, '}');
  after.append(200, '}');
  const auto found = json_differences(before, after, kMany);
  ASSERT_THAT(found, testing::SizeIs(1));
  EXPECT_EQ(found.front().before, "1");
}

}  // namespace
}  // namespace licet::exchange
