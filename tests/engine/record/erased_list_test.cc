#include <algorithm>
#include <engine/record/erased_list.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>

namespace licet::record {
namespace {

using test::contents_of;
using test::Fault;
using test::FaultyFiles;
using test::flip_bit;
using test::put;

constexpr LogId kLog{1, 2, 3};

ErasedEntry entry(std::uint8_t number, std::vector<std::uint64_t> kept = {}) {
  ErasedEntry made;
  made.holder.row.fill(number);
  made.holder.known.fill(0xEF);
  made.at = Instant{1'700'000'000'000'000 + number};
  made.kept = std::move(kept);
  return made;
}

std::vector<ErasedEntry> entries_of(const ErasedList& list) { return {list.entries().begin(), list.entries().end()}; }

class ErasedListTest : public testing::Test {
 protected:
  Result<ErasedList> open(bool writable, FileSystem& files) const {
    return ErasedList::open(path(), kLog, writable, files);
  }
  Result<ErasedList> open(bool writable) { return open(writable, faultless_); }
  std::filesystem::path path() const { return erased_list_path(scratch_ / "some.key"); }
  std::optional<FailureKind> failure() {
    const auto list = open(false);
    return list ? std::nullopt : std::optional(list.error().kind);
  }

  test::ScratchDirectory scratch_;
  FaultyFiles faultless_;
  const std::vector<ErasedEntry> all_{entry(1), entry(2, {0, 7, UINT64_MAX}), entry(1, {12})};
};

TEST_F(ErasedListTest, IsWrittenByOneAtATimeAndReadBesideIt) {
  auto list = open(true);
  ASSERT_TRUE(list->add(all_[0]));
  const auto made_beside = open(true);
  ASSERT_FALSE(made_beside);
  EXPECT_EQ(made_beside.error().kind, FailureKind::kBusy);
  EXPECT_EQ(entries_of(*open(false)), std::vector{all_[0]});
  list = open(false);
  auto next = open(true);
  ASSERT_TRUE(next) << next.error().message;
  ASSERT_TRUE(next->add(all_[1]));
  EXPECT_FALSE(open(true));
}

TEST_F(ErasedListTest, StandsBesideTheKeyAndIsMadeWithTheFirstEntry) {
  EXPECT_EQ(path(), scratch_ / "some.key.erased");
  for (const bool writable : {false, true}) {
    const auto list = open(writable);
    ASSERT_TRUE(list) << list.error().message;
    EXPECT_FALSE(list->exists());
    EXPECT_TRUE(list->entries().empty());
  }
  EXPECT_FALSE(std::filesystem::exists(path()));
  {
    auto list = open(true);
    for (const ErasedEntry& one : all_) ASSERT_TRUE(list->add(one));
    EXPECT_EQ(entries_of(*list), all_);
  }
  struct stat status {};
  ASSERT_EQ(::stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  for (const bool writable : {false, true}) EXPECT_EQ(entries_of(*open(writable)), all_);
}

TEST_F(ErasedListTest, ABegunOneWithoutEntriesIsToldFromNoneAndFromOneThatACrashLeft) {
  EXPECT_FALSE(open(true)->is_begun());
  ASSERT_FALSE(open(false)->begin());
  {
    auto list = open(true);
    ASSERT_TRUE(list->begin());
    EXPECT_TRUE(list->is_begun());
  }
  const std::string line = contents_of(path());
  EXPECT_EQ(line, "licet-erased 1 01020300000000000000000000000000 cda17de4\n");
  EXPECT_TRUE(open(false)->is_begun());
  ASSERT_TRUE(open(true)->begin());
  EXPECT_EQ(contents_of(path()), line);
  put(path(), line.substr(0, 20));
  EXPECT_FALSE(open(false)->is_begun());
  auto list = open(true);
  ASSERT_TRUE(list->begin());
  ASSERT_TRUE(list->add(all_.front()));
  EXPECT_EQ(entries_of(*open(false)), std::vector<ErasedEntry>{all_.front()});
}

TEST_F(ErasedListTest, StandsAsTheFormatHasIt) {
  auto list = open(true);
  ASSERT_TRUE(list->add(entry(0x0A)));
  ErasedEntry early = entry(0xB0, {3, 40});
  early.at = Instant{-5};
  ASSERT_TRUE(list->add(early));
  const auto sixteen = [](const std::string& digits) {
    std::string text;
    for (int i = 0; i < 16; ++i) text += digits;
    return text;
  };
  const std::string holder_a = sixteen("0a") + sixteen("ef");
  const std::string holder_b = sixteen("b0") + sixteen("ef");
  // The sums are those of another program.
  EXPECT_EQ(contents_of(path()), "licet-erased 1 01020300000000000000000000000000 cda17de4\n" + holder_a +
                                     " 1700000000000010 - 61cb0f29\n" + holder_b + " -5 3,40 24813db5\n");
}

TEST_F(ErasedListTest, ALastLineWithoutItsEndIsCutByTheWriterAndOverlookedByReaders) {
  {
    auto list = open(true);
    for (const ErasedEntry& one : all_) ASSERT_TRUE(list->add(one));
  }
  const std::string whole = contents_of(path());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string torn = whole.substr(0, size);
    put(path(), torn);
    const auto lines = static_cast<std::size_t>(std::count(torn.begin(), torn.end(), '\n'));
    const std::vector<ErasedEntry> left(
        all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(lines, 1) - 1));
    ASSERT_EQ(entries_of(*open(false)), left);
    ASSERT_EQ(contents_of(path()), torn) << "changed by a reader";
    auto list = open(true);
    ASSERT_EQ(entries_of(*list), left);
    ASSERT_EQ(contents_of(path()), torn.substr(0, torn.rfind('\n') + 1));
    for (std::size_t i = left.size(); i < all_.size(); ++i) ASSERT_TRUE(list->add(all_[i]));
    ASSERT_EQ(contents_of(path()), whole);
  }
}

TEST_F(ErasedListTest, EveryBitThatDiffersIsFoundAndItsLineNamed) {
  {
    auto list = open(true);
    for (const ErasedEntry& one : all_) ASSERT_TRUE(list->add(one));
  }
  const std::string whole = contents_of(path());
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    flip_bit(path(), bit);
    const auto list = open(false);
    // The end of the last line cannot be told from one that is missing.
    if (bit / 8 + 1 == whole.size()) {
      EXPECT_TRUE(!list || list->entries().size() + 1 == all_.size());
    } else {
      ASSERT_FALSE(list) << bit;
      EXPECT_EQ(list.error().kind, FailureKind::kDamaged) << bit << list.error().message;
      const auto line = 1 + std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(bit / 8), '\n');
      EXPECT_NE(list.error().message.find("line " + std::to_string(line)), std::string::npos) << list.error().message;
    }
    flip_bit(path(), bit);
  }
  EXPECT_EQ(entries_of(*open(false)), all_);
}

TEST_F(ErasedListTest, WhatIsOfAnotherStoreOrVersionIsRefused) {
  {
    auto other = ErasedList::open(path(), LogId{9}, true, faultless_);
    ASSERT_TRUE(other->add(all_.front()));
  }
  EXPECT_EQ(failure(), FailureKind::kDamaged);
  put(path(), "licet-erased 2 01020300000000000000000000000000 4ebce197\n");
  EXPECT_EQ(failure(), FailureKind::kWrongUse);
  put(path(), "something else\n");
  EXPECT_EQ(failure(), FailureKind::kDamaged);
  put(path(), std::string(3U << 20U, 'x'));
  EXPECT_EQ(failure(), FailureKind::kDamaged);
}

TEST_F(ErasedListTest, WhatCannotBeAddedIsRefusedAndNothingIsWritten) {
  auto list = open(true);
  ASSERT_TRUE(list->add(all_.front()));
  const std::string before = contents_of(path());
  EXPECT_EQ(list->add(entry(3, {5, 5})).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(list->add(entry(3, {5, 4})).error().kind, FailureKind::kWrongUse);
  std::vector<std::uint64_t> many(kErasedListNumbers + 1);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = UINT64_MAX - many.size() + i;
  EXPECT_EQ(list->add(entry(3, many)).error().kind, FailureKind::kLimit);
  EXPECT_EQ(open(false)->add(entry(3)).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(contents_of(path()), before);
  many.pop_back();
  ASSERT_TRUE(list->add(entry(3, many)));
  EXPECT_EQ(open(false)->entries().back().kept, many);
}

class ErasedListFaults : public ErasedListTest,
                         public testing::WithParamInterface<std::tuple<Fault, int, std::size_t>> {
 protected:
  /// In two sessions; what was acknowledged.
  std::vector<ErasedEntry> run(FileSystem& files) const {
    std::vector<ErasedEntry> added;
    for (int session = 0; session < 2; ++session) {
      auto list = open(true, files);
      if (!list) continue;
      // What is there is not added again.
      const std::size_t there = list->entries().size();
      bool failed = false;
      for (std::size_t i = there; i < std::min(all_.size(), there + 2); ++i) {
        const auto done = list->add(all_[i]);
        EXPECT_FALSE(failed && done) << "taken after a failure";
        failed = failed || !done;
        if (done) added.assign(all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(i + 1));
      }
    }
    return added;
  }
};

TEST_P(ErasedListFaults, WhicheverCallFailsNothingAcknowledgedIsLost) {
  const auto [fault, error, times] = GetParam();
  FaultyFiles counted;
  ASSERT_EQ(run(counted), all_);
  ASSERT_GT(counted.calls(), 10U);
  for (std::size_t call = 0; call < counted.calls(); ++call) {
    SCOPED_TRACE("call " + std::to_string(call) + " " + counted.log()[call]);
    std::filesystem::remove(path());
    FaultyFiles files(call, fault, error, times);
    const std::vector<ErasedEntry> added = run(files);
    if (error == EINTR) {
      EXPECT_EQ(added, all_);
    }
    auto list = open(true);
    ASSERT_TRUE(list) << list.error().message;
    ASSERT_GE(list->entries().size(), added.size());
    for (std::size_t i = list->entries().size(); i < all_.size(); ++i) ASSERT_TRUE(list->add(all_[i]));
    EXPECT_EQ(entries_of(*open(false)), all_);
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, ErasedListFaults,
                         testing::Values(std::tuple{Fault::kRefused, EIO, std::size_t{1}},
                                         std::tuple{Fault::kHalf, ENOSPC, std::size_t{1}},
                                         std::tuple{Fault::kHalf, EIO, SIZE_MAX / 2},
                                         std::tuple{Fault::kRefused, EINTR, std::size_t{3}}));

TEST_F(ErasedListTest, AnEntryIsSyncedAndTheNameOfANewFileToo) {
  FaultyFiles files;
  auto list = open(true, files);
  ASSERT_TRUE(list->add(all_[0]));
  ASSERT_TRUE(list->add(all_[1]));
  const std::vector<std::string> expected{"open", "open", "lock",     "write_at", "sync",
                                          "open", "sync", "write_at", "sync"};
  EXPECT_EQ(files.log(), expected);
}

}  // namespace
}  // namespace licet::record
