#include <algorithm>
#include <engine/record/journal.h>
#include <gtest/gtest.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>

namespace licet::record {
namespace {

using Lines = std::vector<std::string>;
using test::Fault;
using test::FaultyFiles;

/// What a writer tried, and what it was told.
struct Session {
  Lines acknowledged;
  Lines attempted;  ///< all, in order
  bool opened = false;
  bool failed = false;
};

/// Opens a store and appends batches of three lines, going on after failures as a stubborn caller would.
Session run(const std::filesystem::path& directory, FaultyFiles& files) {
  Session session;
  auto journal = Journal::open(directory, JournalAccess::kWrite, files);
  session.opened = journal.has_value();
  if (!journal) return session;
  for (int batch = 0; batch < 4; ++batch) {
    Lines lines;
    for (int i = 0; i < 3; ++i) lines.push_back("batch " + std::to_string(batch) + " line " + std::to_string(i));
    const std::vector<std::string_view> texts(lines.begin(), lines.end());
    const auto appended = journal->append(texts);
    EXPECT_FALSE(session.failed && appended) << "taken after a failure";
    session.failed = !appended;
    EXPECT_TRUE(appended || appended.error().kind == FailureKind::kNotWritable);
    session.attempted.insert(session.attempted.end(), lines.begin(), lines.end());
    if (appended) session.acknowledged.insert(session.acknowledged.end(), lines.begin(), lines.end());
  }
  return session;
}

Lines reopened(const std::filesystem::path& directory) {
  Lines lines;
  FaultyFiles faultless;
  const auto journal = Journal::open(directory, JournalAccess::kWrite, faultless);
  EXPECT_TRUE(journal) << journal.error().message;
  if (!journal) return lines;
  const auto read = journal->read([&lines](std::uint64_t, std::string_view text) -> Result<void> {
    lines.emplace_back(text);
    return {};
  });
  EXPECT_TRUE(read) << read.error().message;
  return lines;
}

std::size_t calls_of_a_session_without_faults() {
  const test::ScratchDirectory scratch;
  FaultyFiles files;
  const Session session = run(scratch / "s", files);
  EXPECT_EQ(session.acknowledged.size(), 12U);
  return files.calls();
}

/// Every call fails in turn; `times` in a row.
template <class Check>
void fail_each_call(Fault fault, int error, std::size_t times, Check check) {
  const std::size_t calls = calls_of_a_session_without_faults();
  ASSERT_GT(calls, 20U);
  for (std::size_t call = 0; call < calls; ++call) {
    SCOPED_TRACE("call " + std::to_string(call));
    const test::ScratchDirectory scratch;
    FaultyFiles files(call, fault, error, times);
    const Session session = run(scratch / "s", files);
    ASSERT_TRUE(files.met());
    check(session, reopened(scratch / "s"));
  }
}

/// All that was acknowledged is there, in front, and nothing that was not attempted.
void expect_nothing_lost(const Session& session, const Lines& found) {
  ASSERT_GE(found.size(), session.acknowledged.size());
  EXPECT_TRUE(std::equal(session.acknowledged.begin(), session.acknowledged.end(), found.begin()));
  ASSERT_LE(found.size(), session.attempted.size());
  EXPECT_TRUE(std::equal(found.begin(), found.end(), session.attempted.begin()));
}

class JournalFaults : public testing::TestWithParam<std::pair<Fault, int>> {};

TEST_P(JournalFaults, OneFailingCallAcknowledgesNothingFalselyAndLosesNothing) {
  fail_each_call(GetParam().first, GetParam().second, 1, [](const Session& session, const Lines& found) {
    expect_nothing_lost(session, found);
    // The attempt is cut off again, so that what was refused does not come back.
    EXPECT_EQ(found.size(), session.acknowledged.size());
  });
}

TEST_P(JournalFaults, WhenAllCallsFailFromThenOnStillNothingIsLost) {
  fail_each_call(GetParam().first, GetParam().second, SIZE_MAX / 2, expect_nothing_lost);
}

INSTANTIATE_TEST_SUITE_P(Faults, JournalFaults,
                         testing::Values(std::pair{Fault::kRefused, EIO}, std::pair{Fault::kRefused, ENOSPC},
                                         std::pair{Fault::kHalf, ENOSPC}));

TEST(JournalInterrupted, AnInterruptedCallIsRepeated) {
  fail_each_call(Fault::kRefused, EINTR, 3, [](const Session& session, const Lines& found) {
    EXPECT_TRUE(session.opened);
    EXPECT_EQ(session.acknowledged, session.attempted);
    EXPECT_EQ(found, session.attempted);
  });
}

TEST(JournalOrder, LinesAreSyncedBeforeTheyAreAcknowledged) {
  const test::ScratchDirectory scratch;
  FaultyFiles files;
  auto journal = Journal::open(scratch / "s", JournalAccess::kWrite, files);
  ASSERT_TRUE(journal);
  const std::size_t before = files.log().size();
  const std::vector<std::string_view> texts = {"one", "two"};
  ASSERT_TRUE(journal->append(texts));
  EXPECT_EQ(Lines(files.log().begin() + static_cast<std::ptrdiff_t>(before), files.log().end()),
            (Lines{"write", "sync_data"}));
}

TEST(JournalOrder, NamesAreSyncedBeforeTheFirstLineAndFoundLinesBeforeTheyCount) {
  const test::ScratchDirectory scratch;
  FaultyFiles made;
  ASSERT_TRUE(Journal::open(scratch / "s", JournalAccess::kWrite, made));
  EXPECT_EQ(made.log(),
            (Lines{"make_directory", "open", "sync",                     // the directory, in its parent
                   "entries", "open", "lock", "truncate", "write",       // the lock, and the process id
                   "open", "size", "sync_data", "open", "sync", "open",  // the journal; its name, and once more
                   "sync", "write", "sync_data", "size"}));              // the directory's; then the first line
  FaultyFiles again;
  ASSERT_TRUE(Journal::open(scratch / "s", JournalAccess::kWrite, again));
  EXPECT_EQ(std::count(again.log().begin(), again.log().end(), "sync_data"), 1);
}

/// Every write takes one byte only.
class SlowFiles final : public FileSystem {
 public:
  SystemResult<int> open(const std::string& path, int flags) override { return real_.open(path, flags); }
  void close(int file) override { real_.close(file); }
  SystemResult<std::size_t> read(int file, std::span<char> into, std::uint64_t offset) override {
    return real_.read(file, into.first(1), offset);
  }
  SystemResult<std::size_t> write(int file, std::string_view bytes) override {
    return real_.write(file, bytes.substr(0, 1));
  }
  SystemResult<std::size_t> write_at(int file, std::string_view bytes, std::uint64_t offset) override {
    return real_.write_at(file, bytes.substr(0, 1), offset);
  }
  SystemResult<void> sync_data(int file) override { return real_.sync_data(file); }
  SystemResult<void> sync(int file) override { return real_.sync(file); }
  SystemResult<void> truncate(int file, std::uint64_t size) override { return real_.truncate(file, size); }
  SystemResult<std::uint64_t> size(int file) override { return real_.size(file); }
  SystemResult<std::uint32_t> mode(int file) override { return real_.mode(file); }
  SystemResult<bool> lock(int file) override { return real_.lock(file); }
  SystemResult<bool> is_locked(int file) override { return real_.is_locked(file); }
  SystemResult<void> make_directory(const std::string& path) override { return real_.make_directory(path); }
  SystemResult<void> rename(const std::string& from, const std::string& to) override { return real_.rename(from, to); }
  SystemResult<void> remove(const std::string& path) override { return real_.remove(path); }
  SystemResult<std::vector<std::string>> entries(const std::string& path) override { return real_.entries(path); }

 private:
  FileSystem& real_ = system_files();
};

TEST(JournalShortTransfers, ShortReadsAndWritesAreContinued) {
  const test::ScratchDirectory scratch;
  SlowFiles files;
  auto journal = Journal::open(scratch / "s", JournalAccess::kWrite, files);
  ASSERT_TRUE(journal) << journal.error().message;
  const std::vector<std::string_view> texts = {"one", "two"};
  ASSERT_TRUE(journal->append(texts));
  Lines lines;
  ASSERT_TRUE(journal->read([&lines](std::uint64_t, std::string_view text) -> Result<void> {
    lines.emplace_back(text);
    return {};
  }));
  EXPECT_EQ(lines, (Lines{"one", "two"}));
}

TEST(JournalMessages, AFullDiskIsNamedAsSuch) {
  const test::ScratchDirectory scratch;
  FaultyFiles files(0, Fault::kRefused, ENOSPC, SIZE_MAX / 2);
  const auto journal = Journal::open(scratch / "s", JournalAccess::kWrite, files);
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().kind, FailureKind::kNotWritable);
  EXPECT_NE(journal.error().message.find("No space left on device"), std::string::npos) << journal.error().message;
}

}  // namespace
}  // namespace licet::record
