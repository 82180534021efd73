// Faults that other stores have had, done to a whole one between two openings: each is noticed, and without the fault
// the same store is sound. docs/reliability.md names the faults, and the tests of those that are done elsewhere.

#include <csignal>
#include <gtest/gtest.h>
#include <licet/record_check.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tests/crash/sparse_copy.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/faults/stored_files.h>
#include <unistd.h>

namespace licet::faults {
namespace {

namespace fs = std::filesystem;
using tests::HandClock;
using tests::kGranted;
using tests::kRequest;
using tests::kWithdrawn;

class HistoricFaults : public testing::Test {
 protected:
  Store open(Access access = Access::kWrite) {
    auto store = Store::open(directory(), access, clock_.clock());
    if (!store) std::abort();
    return std::move(*store);
  }

  /// Two events and a decision.
  void make_store() {
    Store store = open(Access::kCreate);
    if (!store.record_json(kGranted, policy_)) std::abort();
    clock_.advance(tests::kHour);
    if (!store.decide_json(kRequest, policy_)) std::abort();
    if (!store.record_json(R"({"event":"hold","customer":"bert"})", policy_)) std::abort();
    if (!store.close()) std::abort();
  }

  bool is_sound() const {
    const auto check = check_record(directory());
    return check && check->findings.empty();
  }

  /// Whoever opens it is told of damage.
  void expect_damaged(Access access) const {
    const auto opened = Store::open(directory(), access);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, FailureKind::kDamaged) << opened.error().message;
  }

  fs::path directory() const { return scratch_.store(); }
  fs::path beside(const char* name) const { return scratch_.store().parent_path() / name; }
  const PolicySet& policy() const { return policy_; }
  HandClock& clock() { return clock_; }

 private:
  tests::ScratchDirectory scratch_;
  PolicySet policy_ = tests::letter_policy();
  HandClock clock_;
};

TEST_F(HistoricFaults, ZerosInThePlaceOfAPayloadAreDamageAndNoErasure) {
  make_store();
  ASSERT_TRUE(is_sound());
  constexpr std::size_t kSegmentHeader = 56;
  constexpr std::size_t kRecordHeader = 144;
  std::string bytes = contents_of(segment_of(directory()));
  std::size_t payload = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    payload |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[kSegmentHeader + 8 + i])) << (8 * i);
  }
  bytes.replace(kSegmentHeader + kRecordHeader, payload + 4, payload + 4, '\0');
  put(segment_of(directory()), bytes);
  EXPECT_FALSE(is_sound());
  expect_damaged(Access::kRead);
  expect_damaged(Access::kWrite);
}

TEST_F(HistoricFaults, AClockSetBackBetweenTwoOpeningsTurnsNoOrderRound) {
  make_store();
  clock().set({tests::kNoon.micros - 24 * tests::kHour});
  Store store = open();
  const auto withdrawn = store.record_json(kWithdrawn, policy());
  ASSERT_TRUE(withdrawn);
  EXPECT_GT(withdrawn->recorded.micros, tests::kNoon.micros + tests::kHour);
  const auto decision = store.decide_json(kRequest, policy());
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->outcome, Outcome::kDeny) << "what was withdrawn last counts, whatever the clock says";
  ASSERT_TRUE(store.close());
  EXPECT_TRUE(is_sound());
}

TEST_F(HistoricFaults, AFileOfAnotherStoreIsNotTakenForItsOwn) {
  make_store();
  const fs::path other = beside("other");
  {
    auto store = Store::open(other, Access::kCreate, clock().clock());
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->record_json(kGranted, policy()));
    ASSERT_TRUE(store->decide_json(kRequest, policy()));
    ASSERT_TRUE(store->record_json(R"({"event":"hold","customer":"bert"})", policy()));
    ASSERT_TRUE(store->close());
  }
  for (const char* name : {"keys", "master.key", "log/00000000000000000000.seg", "facts/1/data.mdb"}) {
    SCOPED_TRACE(name);
    crash::copy_with_holes(directory() / name, beside("own"));
    crash::copy_with_holes(other / name, directory() / name);
    EXPECT_FALSE(is_sound());
    expect_damaged(Access::kRead);
    crash::copy_with_holes(beside("own"), directory() / name);
    EXPECT_TRUE(is_sound());
  }
  // The durable end may be missing after a power cut; another store's is as good as none.
  crash::copy_with_holes(other / "log/end", directory() / "log/end");
  EXPECT_FALSE(is_sound());
  EXPECT_EQ(open().records(), 3U);
  EXPECT_TRUE(is_sound()) << "it was made anew";
}

TEST_F(HistoricFaults, AnOlderIndexThatWasPutBackAnswersAsTheNewerDid) {
  make_store();
  crash::copy_directory(directory() / "facts", beside("facts"));
  {
    Store store = open();
    ASSERT_TRUE(store.record_json(kWithdrawn, policy()));
    ASSERT_TRUE(store.close());
  }
  fs::remove_all(directory() / "facts");
  crash::copy_directory(beside("facts"), directory() / "facts");
  EXPECT_TRUE(is_sound());
  Store store = open(Access::kRead);
  const auto decision = store.decide_json(kRequest, policy(), {.record = false});
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->outcome, Outcome::kDeny) << "the withdrawal stands in the record, behind the index's marker";
}

TEST_F(HistoricFaults, AnOlderRecordBesideANewerIndexIsDamage) {
  make_store();
  const std::string segment = contents_of(segment_of(directory()));
  const std::string end = contents_of(directory() / "log/end");
  {
    Store store = open();
    ASSERT_TRUE(store.record_json(kWithdrawn, policy()));
    ASSERT_TRUE(store.close());
  }
  ASSERT_TRUE(is_sound());
  put(segment_of(directory()), segment);
  put(directory() / "log/end", end);
  EXPECT_FALSE(is_sound());
  expect_damaged(Access::kRead);
  expect_damaged(Access::kWrite);
}

TEST_F(HistoricFaults, AnEventSentAgainIsThereOnceAndItsIdTakesNoOtherContent) {
  make_store();
  const PolicySet& set = policy();
  Store store = open();
  const std::uint64_t records = store.records();
  const auto again = store.record_json(kGranted, set);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->repeated);
  const auto other =
      store.record_json(R"({"event":"granted","customer":"bert","consent":"news_consent","id":"g1"})", set);
  ASSERT_FALSE(other);
  EXPECT_EQ(tests::field_of(other.error()), "id");
  EXPECT_EQ(store.records(), records);
}

/// Records until there is no more room, and says how many events were acknowledged; less than 0 for what must not be.
int fill_the_disk(const fs::path& directory, const PolicySet& policy) {
  auto store = Store::open(directory, Access::kWrite);
  if (!store) return -1;
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit room{fs::file_size(segment_of(directory)) + 20'000, RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &room);
  for (int told = 0; told < 1000; ++told) {
    const std::string line = R"({"event":"hold","customer":"carl-)" + std::to_string(told) + "\"}";
    if (store->record_json(line, policy)) continue;
    const auto once_more = store->record_json(kGranted, policy);
    if (once_more || tests::failure_of(once_more.error()).kind != FailureKind::kNotWritable) return -2;
    return told;
  }
  return -3;
}

TEST_F(HistoricFaults, AFullDiskAcknowledgesNothingThatIsNotThereAfterwards) {
  make_store();
  const std::uint64_t before = open(Access::kRead).records();
  int heard[2];
  ASSERT_EQ(::pipe(heard), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const int told = fill_the_disk(directory(), policy());
    std::_Exit(::write(heard[1], &told, sizeof told) == sizeof told ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  int told = -4;
  ASSERT_EQ(::read(heard[0], &told, sizeof told), static_cast<ssize_t>(sizeof told));
  ::close(heard[0]);
  ::close(heard[1]);
  ASSERT_GT(told, 0);
  EXPECT_TRUE(is_sound());
  Store store = open();
  EXPECT_GE(store.records(), before + static_cast<std::uint64_t>(told));
  EXPECT_LE(store.records(), before + static_cast<std::uint64_t>(told) + 1);
  EXPECT_TRUE(store.record_json(R"({"event":"hold","customer":"dora"})", policy()));
}

}  // namespace
}  // namespace licet::faults
