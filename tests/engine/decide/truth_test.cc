// Kleene's strong three-valued logic: its tables, and the laws that follow from them.

#include <array>
#include <engine/decide/truth.h>
#include <gtest/gtest.h>

namespace licet::decide {
namespace {

constexpr Truth kF = Truth::kFalse;
constexpr Truth kU = Truth::kUnknown;
constexpr Truth kT = Truth::kTrue;
constexpr std::array kAll{kF, kU, kT};

template <typename Law>
void for_all_pairs(Law law) {
  for (const Truth a : kAll) {
    for (const Truth b : kAll) law(a, b);
  }
}

template <typename Law>
void for_all_triples(Law law) {
  for_all_pairs([&](Truth a, Truth b) {
    for (const Truth c : kAll) law(a, b, c);
  });
}

/// All values of `and`, or of `or`, for both sides false, unknown, true.
using Table = std::array<std::array<Truth, 3>, 3>;

TEST(Truth, AndHasKleenesTable) {
  constexpr Table kTable{{{kF, kF, kF}, {kF, kU, kU}, {kF, kU, kT}}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ(kAll.at(i) & kAll.at(j), kTable.at(i).at(j)) << i << " " << j;
  }
}

TEST(Truth, OrHasKleenesTable) {
  constexpr Table kTable{{{kF, kU, kT}, {kU, kU, kT}, {kT, kT, kT}}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ(kAll.at(i) | kAll.at(j), kTable.at(i).at(j)) << i << " " << j;
  }
}

TEST(Truth, NotTurnsTrueAndFalseAroundAndLeavesUnknown) {
  EXPECT_EQ(!kT, kF);
  EXPECT_EQ(!kF, kT);
  EXPECT_EQ(!kU, kU);
}

TEST(Truth, AndAndOrAreCommutative) {
  for_all_pairs([](Truth a, Truth b) {
    EXPECT_EQ(a & b, b & a);
    EXPECT_EQ(a | b, b | a);
  });
}

TEST(Truth, AndAndOrAreAssociative) {
  for_all_triples([](Truth a, Truth b, Truth c) {
    EXPECT_EQ((a & b) & c, a & (b & c));
    EXPECT_EQ((a | b) | c, a | (b | c));
  });
}

TEST(Truth, AndAndOrAreDistributive) {
  for_all_triples([](Truth a, Truth b, Truth c) {
    EXPECT_EQ(a & (b | c), (a & b) | (a & c));
    EXPECT_EQ(a | (b & c), (a | b) & (a | c));
  });
}

TEST(Truth, AndAndOrAbsorbEachOther) {
  for_all_pairs([](Truth a, Truth b) {
    EXPECT_EQ(a & (a | b), a);
    EXPECT_EQ(a | (a & b), a);
  });
}

TEST(Truth, DeMorgansLawsHold) {
  for_all_pairs([](Truth a, Truth b) {
    EXPECT_EQ(!(a & b), (!a) | (!b));
    EXPECT_EQ(!(a | b), (!a) & (!b));
  });
}

TEST(Truth, DoubleNegationIsTheValueItself) {
  for (const Truth a : kAll) EXPECT_EQ(!!a, a);
}

TEST(Truth, AnUnknownIsNeitherRefutedNorExcluded) {
  EXPECT_EQ(kU & (!kU), kU);
  EXPECT_EQ(kU | (!kU), kU);
}

TEST(Truth, WhatFollowsFromAnUnknownStandsWhateverItTurnsOutToBe) {
  for (const Truth known : {kF, kT}) {
    for (const Truth b : kAll) {
      if ((kU & b) != kU) {
        EXPECT_EQ(known & b, kU & b);
      }
      if ((kU | b) != kU) {
        EXPECT_EQ(known | b, kU | b);
      }
    }
  }
}

TEST(Truth, OfTwoValuesIsThatOfLogic) {
  EXPECT_EQ(truth_of(true), kT);
  EXPECT_EQ(truth_of(false), kF);
  for (const bool a : {false, true}) {
    for (const bool b : {false, true}) {
      EXPECT_EQ(truth_of(a) & truth_of(b), truth_of(a && b));
      EXPECT_EQ(truth_of(a) | truth_of(b), truth_of(a || b));
    }
  }
}

}  // namespace
}  // namespace licet::decide
