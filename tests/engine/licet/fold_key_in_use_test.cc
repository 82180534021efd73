#include <engine/licet/fold_key_in_use.h>
#include <gtest/gtest.h>

namespace licet {
namespace {

using Time = FoldKeyInUse::Clock::time_point;

constexpr Time kBegin{std::chrono::hours(5)};
constexpr std::chrono::seconds kLong = FoldKeyInUse::kSettlesAfter;
constexpr facts::FoldKey kOne{1};
constexpr facts::FoldKey kOther{2};

TEST(FoldKeyInUse, IsSettledWhenNoOtherWasUsedForLong) {
  FoldKeyInUse key;
  EXPECT_FALSE(key.is_settled(kBegin));
  key.note(kOne, [] { return kBegin; });
  EXPECT_FALSE(key.is_settled(kBegin + kLong / 2));
  key.note(kOne, [] { return kBegin + kLong / 2; });
  EXPECT_TRUE(key.is_settled(kBegin + kLong)) << "using the same again begins nothing anew";
}

TEST(FoldKeyInUse, IsNeverSettledWhileTwoAreUsedInTurns) {
  FoldKeyInUse key;
  key.note(kOne, [] { return kBegin; });
  key.note(kOther, [] { return kBegin + kLong / 2; });
  EXPECT_FALSE(key.is_settled(kBegin + kLong));
  key.note(kOne, [] { return kBegin + kLong; });
  EXPECT_FALSE(key.is_settled(kBegin + kLong + kLong / 2));
  EXPECT_TRUE(key.is_settled(kBegin + kLong + kLong));
}

}  // namespace
}  // namespace licet
