#include <cerrno>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <set>
#include <tests/disk/simulated_disk.h>

namespace licet::test {
namespace {

/// Does it, and says what was left after the power failed in the call after so many.
template <class Work>
std::set<std::string> left_by(const std::string& path, std::uint64_t calls, Work work) {
  std::set<std::string> found;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    SimulatedDisk disk(seed);
    disk.cut_after(calls);
    work(disk);
    disk.restart();
    const auto file = disk.open(path, O_RDONLY);
    found.insert(file ? "[" + disk.contents(path) + "]" : "none");
  }
  return found;
}

TEST(SimulatedDisk, AFileAndItsNameAreEachThereOrNotUntilBothAreSynced) {
  const auto work = [](bool syncs_file, bool syncs_name) {
    return [=](SimulatedDisk& disk) {
      const auto file = disk.open("/f", O_RDWR | O_CREAT);
      ASSERT_TRUE(file);
      ASSERT_TRUE(disk.write(*file, "ab"));
      if (syncs_file) {
        ASSERT_TRUE(disk.sync(*file));
      }
      const auto root = disk.open("/", O_RDONLY | O_DIRECTORY);
      if (syncs_name) {
        ASSERT_TRUE(disk.sync(*root));
      }
    };
  };
  EXPECT_EQ(left_by("/f", 100, work(true, true)), (std::set<std::string>{"[ab]"}));
  EXPECT_EQ(left_by("/f", 100, work(true, false)), (std::set<std::string>{"[ab]", "none"}));
  const auto unsynced = left_by("/f", 100, work(false, true));
  EXPECT_TRUE(unsynced.contains("[]"));
  EXPECT_TRUE(unsynced.contains("[ab]"));
  EXPECT_TRUE(unsynced.contains("[a]")) << "torn";
  EXPECT_TRUE(unsynced.contains(std::string("[\0\0]", 4))) << "grown before its bytes came";
  EXPECT_FALSE(unsynced.contains("none"));
}

TEST(SimulatedDisk, UnsyncedWritesMayTakePlaceInAnotherOrder) {
  const auto found = left_by("/f", 100, [](SimulatedDisk& disk) {
    const auto file = disk.open("/f", O_RDWR | O_CREAT);
    static_cast<void>(disk.sync(*disk.open("/", O_RDONLY | O_DIRECTORY)));
    static_cast<void>(disk.write_at(*file, "a", 0));
    static_cast<void>(disk.write_at(*file, "b", 0));
  });
  EXPECT_TRUE(found.contains("[a]"));
  EXPECT_TRUE(found.contains("[b]"));
}

TEST(SimulatedDisk, ARenamedFileHasOneOfItsNames) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    SimulatedDisk disk(seed);
    ASSERT_TRUE(disk.open("/a", O_RDWR | O_CREAT));
    ASSERT_TRUE(disk.sync(*disk.open("/", O_RDONLY | O_DIRECTORY)));
    ASSERT_TRUE(disk.rename("/a", "/b"));
    disk.restart();
    EXPECT_EQ(disk.paths().size(), 1U);
  }
}

TEST(SimulatedDisk, WhatAFailedSyncLostNoLaterSyncBringsBack) {
  std::set<std::string> found;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    SimulatedDisk disk(seed);
    const auto file = disk.open("/f", O_RDWR | O_CREAT);
    ASSERT_TRUE(disk.sync(*disk.open("/", O_RDONLY | O_DIRECTORY)));
    ASSERT_TRUE(disk.write(*file, "a"));
    disk.fail_sync_after(0);
    EXPECT_FALSE(disk.sync(*file));
    EXPECT_EQ(disk.contents("/f"), "a") << "memory has it";
    ASSERT_TRUE(disk.sync(*file));
    disk.restart();
    found.insert(disk.contents("/f"));
  }
  EXPECT_EQ(found, (std::set<std::string>{"a", std::string(1, '\0')})) << "the letter, or a file that only grew";
}

TEST(SimulatedDisk, AfterTheCutEveryCallFailsAndTheSameSeedLeavesTheSame) {
  const auto run = [](std::uint64_t seed) {
    SimulatedDisk disk(seed);
    disk.cut_after(3);
    const auto file = disk.open("/f", O_RDWR | O_CREAT);
    for (int i = 0; i < 4; ++i) static_cast<void>(disk.write(*file, std::string(1000, static_cast<char>('a' + i))));
    EXPECT_TRUE(disk.is_cut());
    EXPECT_EQ(disk.sync(*file).error(), EIO);
    EXPECT_EQ(disk.open("/f", O_RDONLY).error(), EIO);
    disk.restart();
    return disk.contents("/f");
  };
  for (std::uint64_t seed = 0; seed < 50; ++seed) EXPECT_EQ(run(seed), run(seed));
}

TEST(SimulatedDisk, AFullDiskTakesNothingThatNeedsRoom) {
  SimulatedDisk disk(1);
  const auto file = disk.open("/f", O_RDWR | O_CREAT);
  ASSERT_TRUE(disk.write(*file, "abc"));
  disk.fill(true);
  EXPECT_EQ(disk.write(*file, "d").error(), ENOSPC);
  EXPECT_TRUE(disk.write_at(*file, "x", 0));
  EXPECT_EQ(disk.open("/g", O_RDWR | O_CREAT).error(), ENOSPC);
}

}  // namespace
}  // namespace licet::test
