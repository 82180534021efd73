#include <engine/base/nearest_name.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace licet {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kNames{"newsletter", "direct_marketing", "billing", "email", "e_mail", "sms", "größe"};

TEST(NearestName, OneLetterInsertedDeletedReplacedOrSwappedIsNear) {
  for (const char* word : {"newsleter", "newslettter", "newslettar", "newsletetr", "NEWSLETTER", "News_letter"}) {
    EXPECT_THAT(nearest_names(word, kNames), ElementsAre("newsletter")) << word;
  }
}

TEST(NearestName, NearestComesFirstAndTiesKeepTheirOrder) {
  EXPECT_THAT(nearest_names("e-mail", kNames), ElementsAre("email", "e_mail"));
  EXPECT_THAT(nearest_names("emails", kNames), ElementsAre("email", "e_mail"));
  EXPECT_THAT(nearest_names("E_mail", kNames), ElementsAre("e_mail", "email"));
}

TEST(NearestName, MoreThanAThirdOfTheLettersIsNotNear) {
  EXPECT_THAT(nearest_names("bill", kNames), IsEmpty());
  EXPECT_THAT(nearest_names("abcdef", {{"abcd", "abc", "abcxyz"}}), ElementsAre("abcd"));
  EXPECT_THAT(nearest_names("telephone", kNames), IsEmpty());
}

TEST(NearestName, OfAShortWordOneLetterMayDiffer) {
  EXPECT_THAT(nearest_names("sm", kNames), ElementsAre("sms"));
  EXPECT_THAT(nearest_names("a", {{"b", "bc", "ab"}}), ElementsAre("b", "ab"));
}

TEST(NearestName, LettersAreCodePointsInEitherCase) {
  EXPECT_THAT(nearest_names("GRÖßE", kNames), ElementsAre("größe"));
  EXPECT_THAT(nearest_names("grösse", kNames), ElementsAre("größe"));
  EXPECT_THAT(nearest_names("ŻŹĆŁ", {{"żźćł"}}), ElementsAre("żźćł"));
}

TEST(NearestName, NoMoreThanWantedAndNoneTwice) {
  const std::vector<std::string> names{"aa", "ab", "ab", "ac", "ad"};
  EXPECT_THAT(nearest_names("ax", names), ElementsAre("aa", "ab", "ac"));
  EXPECT_THAT(nearest_names("ax", names, 1), ElementsAre("aa"));
  EXPECT_THAT(nearest_names("ax", names, 0), IsEmpty());
  EXPECT_THAT(nearest_names("ax", {}), IsEmpty());
}

TEST(NearestName, WhatIsTooLongForANameIsNearNothing) {
  const std::string longest(256, 'x');
  EXPECT_THAT(nearest_names(longest, {{longest}}), ElementsAre(longest));
  EXPECT_THAT(nearest_names(longest + 'x', {{longest}}), IsEmpty());
  EXPECT_THAT(nearest_names(longest, {{longest + 'x'}}), IsEmpty());
  EXPECT_THAT(nearest_names(std::string(10'000'000, 'x'), {{std::string(10'000'000, 'x')}}), IsEmpty());
  EXPECT_THAT(nearest_names("", kNames), IsEmpty());
}

TEST(NearestName, MalformedBytesAreLettersLikeOthers) {
  EXPECT_THAT(nearest_names("bill\xFFing", kNames), ElementsAre("billing"));
}

}  // namespace
}  // namespace licet
