#include <engine/record/layout.h>
#include <tests/engine/record/log_fixture.h>

namespace licet::record {
namespace {

using namespace licet::test;

/// A log whose last batch may not have been synced: its durable end states the batch before.
class CrashedLog : public testing::Test {
 protected:
  void SetUp() override {
    Log log = make();
    for (int batch = 0; batch < 5; ++batch) append_batch(log, batch_contents(batch));
    earlier_ = contents_of_log(log);
    older_end_ = contents_of(end_file());
    before_ = log.end();
    append_batch(log, batch_contents(5));
    all_ = contents_of_log(log);
    after_ = log.end();
    ASSERT_EQ(before_.segment, after_.segment);
    segment_file_ = segment_path(directory(), after_.segment);
    keys_ = contents_of(directory() / "keys");
  }

  Log make() {
    auto log = Log::open(directory(), log_options(LogAccess::kCreate), files_);
    EXPECT_TRUE(log) << log.error().message;
    return std::move(*log);
  }
  void append_batch(Log& log, const Contents& contents) {
    ASSERT_TRUE(append(log, contents, *log.new_slot(holder(1))));
  }

  /// What a power cut left: the older durable end beside this segment.
  void cut_power(const std::string& segment) {
    put(segment_file_, segment);
    put(end_file(), older_end_);
    put(directory() / "keys", keys_);
  }
  Result<Contents> opened(LogAccess access) {
    const auto log = Log::open(directory(), log_options(access), files_);
    if (!log) return tl::unexpected(log.error());
    return contents_of_log(*log);
  }
  void expect_damage(std::uint64_t record) {
    for (const LogAccess access : {LogAccess::kRead, LogAccess::kWrite}) {
      const auto found = opened(access);
      ASSERT_FALSE(found);
      EXPECT_EQ(found.error().kind, FailureKind::kDamaged);
      EXPECT_NE(found.error().message.find("record " + std::to_string(record) + ","), std::string::npos)
          << found.error().message;
    }
    EXPECT_NE(findings_of(directory()), Contents{});
  }
  /// Whatever was in the last batch: all before it is there, and nothing that was not appended.
  void expect_earlier_ones() {
    const auto read = opened(LogAccess::kRead);
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_GE(read->size(), earlier_.size());
    ASSERT_LE(read->size(), all_.size());
    EXPECT_TRUE(std::equal(read->begin(), read->end(), all_.begin()));
    const auto written = opened(LogAccess::kWrite);
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_EQ(*written, *read);
    EXPECT_EQ(findings_of(directory()), Contents{});
  }

  std::filesystem::path directory() const { return scratch_ / "s"; }
  std::filesystem::path end_file() const { return end_path(directory()); }

  test::ScratchDirectory scratch_;
  FaultyFiles files_;
  std::filesystem::path segment_file_;
  std::string older_end_;
  std::string keys_;
  Contents earlier_;
  Contents all_;
  LogEnd before_;
  LogEnd after_;
};

TEST_F(CrashedLog, ATailTornAnywhereIsCutAndTheEarlierOnesAreIntact) {
  const std::string whole = contents_of(segment_file_);
  ASSERT_EQ(whole.size(), after_.bytes);
  for (std::size_t size = before_.bytes; size < whole.size(); ++size) {
    SCOPED_TRACE(size);
    cut_power(whole.substr(0, size));
    expect_earlier_ones();
    EXPECT_LE(std::filesystem::file_size(segment_file_), size);
    if (HasFailure()) return;
  }
  cut_power(whole.substr(0, before_.bytes));
  EXPECT_EQ(*opened(LogAccess::kWrite), earlier_);
  cut_power(whole);
  EXPECT_EQ(*opened(LogAccess::kWrite), all_);
}

TEST_F(CrashedLog, HowMuchWasCutIsKnown) {
  const std::string whole = contents_of(segment_file_);
  const auto cut = [&](LogAccess access) { return Log::open(directory(), log_options(access), files_)->cut_bytes(); };
  EXPECT_EQ(cut(LogAccess::kWrite), 0U);
  cut_power(whole.substr(0, before_.bytes + 100));
  EXPECT_EQ(cut(LogAccess::kRead), 0U);
  EXPECT_EQ(cut(LogAccess::kWrite), 100U);
  EXPECT_EQ(cut(LogAccess::kWrite), 0U);
  put(segment_path(directory(), earlier_.size()), "half of a header");
  EXPECT_EQ(cut(LogAccess::kWrite), 16U) << "a segment that was only begun";
}

TEST_F(CrashedLog, WhatWasAcknowledgedAndIsMissingIsDamage) {
  const std::string whole = contents_of(segment_file_);
  for (const std::size_t size : {std::size_t{before_.bytes}, std::size_t{before_.bytes} + 100, whole.size() - 1}) {
    put(segment_file_, whole.substr(0, size));
    const auto found = opened(LogAccess::kWrite);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, FailureKind::kDamaged);
    EXPECT_NE(findings_of(directory()), Contents{});
  }
}

TEST_F(CrashedLog, PiecesOfTheLastBatchThatDidNotReachTheDiskAreATornTail) {
  constexpr std::size_t kPiece = 64;
  const std::string whole = contents_of(segment_file_);
  for (std::size_t first = before_.bytes; first < whole.size(); first += kPiece) {
    for (std::size_t second = first; second < whole.size(); second += 3 * kPiece) {
      std::string torn = whole;
      for (const std::size_t piece : {first, second}) {
        for (std::size_t i = piece; i < std::min(piece + kPiece, whole.size()); ++i) torn[i] = '\0';
      }
      cut_power(torn);
      expect_earlier_ones();
      if (HasFailure()) return;
    }
  }
}

TEST_F(CrashedLog, ABadRecordBeforeALaterBatchIsDamageWhateverTheDurableEndSays) {
  std::string bad = contents_of(segment_file_);
  // The first byte of the last record before the last batch.
  const auto place = bad.rfind(kRecordMagic, before_.bytes - 1);
  bad[place] = static_cast<char>(bad[place] ^ 4);
  for (const bool has_end : {true, false}) {
    put(segment_file_, bad);
    if (!has_end) std::filesystem::remove(end_file());
    expect_damage(earlier_.size() - 1);
    EXPECT_EQ(contents_of(segment_file_), bad) << "nothing is cut";
  }
}

TEST_F(CrashedLog, AUnitWithoutItsEndIsCutAsAWhole) {
  auto unit = drafts_of({"one", "two", "three"});
  unit[0].ends_unit = unit[1].ends_unit = false;
  {
    Log log = make();
    older_end_ = contents_of(end_file());
    ASSERT_TRUE(append(log, unit));
    ASSERT_EQ(log.end().segment, after_.segment);
  }
  const std::string whole = contents_of(segment_file_);
  cut_power(whole.substr(0, whole.rfind(kRecordMagic)));
  EXPECT_EQ(*opened(LogAccess::kRead), all_);
  EXPECT_EQ(*opened(LogAccess::kWrite), all_);
  EXPECT_EQ(std::filesystem::file_size(segment_file_), after_.bytes);
}

TEST_F(CrashedLog, ADurableEndThatIsTornOrMissingIsMadeAnew) {
  const std::string good = contents_of(end_file());
  for (const std::string& bad : {std::string(), good.substr(0, 100), std::string(1024, '\0'), std::string(1024, 'x')}) {
    put(end_file(), bad);
    EXPECT_EQ(*opened(LogAccess::kRead), all_);
    EXPECT_EQ(*opened(LogAccess::kWrite), all_);
    EXPECT_EQ(findings_of(directory()), Contents{});
  }
  std::filesystem::remove(end_file());
  EXPECT_EQ(*opened(LogAccess::kRead), all_);
  EXPECT_EQ(*opened(LogAccess::kWrite), all_);
}

TEST_F(CrashedLog, ASegmentThatWasOnlyBegunIsRemoved) {
  const std::filesystem::path begun = segment_path(directory(), all_.size());
  const std::string header = contents_of(segment_file_).substr(0, kSegmentHeaderBytes);
  for (std::size_t size = 0; size < header.size(); size += 8) {
    put(begun, header.substr(0, size));
    EXPECT_EQ(*opened(LogAccess::kRead), all_);
    EXPECT_EQ(*opened(LogAccess::kWrite), all_);
    EXPECT_FALSE(std::filesystem::exists(begun));
  }
}

TEST_F(CrashedLog, WhatStandsBehindTheDurableEndIsWrittenAgainAndSyncedBeforeItCounts) {
  cut_power(contents_of(segment_file_));
  FaultyFiles files;
  ASSERT_TRUE(Log::open(directory(), log_options(LogAccess::kWrite), files));
  const auto& calls = files.log();
  const auto again = std::find(calls.begin(), calls.end(), "write_at");
  ASSERT_NE(again, calls.end());
  EXPECT_EQ(*(again + 1), "sync");
}

struct Session {
  Contents acknowledged;
  Contents attempted;
};

/// Makes a log and appends batches over several segments, going on after failures as a stubborn caller would.
Session run(const std::filesystem::path& directory, FaultyFiles& files) {
  Session session;
  auto log = Log::open(directory, log_options(LogAccess::kCreate, 1024), files);
  if (!log) return session;
  bool failed = false;
  for (int batch = 0; batch < 8; ++batch) {
    const Contents contents = batch_contents(batch);
    const Slot slot = log->new_slot(holder(1)).value_or(kStoreSlot);
    const auto appended = append(*log, contents, slot);
    EXPECT_FALSE(failed && appended) << "taken after a failure";
    const bool untouched = !appended && appended.error().kind != FailureKind::kNotWritable;
    failed = failed || (!appended && !untouched);
    if (untouched) continue;
    session.attempted.insert(session.attempted.end(), contents.begin(), contents.end());
    if (appended) session.acknowledged.insert(session.acknowledged.end(), contents.begin(), contents.end());
  }
  static_cast<void>(log->close());
  return session;
}

struct FaultCase {
  Fault fault;
  int error;
  std::size_t times;
};

class LogFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(LogFaults, WhicheverCallFailsNothingAcknowledgedIsLost) {
  const test::ScratchDirectory all;
  FaultyFiles counted;
  const std::size_t attempted = run(all / "s", counted).acknowledged.size();
  ASSERT_GT(segments_in(all / "s", counted)->size(), 3U);
  for (std::size_t call = 0; call < counted.calls(); ++call) {
    SCOPED_TRACE("call " + std::to_string(call) + " " + counted.log()[call]);
    const test::ScratchDirectory scratch;
    FaultyFiles files(call, GetParam().fault, GetParam().error, GetParam().times);
    const Session session = run(scratch / "s", files);
    if (GetParam().error == EINTR) {
      EXPECT_EQ(session.acknowledged.size(), attempted);
    }
    FaultyFiles faultless;
    const auto log = Log::open(scratch / "s", log_options(LogAccess::kCreate, 1024), faultless);
    ASSERT_TRUE(log) << log.error().message;
    const Contents found = contents_of_log(*log);
    ASSERT_GE(found.size(), session.acknowledged.size());
    EXPECT_TRUE(std::equal(session.acknowledged.begin(), session.acknowledged.end(), found.begin()));
    ASSERT_LE(found.size(), session.attempted.size());
    EXPECT_TRUE(std::equal(found.begin(), found.end(), session.attempted.begin()));
    EXPECT_EQ(findings_of(scratch / "s"), Contents{});
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, LogFaults,
                         testing::Values(FaultCase{Fault::kRefused, EIO, 1}, FaultCase{Fault::kHalf, ENOSPC, 1},
                                         FaultCase{Fault::kHalf, EIO, SIZE_MAX / 2},
                                         FaultCase{Fault::kRefused, EINTR, 3}));

/// In place, because a file that is written as a whole is flushed.
void overwrite_byte(const std::filesystem::path& path, std::size_t place, char byte) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(place));
  file.put(byte);
}

TEST(LogFlips, EveryBitThatDiffersIsFoundAndRecordsAreNamed) {
  const test::ScratchDirectory scratch;
  const std::filesystem::path directory = scratch / "s";
  {
    FaultyFiles files;
    auto log = Log::open(directory, log_options(LogAccess::kCreate, 512), files);
    ASSERT_TRUE(log);
    const Digest digest = sha256("texts");
    ASSERT_TRUE(log->archive_policy(digest, {1, "texts", 0}));
    for (int batch = 0; batch < 3; ++batch) {
      auto drafts = drafts_of({"a"}, *log->new_slot(holder(1)));
      drafts.front().policy = digest;
      ASSERT_TRUE(append(*log, drafts));
    }
    ASSERT_TRUE(log->close());
    ASSERT_EQ(segments_in(directory, files)->size(), 2U);
  }
  ASSERT_EQ(findings_of(directory), Contents{});
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file() || entry.path().filename() == "lock") continue;
    const std::string good = contents_of(entry.path());
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
      // Which policy file is the main one the digest does not say; who reads the set finds it out.
      const bool beside_digest = entry.path().extension() == ".set" && bit / 8 >= 12 && bit / 8 < 24;
      if (beside_digest) continue;
      overwrite_byte(entry.path(), bit / 8, static_cast<char>(good[bit / 8] ^ (1 << bit % 8)));
      const auto report = verify_log(directory);
      const bool found = !report || !report->findings.empty();
      EXPECT_TRUE(found) << "bit " << bit << " of " << entry.path();
      const bool in_record =
          entry.path().extension() == ".seg" && bit / 8 >= segment_header_bytes(std::stoull(entry.path().stem()));
      if (report && in_record) {
        EXPECT_TRUE(report->findings.size() == 1 && report->findings.front().record.has_value())
            << "bit " << bit << " of " << entry.path() << ": " << report->findings.size();
      }
      overwrite_byte(entry.path(), bit / 8, good[bit / 8]);
      if (HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace licet::record
