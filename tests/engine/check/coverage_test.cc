// language.md section 2, "Data must be named": what clauses reach and touch.

#include <engine/check/coverage.h>
#include <gtest/gtest.h>

namespace licet::model {
namespace {

// contact ⊃ address ⊃ street; file ⊃ health (special) ⊃ injury; sensitive (special) ⊃ belief
constexpr DataId kContact(0U);
constexpr DataId kAddress(1U);
constexpr DataId kStreet(2U);
constexpr DataId kFile(3U);
constexpr DataId kHealth(4U);
constexpr DataId kInjury(5U);
constexpr DataId kSensitive(6U);
constexpr DataId kBelief(7U);

class Coverage : public testing::Test {
 protected:
  Coverage() {
    model_.data.hierarchy =
        Hierarchy<DataId>({std::nullopt, kContact, kAddress, std::nullopt, kFile, kHealth, std::nullopt, kSensitive});
    model_.special = {false, false, false, false, true, true, true, true};
    count_special_tops(model_);
  }

  bool covers(std::vector<DataId> names, DataId category) const {
    return clause_covers(model_, {false, std::move(names)}, category);
  }
  bool any_covers(DataId category) const { return clause_covers(model_, {true, {}}, category); }
  bool touches(std::vector<DataId> names, DataId category) const {
    return clause_touches(model_, {false, std::move(names)}, category);
  }
  bool any_touches(DataId category) const { return clause_touches(model_, {true, {}}, category); }

  Model model_;
};

TEST_F(Coverage, ANameReachesItselfAndWhatLiesWithin) {
  EXPECT_TRUE(covers({kAddress}, kAddress));
  EXPECT_TRUE(covers({kAddress}, kStreet));
  EXPECT_TRUE(covers({kContact}, kStreet));
  EXPECT_FALSE(covers({kContact}, kFile));
  EXPECT_FALSE(covers({}, kContact));
}

TEST_F(Coverage, NamingAllChildrenDoesNotReachTheParent) {
  EXPECT_FALSE(covers({kAddress}, kContact));
  EXPECT_FALSE(covers({kStreet}, kAddress));
}

TEST_F(Coverage, SpecialDataMustBeNamedAsSuch) {
  EXPECT_FALSE(covers({kFile}, kHealth));
  EXPECT_FALSE(covers({kFile}, kInjury));
  EXPECT_TRUE(covers({kHealth}, kHealth));
  EXPECT_TRUE(covers({kHealth}, kInjury));
  EXPECT_TRUE(covers({kInjury}, kInjury));
  EXPECT_TRUE(covers({kSensitive}, kBelief));
}

TEST_F(Coverage, WhatContainsSpecialDataNeedsThemNamedToo) {
  EXPECT_FALSE(covers({kFile}, kFile));
  EXPECT_FALSE(covers({kFile, kInjury}, kFile));
  EXPECT_TRUE(covers({kFile, kHealth}, kFile));
  EXPECT_FALSE(covers({kHealth}, kFile));
  EXPECT_FALSE(covers({kFile, kSensitive}, kFile));
  EXPECT_FALSE(covers({kBelief}, kSensitive));
}

TEST_F(Coverage, AnyDataReachesWhatNeitherIsNorContainsSpecialData) {
  EXPECT_TRUE(any_covers(kContact));
  EXPECT_TRUE(any_covers(kStreet));
  EXPECT_FALSE(any_covers(kFile));
  EXPECT_FALSE(any_covers(kHealth));
  EXPECT_FALSE(any_covers(kBelief));
}

TEST_F(Coverage, AForbidTouchesWhatOverlapsAName) {
  EXPECT_TRUE(touches({kAddress}, kContact));
  EXPECT_TRUE(touches({kAddress}, kStreet));
  EXPECT_TRUE(touches({kFile}, kInjury));
  EXPECT_FALSE(touches({kAddress}, kFile));
  EXPECT_FALSE(touches({}, kFile));
}

TEST_F(Coverage, AForbidOfAnyDataTouchesWhatOverlapsSomethingNotSpecial) {
  EXPECT_TRUE(any_touches(kStreet));
  EXPECT_TRUE(any_touches(kFile));
  EXPECT_TRUE(any_touches(kInjury));
  EXPECT_FALSE(any_touches(kSensitive));
  EXPECT_FALSE(any_touches(kBelief));
}

}  // namespace
}  // namespace licet::model
