// Where intervals begin, so that all values of one answer every condition of the policy alike.

#include <engine/graph/variable.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Thresholds thresholds(const std::string& condition) {
  const auto model = tests::model_of(
      "policy shop purpose sale action show fact n is a number fact d is a date fact t is a text "
      "rule r permit show for sale when " +
      condition);
  return thresholds_of(*model);
}

TEST(Thresholds, OfNumbersStandWhereAComparisonChanges) {
  EXPECT_THAT(thresholds("n is at least 3").numbers[0], ElementsAre(3));
  EXPECT_THAT(thresholds("n is less than 3").numbers[0], ElementsAre(3));
  EXPECT_THAT(thresholds("n is more than 3").numbers[0], ElementsAre(4));
  EXPECT_THAT(thresholds("n is at most 3").numbers[0], ElementsAre(4));
}

TEST(Thresholds, OfNumbersEncloseOneThatIsNamed) {
  EXPECT_THAT(thresholds("n is one of 3, 9").numbers[0], ElementsAre(3, 4, 9, 10));
}

TEST(Thresholds, OfNumbersAreSortedAndEachOnce) {
  EXPECT_THAT(thresholds("n is at least 9 or n is less than 3 or n is more than 2").numbers[0], ElementsAre(3, 9));
}

TEST(Thresholds, OfNumbersDoNotOverflow) {
  EXPECT_THAT(thresholds("n is at most 9223372036854775807").numbers[0], IsEmpty());
  EXPECT_THAT(thresholds("n is 9223372036854775807").numbers[0], ElementsAre(std::numeric_limits<std::int64_t>::max()));
}

TEST(Thresholds, OfDaysStandOnTheDayNamedOrTheNext) {
  EXPECT_THAT(thresholds("d is before 2026-02-28").days[0], ElementsAre(Date{2026, 2, 28}));
  EXPECT_THAT(thresholds("d is on or after 2026-02-28").days[0], ElementsAre(Date{2026, 2, 28}));
  EXPECT_THAT(thresholds("d is on or before 2026-02-28").days[0], ElementsAre(Date{2026, 3, 1}));
  EXPECT_THAT(thresholds("d is after 2026-02-28").days[0], ElementsAre(Date{2026, 3, 1}));
}

TEST(Thresholds, OfTheLastContactStandByThemselvesAndWhereNoRequestIsAskedAbout) {
  EXPECT_THAT(
      thresholds("last contact is before 2026-02-28 and d is after 2020-01-01").days,
      ElementsAre(ElementsAre(Date{2026, 2, 28}), ElementsAre(Date{2026, 2, 28}), ElementsAre(Date{2020, 1, 2})));
}

TEST(Thresholds, OfTheClockBeginAtMidnight) {
  EXPECT_THAT(thresholds("local time is between 22:00 and 06:00").clocks, ElementsAre(0U, 21'600U, 79'200U));
}

TEST(Thresholds, OfTextsAreTheTextsNamed) {
  EXPECT_THAT(thresholds(R"(t is one of "b", "a", "b")").texts[2], ElementsAre("a", "b"));
}

TEST(Interval, BeginsOnItsThreshold) {
  const std::vector<std::int64_t> some{3, 9};
  EXPECT_EQ(interval_of(some, std::int64_t{2}), 0U);
  EXPECT_EQ(interval_of(some, std::int64_t{3}), 1U);
  EXPECT_EQ(interval_of(some, std::int64_t{8}), 1U);
  EXPECT_EQ(interval_of(some, std::int64_t{9}), 2U);
}

}  // namespace
}  // namespace licet::graph
