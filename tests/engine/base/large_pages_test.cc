#include <cstdint>
#include <engine/base/large_pages.h>
#include <gtest/gtest.h>
#include <numeric>

namespace licet {
namespace {

TEST(LargePages, HoldWhatAVectorHolds) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{1000}, kLargePage, 3 * kLargePage + 1}) {
    LargeTable<std::uint32_t> table(count);
    std::iota(table.begin(), table.end(), 7U);
    table.push_back(5);
    const LargeTable<std::uint32_t> copy = table;
    ASSERT_EQ(copy.size(), count + 1);
    EXPECT_EQ(copy, table);
    EXPECT_EQ(copy.back(), 5U);
    if (count > 0) {
      EXPECT_EQ(copy[count - 1], static_cast<std::uint32_t>(count + 6));
    }
  }
}

TEST(LargePages, AlignLargeTables) {
  const LargeTable<std::uint32_t> table(kLargePage);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(table.data()) % kLargePage, 0U);
}

TEST(LargePages, RefuseWhatNoMemoryHolds) {
  LargePageAllocator<std::uint64_t> allocator;
  EXPECT_THROW(static_cast<void>(allocator.allocate(static_cast<std::size_t>(-1))), std::bad_alloc);
  EXPECT_EQ(allocate_on_large_pages(static_cast<std::size_t>(-1)), nullptr);
}

}  // namespace
}  // namespace licet
