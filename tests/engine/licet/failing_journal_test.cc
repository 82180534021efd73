#include <cerrno>
#include <engine/licet/ledger.h>
#include <tests/engine/licet/policy_fixture.h>
#include <vector>

namespace licet::tests {
namespace {

/// The real file system until it is told to fail: then every write, or every sync, does.
class FailingFiles final : public record::FileSystem {
 public:
  bool fail_writes = false;
  bool fail_syncs = false;

  record::SystemResult<int> open(const std::string& path, int flags) override { return real_.open(path, flags); }
  void close(int file) override { real_.close(file); }
  record::SystemResult<std::size_t> read(int file, std::span<char> into, std::uint64_t offset) override {
    return real_.read(file, into, offset);
  }
  record::SystemResult<std::size_t> write(int file, std::string_view bytes) override {
    if (fail_writes) return tl::unexpected(ENOSPC);
    return real_.write(file, bytes);
  }
  record::SystemResult<void> sync_data(int file) override {
    if (fail_syncs) return tl::unexpected(EIO);
    return real_.sync_data(file);
  }
  record::SystemResult<void> sync(int file) override {
    if (fail_syncs) return tl::unexpected(EIO);
    return real_.sync(file);
  }
  record::SystemResult<void> truncate(int file, std::uint64_t size) override { return real_.truncate(file, size); }
  record::SystemResult<std::uint64_t> size(int file) override { return real_.size(file); }
  record::SystemResult<bool> lock(int file) override { return real_.lock(file); }
  record::SystemResult<void> make_directory(const std::string& path) override { return real_.make_directory(path); }
  record::SystemResult<std::vector<std::string>> entries(const std::string& path) override {
    return real_.entries(path);
  }

 private:
  record::FileSystem& real_ = record::system_files();
};

class FailingJournal : public testing::TestWithParam<bool FailingFiles::*> {
 protected:
  void SetUp() override {
    Result<Ledger> opened = Ledger::open(scratch_.store(), Access::kCreate, clock_.clock(), files_);
    ASSERT_TRUE(opened.has_value());
    ledger_.emplace(std::move(*opened));
  }

  std::vector<tl::expected<Recorded, CallError>> record(std::vector<std::string_view> lines) {
    return ledger_->record(lines, policy_.model(), {});
  }

  ScratchDirectory scratch_;
  HandClock clock_;
  FailingFiles files_;
  PolicySet policy_ = letter_policy();
  std::optional<Ledger> ledger_;
};

TEST_P(FailingJournal, AcknowledgesNothingOfTheGroup) {
  files_.*GetParam() = true;
  for (const auto& outcome : record({kGranted, "nonsense", kWithdrawn})) {
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(failure_of(outcome.error()).kind, FailureKind::kNotWritable);
  }
}

TEST_P(FailingJournal, GivesNoAnswerThatIsNotDurable) {
  files_.*GetParam() = true;
  const std::string_view line = kRequest;
  const auto answer = ledger_->decide({&line, 1}, policy_.ready(), {}).front();
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(failure_of(answer.error()).kind, FailureKind::kNotWritable);
}

TEST_P(FailingJournal, GivesNoExplanationThatIsNotDurable) {
  files_.*GetParam() = true;
  const std::string_view line = kRequest;
  const auto explained = ledger_->explain({&line, 1}, policy_.ready(), {}).front();
  ASSERT_FALSE(explained.has_value());
  EXPECT_EQ(failure_of(explained.error()).kind, FailureKind::kNotWritable);
}

TEST_P(FailingJournal, TakesAndAnswersNothingMoreUntilReopened) {
  files_.*GetParam() = true;
  record({kGranted});
  files_.*GetParam() = false;
  EXPECT_EQ(failure_of(record({kWithdrawn}).front().error()).kind, FailureKind::kNotWritable);
  const std::string_view line = kRequest;
  EXPECT_EQ(failure_of(ledger_->decide({&line, 1}, policy_.ready(), {.record = false}).front().error()).kind,
            FailureKind::kNotWritable);
  EXPECT_FALSE(ledger_->due(policy_.ready(), kNoon).has_value());

  ledger_.reset();
  Result<Ledger> again = Ledger::open(scratch_.store(), Access::kWrite, clock_.clock(), files_);
  ASSERT_TRUE(again.has_value());
  const std::string_view granted = kGranted;
  const auto recorded = again->record({&granted, 1}, policy_.model(), {}).front();
  ASSERT_TRUE(recorded.has_value());
  EXPECT_EQ(recorded->record, 0U);
}

TEST_P(FailingJournal, KeepsTheGroupsBeforeTheOneThatFails) {
  std::vector<std::string_view> lines(1500, R"({"event":"hold","customer":"anna"})");
  ASSERT_TRUE(record(lines).back().has_value());
  files_.*GetParam() = true;
  EXPECT_FALSE(record(lines).front().has_value());
  files_.*GetParam() = false;
  ledger_.reset();
  Result<Ledger> again = Ledger::open(scratch_.store(), Access::kWrite, clock_.clock(), files_);
  ASSERT_TRUE(again.has_value());
  const std::string_view granted = kGranted;
  EXPECT_EQ(again->record({&granted, 1}, policy_.model(), {}).front()->record, 1500U);
}

INSTANTIATE_TEST_SUITE_P(Calls, FailingJournal, testing::Values(&FailingFiles::fail_writes, &FailingFiles::fail_syncs),
                         [](const auto& one) { return one.index == 0 ? "Write" : "Sync"; });

}  // namespace
}  // namespace licet::tests
