#include <engine/record/tile_paths.h>
#include <gtest/gtest.h>

namespace licet::record {
namespace {

TEST(TilePaths, HaveThreeDigitsAnElement) {
  EXPECT_EQ(tile_path(0, 0, 256), "tile/0/000");
  EXPECT_EQ(tile_path(0, 999, 256), "tile/0/999");
  EXPECT_EQ(tile_path(0, 1000, 256), "tile/0/x001/000");
  EXPECT_EQ(tile_path(1, 1234067, 256), "tile/1/x001/x234/067");
  EXPECT_EQ(tile_path(63, 1'000'000, 256), "tile/63/x001/x000/000");
  EXPECT_EQ(bundle_path(1234067, 256), "tile/entries/x001/x234/067");
}

TEST(TilePaths, OfPartialTilesNameTheirWidth) {
  EXPECT_EQ(tile_path(0, 0, 15), "tile/0/000.p/15");
  EXPECT_EQ(tile_path(2, 1234067, 255), "tile/2/x001/x234/067.p/255");
  EXPECT_EQ(bundle_path(273, 1), "tile/entries/273.p/1");
}

/// The example of the format's page: 273 full tiles and one of width 112, one full and one of width 17, one of width 1.
TEST(TilePaths, OfEachLevelHaveAsManyHashesAsThereAreFullSubtrees) {
  EXPECT_EQ(tile_hashes(70'000, 0), 273U * 256 + 112);
  EXPECT_EQ(tile_hashes(70'000, 1), 256U + 17);
  EXPECT_EQ(tile_hashes(70'000, 2), 1U);
  EXPECT_EQ(tile_hashes(70'000, 3), 0U);
  EXPECT_EQ(tile_hashes(256, 1), 1U);
  EXPECT_EQ(tile_hashes(255, 1), 0U);
  EXPECT_EQ(tile_hashes(UINT64_MAX, 7), 255U);
  EXPECT_EQ(tile_hashes(UINT64_MAX, 8), 0U);
}

}  // namespace
}  // namespace licet::record
