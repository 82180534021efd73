// A record is backed up beside its writer, whatever it does meanwhile, and no backup that differs in a bit is taken.
#include <atomic>
#include <engine/record/log_backup.h>
#include <tests/engine/record/erasure_fixture.h>
#include <thread>

namespace licet::test {
namespace {

using record::BackupManifest;
using record::LogAccess;

constexpr Instant kBackedUp{1'710'000'000'000'000};

class LogBackupTest : public ErasureTest {
 protected:
  record::LogOptions options() const { return log_options(LogAccess::kRead); }
  std::filesystem::path backup() const { return scratch_ / "b"; }
  std::filesystem::path restored() const { return scratch_ / "r"; }
  Result<BackupManifest> back_up(record::FileSystem& files) {
    return record::back_up_log(directory(), options(), backup(), kBackedUp, files);
  }
  Result<BackupManifest> back_up() { return back_up(files_); }
  /// What a restored record is opened with.
  record::LogOptions opening() const {
    record::LogOptions with = log_options(LogAccess::kWrite);
    with.master_key = directory() / "master.key";
    return with;
  }
  Result<void> copy_back(record::FileSystem& files, bool with_heads = true) {
    std::filesystem::remove_all(restored());
    std::filesystem::create_directory(restored());
    const auto manifest = record::read_backup(backup(), files);
    if (!manifest) return tl::unexpected(manifest.error());
    return record::copy_backup(backup(), *manifest, restored(), with_heads, files);
  }
  Result<void> copy_back() { return copy_back(files_); }
  std::set<std::string> names_in_backup() const {
    std::set<std::string> names;
    for (const auto& [path, bytes] : files_of(backup())) {
      names.insert(path.lexically_relative(backup()).generic_string());
    }
    return names;
  }
  /// The reader must not take it, whatever is wrong.
  void expect_refused(const std::string& what) {
    const auto copied = copy_back();
    ASSERT_FALSE(copied) << what;
    EXPECT_EQ(copied.error().kind, FailureKind::kDamaged) << what << ": " << copied.error().message;
  }
};

TEST_F(LogBackupTest, HoldsTheRecordAsItIsAndNeitherKeysNorIndexes) {
  const auto made = back_up();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->records, 48U);
  EXPECT_EQ(made->at, kBackedUp);
  std::set<std::string> expected = {"manifest", "keys", "log/end"};
  const auto segments = record::segments_in(directory(), record::system_files());
  for (const std::uint64_t first : *segments) {
    expected.insert(record::segment_path({}, first).generic_string());
  }
  EXPECT_EQ(names_in_backup(), expected);
  EXPECT_EQ(*record::read_backup(backup()), *made);
  ASSERT_TRUE(copy_back());
  auto log = record::Log::open(restored(), opening());
  ASSERT_TRUE(log) << log.error().message;
  EXPECT_EQ(log->end().records, 48U);
  EXPECT_EQ(log->end().root, made->root);
  EXPECT_EQ(contents_of_log(*log), contents_);
}

TEST_F(LogBackupTest, ATargetThatHoldsSomethingIsRefusedAndLeftAsItIs) {
  std::filesystem::create_directory(backup());
  put(backup() / "note", "mine");
  const auto made = back_up();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(names_in_backup(), std::set<std::string>{"note"});
}

TEST_F(LogBackupTest, WhereThereIsNoStoreNothingIsMade) {
  const auto made = record::back_up_log(scratch_ / "nothing", options(), backup(), kBackedUp);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, FailureKind::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(backup()));
}

TEST_F(LogBackupTest, AStoreThatIsDamagedIsNotBackedUp) {
  const Standing standing = standing_of(directory(), 3);
  flip_bit(standing.file, standing.payload * 8 + 5);
  const auto made = back_up();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, FailureKind::kDamaged);
  EXPECT_NE(made.error().message.find("record 3"), std::string::npos) << made.error().message;
  EXPECT_FALSE(std::filesystem::exists(backup()));
}

TEST_F(LogBackupTest, ThatFailsTakesTheDirectoriesAwayThatItMadeAndNoOthers) {
  const Standing standing = standing_of(directory(), 3);
  flip_bit(standing.file, standing.payload * 8 + 5);
  const auto fails = [&](const std::filesystem::path& target) {
    return !record::back_up_log(directory(), options(), target, kBackedUp);
  };
  std::filesystem::create_directories(scratch_ / "mine/empty");
  EXPECT_TRUE(fails(scratch_ / "mine/empty"));
  EXPECT_TRUE(std::filesystem::is_empty(scratch_ / "mine/empty"));
  EXPECT_TRUE(fails(scratch_ / "mine/of/the/backup"));
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "mine/of"));
  EXPECT_TRUE(fails(scratch_ / "mine/ended/"));
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "mine/ended"));
  std::filesystem::create_directory_symlink(scratch_ / "mine/empty", scratch_ / "mine/link");
  EXPECT_TRUE(fails(scratch_ / "mine/link/new"));
  EXPECT_TRUE(std::filesystem::is_symlink(scratch_ / "mine/link"));
  EXPECT_TRUE(std::filesystem::is_empty(scratch_ / "mine/empty"));
}

TEST_F(LogBackupTest, EveryBitOfTheManifestCounts) {
  ASSERT_TRUE(back_up());
  const std::size_t bits = contents_of(backup() / "manifest").size() * 8;
  for (std::size_t bit = 0; bit < bits; ++bit) {
    flip_bit(backup() / "manifest", bit);
    const auto read = record::read_backup(backup());
    ASSERT_FALSE(read) << bit;
    EXPECT_EQ(read.error().kind, FailureKind::kDamaged);
    flip_bit(backup() / "manifest", bit);
  }
  EXPECT_TRUE(record::read_backup(backup()));
}

TEST_F(LogBackupTest, ABitThatDiffersInAnyFileIsFound) {
  ASSERT_TRUE(back_up());
  for (const auto& [path, bytes] : files_of(backup())) {
    // A step that is no multiple of eight meets every place of a byte.
    for (std::size_t bit = 0; bit < bytes.size() * 8 && !HasFailure(); bit += 811) {
      flip_bit(path, bit);
      expect_refused(path.string() + ", bit " + std::to_string(bit));
      flip_bit(path, bit);
    }
  }
  EXPECT_TRUE(copy_back());
}

TEST_F(LogBackupTest, FilesThatAreShorterLongerMissingOrTooManyAreFound) {
  ASSERT_TRUE(back_up());
  for (const auto& [path, bytes] : files_of(backup())) {
    put(path, bytes.substr(0, bytes.size() - 1));
    expect_refused(path.string() + " shorter");
    put(path, bytes + '\0');
    expect_refused(path.string() + " longer");
    put(path, "");
    expect_refused(path.string() + " empty");
    std::filesystem::remove(path);
    const auto copied = copy_back();
    ASSERT_FALSE(copied);
    const bool is_manifest = path.filename() == "manifest";
    EXPECT_EQ(copied.error().kind, is_manifest ? FailureKind::kNotFound : FailureKind::kDamaged);
    EXPECT_NE(copied.error().message.find(is_manifest ? backup().string() : path.string()), std::string::npos);
    put(path, bytes);
  }
  for (const char* surplus : {"note", "log/00000000000000000000.idx", "heads/newest", "manifest.new"}) {
    std::filesystem::create_directories((backup() / surplus).parent_path());
    put(backup() / surplus, "x");
    expect_refused(surplus);
    std::filesystem::remove(backup() / surplus);
  }
  EXPECT_TRUE(copy_back());
}

TEST_F(LogBackupTest, AManifestNamesOnlyFilesThatABackupMayHold) {
  const auto made = back_up();
  ASSERT_TRUE(made);
  for (const char* path : {"../keys", "/keys", "log/../../keys", "master.key", "log/1.seg", "heads/newest.new", "",
                           "log/0000000000000000000x.seg", "policies/x.set", "keys ", "a\nb"}) {
    EXPECT_FALSE(record::is_backup_path(path)) << path;
    BackupManifest other = *made;
    other.files.push_back({path, 0, {}});
    std::sort(other.files.begin(), other.files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    EXPECT_FALSE(record::read_manifest(record::print_manifest(other))) << path;
  }
  BackupManifest twice = *made;
  twice.files.insert(twice.files.begin(), twice.files.front());
  EXPECT_FALSE(record::read_manifest(record::print_manifest(twice)));
}

TEST_F(LogBackupTest, WhateverCallFailsThereIsAWholeBackupOrNoneAndTheStoreIsUntouched) {
  const auto before = files_of(directory());
  bool met = true;
  for (std::size_t call = 0; met && !HasFailure(); ++call) {
    SCOPED_TRACE("call " + std::to_string(call));
    std::filesystem::remove_all(backup());
    FaultyFiles files(call, call % 2 == 0 ? Fault::kRefused : Fault::kHalf, call % 3 == 0 ? ENOSPC : EIO);
    const auto made = back_up(files);
    met = files.met();
    const auto read = record::read_backup(backup());
    ASSERT_EQ(made.has_value(), read.has_value());
    // Nothing at all, but what was there before.
    EXPECT_EQ(std::filesystem::exists(backup()), made.has_value());
    if (made) {
      ASSERT_TRUE(copy_back());
      EXPECT_EQ(*read, *made);
    }
  }
  EXPECT_EQ(files_of(directory()), before);
}

TEST_F(LogBackupTest, WhateverCallFailsWhileItIsCopiedBackItIsToldUnlessAllIsThere) {
  ASSERT_TRUE(back_up());
  bool met = true;
  for (std::size_t call = 0; met && !HasFailure(); ++call) {
    FaultyFiles files(call, call % 2 == 0 ? Fault::kRefused : Fault::kHalf, EIO);
    const auto copied = copy_back(files);
    met = files.met();
    if (!copied) continue;
    auto log = record::Log::open(restored(), opening());
    ASSERT_TRUE(log) << log.error().message;
    EXPECT_EQ(contents_of_log(*log), contents_);
  }
}

TEST_F(LogBackupTest, AnErasureAtAnyMomentOfTheCopyingLeavesABackupThatCanBeErased) {
  copy_store(directory(), scratch_ / "before");
  bool erased = true;
  std::size_t inside = 0;
  for (std::size_t moment = 0; erased && !HasFailure(); ++moment) {
    SCOPED_TRACE("write " + std::to_string(moment));
    std::filesystem::remove_all(backup());
    copy_store(scratch_ / "before", directory());
    record::Log writer = open(LogAccess::kWrite);
    erased = false;
    FaultyFiles copying;
    std::size_t writes = 0;
    copying.midway = [&] {
      if (writes++ != moment) return;
      erased = true;
      EXPECT_TRUE(append_erasure(writer));
      EXPECT_TRUE(writer.erase(kErased));
    };
    const auto made = back_up(copying);
    ASSERT_TRUE(made) << made.error().message;
    ASSERT_TRUE(copy_back());
    auto log = record::Log::open(restored(), opening());
    ASSERT_TRUE(log) << log.error().message;
    if (made->records == 48) {
      EXPECT_EQ(contents_of_log(*log), contents_);
    } else {
      ++inside;
      EXPECT_EQ(made->records, 50U);
      ASSERT_TRUE(log->erase(kErased));
      expect_records(*log, true);
    }
    ASSERT_TRUE(log->close());
    const auto report = record::verify_log(restored(), opening());
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
  }
  EXPECT_GT(inside, 1U);
}

TEST_F(LogBackupTest, BesideAWriterThatGoesOnEachBackupIsTheRecordUpToSomeMoment) {
  constexpr int kBatches = 120;
  record::Log writer = open(LogAccess::kWrite);
  std::atomic<bool> done = false;
  std::thread writing([&] {
    for (int batch = 0; batch < kBatches; ++batch) {
      const auto slot = writer.new_slot(holder(0xC9));
      EXPECT_TRUE(slot);
      EXPECT_TRUE(append(writer, batch_contents(batch), *slot));
      if (batch % 4 != 0) continue;
      EXPECT_TRUE(append(writer, {erasure(*slot)}));
      EXPECT_TRUE(writer.erase(*slot));
    }
    done = true;
  });
  std::uint64_t last = 0;
  for (bool more = true; more && !HasFailure();) {
    more = !done;
    std::filesystem::remove_all(backup());
    const auto made = record::back_up_log(directory(), options(), backup(), kBackedUp);
    EXPECT_TRUE(made) << made.error().message;
    const auto copied = copy_back(record::system_files());
    EXPECT_TRUE(copied) << copied.error().message;
    const auto log = record::Log::open(restored(), opening());
    EXPECT_TRUE(log) << log.error().message;
    if (!made || !log) break;
    EXPECT_GE(made->records, last);
    last = made->records;
    EXPECT_EQ(log->end().records, last);
  }
  writing.join();
  EXPECT_TRUE(HasFailure() || last == writer.end().records);
}

}  // namespace
}  // namespace licet::test
