#include <engine/check/expression.h>
#include <engine/check/from_the_top.h>
#include <engine/check/hierarchy.h>
#include <gtest/gtest.h>
#include <optional>
#include <vector>

namespace licet::model {
namespace {

using Parents = std::vector<std::optional<DataId>>;

TEST(Hierarchy, AgreesWithTheWayUpwardsForEveryPair) {
  // Parents stand before and after their children.
  const Parents parents = {DataId(3U),   std::nullopt, DataId(0U), DataId(5U), DataId(3U),
                           std::nullopt, DataId(1U),   DataId(5U), DataId(2U)};
  const Hierarchy<DataId> hierarchy(parents);
  const auto lies_within = [&](DataId inner, DataId outer) {
    for (std::optional<DataId> at = inner; at; at = parents[at->value]) {
      if (*at == outer) return true;
    }
    return false;
  };
  for (std::uint32_t i = 0; i < parents.size(); ++i) {
    for (std::uint32_t j = 0; j < parents.size(); ++j) {
      const DataId a(i);
      const DataId b(j);
      EXPECT_EQ(hierarchy.is_within(a, b), lies_within(a, b)) << i << " " << j;
      EXPECT_EQ(hierarchy.overlap(a, b), lies_within(a, b) || lies_within(b, a)) << i << " " << j;
    }
  }
}

TEST(Hierarchy, HandsDownFromTheTopWhateverTheOrder) {
  const Hierarchy<DataId> hierarchy(Parents{DataId(2U), std::nullopt, DataId(1U), DataId(0U), std::nullopt});
  std::vector<bool> marked = {false, true, false, false, false};
  check::from_the_top(hierarchy, [&](std::uint32_t child, std::uint32_t parent) {
    if (marked[parent]) marked[child] = true;
  });
  EXPECT_EQ(marked, (std::vector<bool>{true, true, true, true, false}));
}

TEST(Hierarchy, CountsForEachEntryWhatIsMarkedOfItAndOfWhatItContains) {
  // 1 ⊃ 2 ⊃ 0 ⊃ 3, and 4 and 5 by themselves
  const Hierarchy<DataId> hierarchy(
      Parents{DataId(2U), std::nullopt, DataId(1U), DataId(0U), std::nullopt, std::nullopt});
  EXPECT_EQ(hierarchy.count_within({true, false, false, true, false, true}),
            (std::vector<std::uint32_t>{2, 2, 2, 1, 0, 1}));
  EXPECT_TRUE(Hierarchy<DataId>(Parents{}).count_within({}).empty());
}

TEST(Hierarchy, IsAsFastDeepAsFlat) {
  constexpr std::uint32_t kDepth = 200'000;
  Parents parents(kDepth);
  for (std::uint32_t i = 0; i + 1 < kDepth; ++i) parents[i] = DataId(i + 1);
  const Hierarchy<DataId> hierarchy(parents);
  EXPECT_TRUE(hierarchy.is_within(DataId(0U), DataId(kDepth - 1)));
  EXPECT_FALSE(hierarchy.is_within(DataId(kDepth - 1), DataId(0U)));
}

}  // namespace
}  // namespace licet::model
