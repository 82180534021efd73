#include <atomic>
#include <engine/record/segment_index.h>
#include <random>
#include <tests/engine/record/erasure_fixture.h>
#include <thread>

namespace licet::record {
namespace {

using namespace licet::test;

/// What an erasure leaves that was interrupted anywhere.
class InterruptedErasure : public ErasureTest {
 protected:
  /// The erasure is recorded, and nothing is overwritten yet.
  void record_erasure() {
    Log log = open(LogAccess::kWrite);
    ASSERT_TRUE(append_erasure(log));
    ASSERT_TRUE(log.close());
    whole_ = files_of(directory());
  }
  void erase() {
    Log log = open(LogAccess::kWrite);
    const auto erased = log.erase(kErased);
    ASSERT_TRUE(erased) << erased.error().message;
    ASSERT_TRUE(log.close());
    erased_ = files_of(directory());
  }
  /// Read, verified and opened for writing, all is good; finished, it is erased.
  void expect_to_finish(std::uint64_t half_erased) {
    expect_records(open(LogAccess::kRead), false);
    const auto report = verify_log(directory());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
    EXPECT_EQ(report->half_erased, half_erased);
    Log log = open(LogAccess::kWrite);
    expect_records(log, false);
    EXPECT_FALSE(log.is_erased(kErased).value());
    ASSERT_TRUE(log.erase(kErased));
    expect_erased(log);
  }
  void expect_damage() {
    EXPECT_NE(findings_of(directory()), Contents{});
    const auto opened = Log::open(directory(), log_options(LogAccess::kRead), files_);
    if (!opened) {
      EXPECT_EQ(opened.error().kind, FailureKind::kDamaged);
      return;
    }
    const auto read = opened->visit(0, opened->end().records, [](const auto&) { return Result<void>(); });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, FailureKind::kDamaged);
  }
  /// Zeros over the payload's bytes from `from` to `until` less one; the four behind are its CRC.
  void put_zeros(std::uint64_t number, std::size_t from, std::size_t until) {
    const Standing standing = standing_of(directory(), number);
    std::string file = contents_of(standing.file);
    std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(standing.payload + from), until - from, '\0');
    put(standing.file, file);
  }

  std::map<std::filesystem::path, std::string> whole_;
  std::map<std::filesystem::path, std::string> erased_;
};

TEST_F(InterruptedErasure, APayloadOverwrittenInPartCountsAsErasedInEverySegment) {
  record_erasure();
  const std::uint64_t bytes = standing_of(directory(), numbers_.front()).bytes;
  for (const std::uint64_t number : {numbers_.front(), numbers_[8], numbers_.back()}) {
    for (const auto& [from, until] : std::vector<std::pair<std::size_t, std::size_t>>{
             {0, 8}, {0, bytes}, {0, bytes + 1}, {24, 56}, {bytes, bytes + 4}, {8, bytes + 4}}) {
      SCOPED_TRACE(std::to_string(number) + " " + std::to_string(from) + " " + std::to_string(until));
      put_files(whole_);
      put_zeros(number, from, until);
      EXPECT_TRUE(open(LogAccess::kRead).read(number)->erased);
      expect_to_finish(1);
      if (HasFailure()) return;
    }
  }
}

TEST_F(InterruptedErasure, AnIndexIsMadeAnewOverRecordsThatAreHalfErased) {
  record_erasure();
  put_zeros(numbers_[1], 0, 16);
  const auto index = index_path(directory(), 0);
  const std::string good = contents_of(index);
  std::filesystem::remove(index);
  EXPECT_EQ(*open(LogAccess::kRead).records_of(kErased), numbers_);
  open(LogAccess::kWrite);
  EXPECT_EQ(contents_of(index), good);
  expect_to_finish(1);
}

TEST_F(InterruptedErasure, WithoutAnErasureTheSameIsDamage) {
  put_zeros(numbers_[2], 0, 8);
  expect_damage();
  std::string keys = contents_of(directory() / "keys");
  keys[kSlotBytes + 20] = static_cast<char>(keys[kSlotBytes + 20] ^ 1);
  put(directory() / "keys", keys);
  EXPECT_EQ(Log::open(directory(), log_options(LogAccess::kWrite), files_).error().kind, FailureKind::kDamaged);
}

TEST_F(InterruptedErasure, RecordsOfOthersAndThoseBehindTheErasureAreNotTakenForHalfErased) {
  record_erasure();
  put_zeros(1, 0, 8);
  expect_damage();
  put_files(whole_);
  put_zeros(contents_.size(), 0, 8);
  expect_damage();
}

TEST_F(InterruptedErasure, ASlotOverwrittenInPartCountsAsErased) {
  record_erasure();
  erase();
  const auto path = directory() / "keys";
  for (std::size_t half = 1; half < kSlotBytes; ++half) {
    std::string keys = erased_.at(path);
    keys.replace(kSlotBytes + half, kSlotBytes - half, whole_.at(path).substr(kSlotBytes + half, kSlotBytes - half));
    if (keys == erased_.at(path) || keys == whole_.at(path)) continue;
    put(path, keys);
    expect_records(open(LogAccess::kRead), true);
    Log log = open(LogAccess::kWrite);
    expect_records(log, true);
    EXPECT_FALSE(log.is_erased(kErased).value());
    EXPECT_EQ(log.holder_of(kErased).value(), std::nullopt);
    ASSERT_TRUE(log.erase(kErased));
    expect_erased(log);
    if (HasFailure()) return;
  }
}

TEST_F(InterruptedErasure, DamageBehindAnErasureIsFound) {
  record_erasure();
  erase();
  ASSERT_EQ(findings_of(directory()), Contents{});
  for (const std::uint64_t number : {numbers_.front(), numbers_.back()}) {
    const Standing standing = standing_of(directory(), number);
    for (std::size_t bit = 0; bit < (standing.bytes + kRecordTrailerBytes) * 8; ++bit) {
      flip_bit(standing.file, standing.payload * 8 + bit);
      const auto report = verify_log(directory());
      ASSERT_TRUE(report);
      ASSERT_EQ(report->findings.size(), 1U) << bit;
      EXPECT_EQ(report->findings.front().record, number);
      if (bit % 97 == 0) expect_damage();
      flip_bit(standing.file, standing.payload * 8 + bit);
    }
  }
  for (std::size_t bit = 0; bit < kSlotBytes * 8; ++bit) {
    flip_bit(directory() / "keys", kSlotBytes * 8 + bit);
    EXPECT_EQ(findings_of(directory()).size(), 1U) << bit;
    flip_bit(directory() / "keys", kSlotBytes * 8 + bit);
  }
  EXPECT_EQ(findings_of(directory()), Contents{});
}

TEST_F(InterruptedErasure, WhateverPartsOfTheZerosReachedTheDiskItIsFinished) {
  const std::string older_end = contents_of(end_path(directory()));
  record_erasure();
  erase();
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    put_files(whole_);
    for (const auto& [path, zeroed] : erased_) {
      if (path.extension() != ".seg") continue;
      std::string torn = whole_.at(path);
      for (std::size_t place = 0; place < torn.size(); place += 32) {
        if (random() % 2 == 0) torn.replace(place, 32, zeroed, place, 32);
      }
      put(path, torn);
    }
    if (round % 2 == 0) put(end_path(directory()), older_end);
    expect_records(open(LogAccess::kRead), false);
    Log log = open(LogAccess::kWrite);
    expect_records(log, false);
    ASSERT_TRUE(log.erase(kErased));
    expect_erased(log);
    if (HasFailure()) return;
  }
}

TEST_F(InterruptedErasure, ReadersBesideItSeeEachRecordWholeOrErasedAtEveryStep) {
  record_erasure();
  Log reader = open(LogAccess::kRead);
  FaultyFiles writing;
  Log log = open(LogAccess::kWrite, writing);
  int steps = 0;
  writing.midway = [&] {
    ++steps;
    expect_records(reader, false);
    expect_records(open(LogAccess::kRead), false);
    const auto report = verify_log(directory());
    ASSERT_TRUE(report) << report.error().message;
    // Between two halves of a slot that is what it looks like.
    const bool in_slot = report->erased == numbers_.size() && report->half_erased == 0;
    if (!in_slot) {
      EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
    }
    ASSERT_TRUE(reader.refresh());
  };
  ASSERT_TRUE(log.erase(kErased));
  EXPECT_GT(steps, 24);
  expect_erased(log);
  expect_erased(reader);
}

TEST_F(InterruptedErasure, ThreadsAndReadersOfOtherProcessesNeverMeetDamage) {
  record_erasure();
  for (int round = 0; round < 10; ++round) {
    put_files(whole_);
    const Log reader = open(LogAccess::kRead, system_files());
    Log log = open(LogAccess::kWrite, system_files());
    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (const Log* read : {&reader, static_cast<const Log*>(&log)}) {
      threads.emplace_back([&, read] {
        bool last = false;
        while (!last) {
          last = done;
          for (const std::uint64_t number : numbers_) {
            const auto record = read->read(number);
            const bool right = record && (record->erased || record->content == contents_[number]);
            if (!right || (last && !record->erased)) ++wrong;
          }
        }
      });
    }
    ASSERT_TRUE(log.erase(kErased));
    done = true;
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
  }
}

struct FaultCase {
  Fault fault;
  int error;
  std::size_t times;
};

class ErasureFaults : public ErasureTest, public testing::WithParamInterface<FaultCase> {
 protected:
  /// Opens, records the erasure, and erases; how far it came.
  enum class Reached : std::uint8_t { kNothing, kRecorded, kErasedAll };
  Reached run(FaultyFiles& files) {
    auto log = Log::open(directory(), log_options(LogAccess::kWrite), files);
    if (!log || !append_erasure(*log)) return Reached::kNothing;
    const auto erased = log->erase(kErased);
    if (!erased && erased.error().kind == FailureKind::kNotWritable) {
      EXPECT_FALSE(append(*log, Contents{"more"}, kOther)) << "taken after a failure";
    }
    return erased ? Reached::kErasedAll : Reached::kRecorded;
  }
};

TEST_P(ErasureFaults, WhicheverCallFailsNothingHappenedOrRepeatingFinishes) {
  const auto before = files_of(directory());
  FaultyFiles counted;
  ASSERT_EQ(run(counted), Reached::kErasedAll);
  std::size_t met = 0;
  for (std::size_t call = 0; call < counted.calls(); ++call) {
    SCOPED_TRACE("call " + std::to_string(call) + " " + counted.log()[call]);
    std::filesystem::remove_all(directory());
    std::filesystem::create_directories(log_folder(directory()));
    put_files(before);
    std::filesystem::permissions(directory() / "master.key", std::filesystem::perms(0600));
    FaultyFiles files(call, GetParam().fault, GetParam().error, GetParam().times);
    const Reached reached = run(files);
    if (files.met()) ++met;
    expect_records(open(LogAccess::kRead), reached == Reached::kErasedAll);
    Log log = open(LogAccess::kWrite);
    const bool recorded = log.end().records > contents_.size();
    EXPECT_TRUE(recorded || reached == Reached::kNothing);
    expect_records(log, reached == Reached::kErasedAll);
    if (!recorded) {
      EXPECT_EQ(log.end().records, contents_.size());
      EXPECT_EQ(findings_of(directory()), Contents{});
      ASSERT_TRUE(append_erasure(log));
    }
    ASSERT_TRUE(log.erase(kErased));
    expect_erased(log);
    ASSERT_TRUE(append(log, Contents{"more"}, kOther));
    if (HasFailure()) return;
  }
  EXPECT_GT(met, counted.calls() / 2);
}

INSTANTIATE_TEST_SUITE_P(Faults, ErasureFaults,
                         testing::Values(FaultCase{Fault::kRefused, EIO, 1}, FaultCase{Fault::kHalf, ENOSPC, 1},
                                         FaultCase{Fault::kHalf, EIO, SIZE_MAX / 2},
                                         FaultCase{Fault::kRefused, EINTR, 3}));

}  // namespace
}  // namespace licet::record
