#include <engine/record/log_tree.h>
#include <engine/record/segment_index.h>
#include <tests/engine/record/log_fixture.h>

namespace licet::record {
namespace {

using namespace licet::test;

/// A log of several segments, and the hashes of its leaves from the leaves on the disk.
class LogTreeTest : public testing::Test {
 protected:
  void SetUp() override { grow(400); }

  void grow(int batches) {
    auto log = Log::open(directory(), log_options(LogAccess::kCreate, kSegment), files_);
    ASSERT_TRUE(log) << log.error().message;
    for (int batch = 0; batch < batches; ++batch) ASSERT_TRUE(append(*log, batch_contents(batch)));
    hashes_.clear();
    for (std::uint64_t i = 0; i < log->end().records; ++i) hashes_.push_back(leaf_hash(*log->leaf(i)));
    ASSERT_TRUE(log->close());
  }
  Log open(LogAccess access = LogAccess::kRead) {
    auto log = Log::open(directory(), log_options(access, kSegment), files_);
    EXPECT_TRUE(log) << log.error().message;
    return std::move(*log);
  }
  std::filesystem::path directory() const { return scratch_ / "s"; }

  static constexpr std::uint64_t kSegment = 32'768;
  test::ScratchDirectory scratch_;
  FaultyFiles files_;
  std::vector<Digest> hashes_;
};

TEST_F(LogTreeTest, HashesOfLeavesAreThoseOfTheLeavesOnTheDisk) {
  const Log log = open();
  const std::uint64_t end = log.end().records;
  ASSERT_GT(end, 3 * 256U);
  ASSERT_GT(segments_in(directory(), system_files())->size(), 3U);
  const std::vector<std::uint64_t> sizes = {0, 1, 2, 255, 256, 257, end / 2, end - 1, end};
  for (const std::uint64_t from : sizes) {
    for (const std::uint64_t until : sizes) {
      const auto hashes = log.leaf_hashes(from, until);
      ASSERT_TRUE(hashes);
      const std::vector<Digest> expected =
          from < until ? std::vector<Digest>(hashes_.begin() + static_cast<std::ptrdiff_t>(from),
                                             hashes_.begin() + static_cast<std::ptrdiff_t>(until))
                       : std::vector<Digest>();
      EXPECT_EQ(*hashes, expected) << from << " to " << until;
    }
  }
  const auto beyond = log.leaf_hashes(0, end + 1);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().kind, FailureKind::kWrongUse);
}

TEST_F(LogTreeTest, AreTheSameWithoutTheIndexesOfSegments) {
  const auto segments = segments_in(directory(), system_files());
  ASSERT_TRUE(segments);
  for (const std::uint64_t first : *segments) std::filesystem::remove(index_path(directory(), first));
  EXPECT_EQ(*open().leaf_hashes(0, hashes_.size()), hashes_);
  EXPECT_EQ(*open(LogAccess::kWrite).leaf_hashes(0, hashes_.size()), hashes_);
}

TEST_F(LogTreeTest, KnowsTheRootsOfAllCompleteSubtreesWithinItsSize) {
  const Log log = open();
  const LeafHashes expected(hashes_);
  for (const std::uint64_t size : {std::uint64_t{1}, std::uint64_t{255}, std::uint64_t{256}, std::uint64_t{600},
                                   static_cast<std::uint64_t>(hashes_.size())}) {
    const LogTree tree(log, size);
    for (unsigned level = 0; level < 64; ++level) {
      const std::uint64_t count = size >> level;
      for (std::uint64_t index = 0; index < count; ++index) {
        ASSERT_EQ(*tree.root(level, index), *expected.root(level, index)) << level << ' ' << index;
      }
      const auto beyond = tree.root(level, count);
      ASSERT_FALSE(beyond);
      EXPECT_EQ(beyond.error().kind, FailureKind::kWrongUse);
    }
    EXPECT_EQ(*tree_root(tree, size), *tree_root(expected, size));
  }
}

TEST_F(LogTreeTest, ReadsTheHashesOfAllLeavesOnlyOnceForManyProofs) {
  FaultyFiles counting;
  const auto log = Log::open(directory(), log_options(LogAccess::kRead, kSegment), counting);
  ASSERT_TRUE(log);
  const LogTree tree(*log, log->end().records);
  ASSERT_TRUE(inclusion_proof(tree, 0, tree.size()));
  ASSERT_TRUE(inclusion_proof(tree, 300, tree.size()));
  ASSERT_TRUE(inclusion_proof(tree, tree.size() - 1, tree.size()));
  const std::size_t calls = counting.calls();
  for (const std::uint64_t index : {std::uint64_t{1}, std::uint64_t{255}, std::uint64_t{310}, tree.size() - 2}) {
    ASSERT_TRUE(inclusion_proof(tree, index, tree.size()));
  }
  EXPECT_EQ(counting.calls(), calls);
}

TEST_F(LogTreeTest, TheDiskReadAgainFromAnyRecordGivesRootsAndProofsFromThereOn) {
  const Log log = open();
  const LeafHashes expected(hashes_);
  const std::uint64_t end = log.end().records;
  for (std::uint64_t from = 0; from <= end; from += from < 20 ? 1 : 37) {
    auto leaves = log.reread(from, end);
    ASSERT_TRUE(leaves) << leaves.error().message;
    const TreeOnDisk disk(std::move(*leaves));
    EXPECT_LE(disk.first(), from);
    ASSERT_EQ(disk.size(), end);
    for (std::uint64_t size = disk.first(); size <= end; size += 13) {
      ASSERT_EQ(*tree_root(disk, size), *tree_root(expected, size)) << from << ' ' << size;
    }
    ASSERT_EQ(*tree_root(disk, end), log.end().root);
    if (from > 0) {
      EXPECT_EQ(*consistency_proof(disk, from, end), *consistency_proof(expected, from, end)) << from;
    }
  }
}

TEST_F(LogTreeTest, TheDiskIsReadAgainOnlyFromTheSegmentInWhichTheSizeEnds) {
  const Log log = open();
  const auto segments = *segments_in(directory(), system_files());
  for (std::size_t i = 1; i < segments.size(); ++i) {
    EXPECT_EQ(log.reread(segments[i], log.end().records)->before.leaves(), segments[i - 1]);
    EXPECT_EQ(log.reread(segments[i] + 1, log.end().records)->before.leaves(), segments[i]);
  }
  EXPECT_EQ(log.reread(log.end().records, log.end().records)->before.leaves(), segments.back());
}

TEST_F(LogTreeTest, ReadingAgainFindsEveryBitOfASegmentThatWasFlipped) {
  const auto segments = *segments_in(directory(), system_files());
  const std::filesystem::path path = segment_path(directory(), segments[segments.size() - 2]);
  const std::size_t bits = 8 * std::filesystem::file_size(path);
  const Log log = open();
  for (std::size_t bit = 0; bit < bits; bit += 997) {
    flip_bit(path, bit);
    const auto leaves = log.reread(segments[segments.size() - 2] + 1, log.end().records);
    ASSERT_FALSE(leaves) << bit;
    const bool is_newer_version = leaves.error().kind == FailureKind::kWrongUse;
    EXPECT_TRUE(is_newer_version || leaves.error().kind == FailureKind::kDamaged) << bit << leaves.error().message;
    flip_bit(path, bit);
  }
  EXPECT_TRUE(log.reread(0, log.end().records));
}

TEST_F(LogTreeTest, ReadingAgainSeesATailThatIsMissing) {
  const Log log = open();
  const auto segments = *segments_in(directory(), system_files());
  const std::filesystem::path path = segment_path(directory(), segments.back());
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 8);
  const auto leaves = log.reread(log.end().records, log.end().records);
  ASSERT_FALSE(leaves);
  EXPECT_EQ(leaves.error().kind, FailureKind::kDamaged);
}

}  // namespace
}  // namespace licet::record
