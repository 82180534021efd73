#include <condition_variable>
#include <deque>
#include <fstream>
#include <licet/signed_heads.h>
#include <mutex>
#include <tests/engine/licet/policy_fixture.h>
#include <thread>

namespace licet::tests {
namespace {

namespace fs = std::filesystem;

using Kind = StoreEvent::Kind;

/// What an observer was told of heads; waits for it.
class Heard {
 public:
  StoreObserver observer() {
    return [this](const StoreEvent& event) {
      if (event.kind != Kind::kHeadSigned && event.kind != Kind::kHeadNotSigned) return;
      const std::lock_guard lock(guard_);
      events_.push_back(event);
      changed_.notify_one();
    };
  }
  StoreEvent next() {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [this] { return !events_.empty(); });
    StoreEvent event = events_.front();
    events_.pop_front();
    return event;
  }
  std::size_t waiting() {
    const std::lock_guard lock(guard_);
    return events_.size();
  }

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  std::deque<StoreEvent> events_;
};

class Signing : public testing::Test {
 protected:
  void SetUp() override {
    Result<Store> made = Store::open(place_.directory, Access::kCreate, clock_.clock());
    ASSERT_TRUE(made) << made.error().message;
    ASSERT_TRUE(made->record_json(kGranted, policy_));
    ASSERT_TRUE(made->close());
  }
  void make_key() { ASSERT_TRUE(make_signing_key(place_, "example.org/log")); }
  Result<Store> try_open(Access access = Access::kWrite, std::chrono::seconds every = std::chrono::seconds(0)) {
    OpenOptions options{access, {}};
    options.observer = heard_.observer();
    options.signing_key = place_.signing_key;
    options.sign_every = every;
    return Store::open(place_.directory, options, clock_.clock());
  }
  Store open(Access access = Access::kWrite, std::chrono::seconds every = std::chrono::seconds(0)) {
    Result<Store> store = try_open(access, every);
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
  }
  void record(Store& store, const std::string& customer) {
    ASSERT_TRUE(store.record_json(R"({"event":"hold","customer":")" + customer + "\"}", policy_));
  }
  std::uint64_t records_under_newest_head() const {
    const auto head = newest_head(place_);
    return head && *head ? (*head)->records : 0;
  }
  void flip_a_bit_of_the_first_leaf() const {
    constexpr std::streamoff kInTheLeaf = 56 + 40 + 30;
    std::fstream file(place_.directory / "log" / (std::string(20, '0') + ".seg"),
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(kInTheLeaf);
    const int byte = file.get();
    file.seekp(kInTheLeaf);
    file.put(static_cast<char>(byte ^ 2));
  }

  const ScratchDirectory scratch_;
  const StorePlace place_{scratch_.store(), {}, scratch_.store().parent_path() / "signing.key"};
  const PolicySet policy_ = letter_policy();
  HandClock clock_;
  Heard heard_;
};

TEST_F(Signing, WithoutAKeyNothingIsSigned) {
  OpenOptions options{Access::kWrite, {}};
  Result<Store> store = Store::open(place_.directory, options, clock_.clock());
  ASSERT_TRUE(store);
  record(*store, "eva");
  EXPECT_EQ(*store->head(), std::nullopt);
  const auto head = store->sign();
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().kind, FailureKind::kNotFound);
  EXPECT_TRUE(store->close());
  EXPECT_EQ(*newest_head(place_), std::nullopt);
}

TEST_F(Signing, AKeyThatIsNamedButMissingIsTold) {
  const auto store = try_open();
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, FailureKind::kNotFound);
  EXPECT_TRUE(try_open(Access::kRead));
}

TEST_F(Signing, AKeyThatOthersMayReadIsRefused) {
  make_key();
  fs::permissions(place_.signing_key, fs::perms::group_read, fs::perm_options::add);
  const auto store = try_open();
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, FailureKind::kWrongUse);
}

TEST_F(Signing, WhatIsUnderNoHeadIsSignedOnClosing) {
  make_key();
  Store store = open();
  record(store, "eva");
  EXPECT_EQ(records_under_newest_head(), 0U);
  ASSERT_TRUE(store.close());
  EXPECT_EQ(records_under_newest_head(), 2U);
  EXPECT_EQ(heard_.next().count, 2U);
  ASSERT_TRUE(open().close());
  EXPECT_EQ(heard_.waiting(), 0U);
}

TEST_F(Signing, IsDoneWhenTheTimeHasPassedSinceTheFirstRecordUnderNoHead) {
  make_key();
  Store store = open(Access::kWrite, std::chrono::hours(1));
  record(store, "eva");
  EXPECT_EQ(heard_.waiting(), 0U);
  clock_.advance(2 * kHour);
  record(store, "bert");
  const StoreEvent first = heard_.next();
  EXPECT_EQ(first.kind, Kind::kHeadSigned);
  EXPECT_EQ(first.count, 3U);
  record(store, "carl");
  clock_.advance(2 * kHour);
  record(store, "dora");
  EXPECT_EQ(heard_.next().count, 5U);
  EXPECT_EQ(records_under_newest_head(), 5U);
}

TEST_F(Signing, WithATimeOfZeroWaitsForClosingHoweverMuchTimePasses) {
  make_key();
  Store store = open(Access::kWrite, std::chrono::seconds(0));
  for (int i = 0; i < 20; ++i) {
    record(store, "customer" + std::to_string(i));
    clock_.advance(1'000 * kHour);
    EXPECT_EQ(heard_.waiting(), 0U);
  }
  ASSERT_TRUE(store.close());
  EXPECT_EQ(heard_.next().count, 21U);
  EXPECT_EQ(heard_.waiting(), 0U) << "only once";
}

TEST_F(Signing, WithATimeOfADayWaitsForThatAndNoLonger) {
  constexpr std::chrono::seconds kDay{86'400};
  make_key();
  ASSERT_TRUE(open().close());
  const std::uint64_t before = heard_.next().count;
  Store store = open(Access::kWrite, kDay);
  record(store, "eva");
  clock_.advance(24 * kHour - 60 * kSecond);
  record(store, "bert");
  EXPECT_EQ(heard_.waiting(), 0U);
  clock_.advance(60 * kSecond);
  record(store, "carl");
  EXPECT_EQ(heard_.next().count, before + 3U);
  ASSERT_TRUE(store.close());
  EXPECT_EQ(heard_.waiting(), 0U);
}

TEST_F(Signing, IsDoneAfterACallWithManyLines) {
  make_key();
  Store store = open();
  const std::vector<std::string_view> lines(1025, R"({"event":"hold","customer":"eva"})");
  for (const auto& outcome : store.record_json(lines, policy_)) ASSERT_TRUE(outcome);
  EXPECT_EQ(heard_.next().count, 1026U);
}

TEST_F(Signing, IsDoneWhenItIsAskedFor) {
  make_key();
  Store store = open();
  const auto head = store.sign();
  ASSERT_TRUE(head);
  EXPECT_EQ(*store.head(), *head);
  EXPECT_EQ((*newest_head(place_))->note, *head);
  EXPECT_EQ((*newest_head(place_))->origin, "example.org/log");
  EXPECT_EQ(*store.sign(), *head);
  ASSERT_TRUE(store.close());
  EXPECT_EQ(**open(Access::kRead).head(), *head);
  EXPECT_EQ(open(Access::kRead).sign().error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(Store::in_memory().sign().error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(*Store::in_memory().head(), std::nullopt);
}

TEST_F(Signing, ALeafThatWasFlippedIsToldByClosingAndToTheObserverOnce) {
  make_key();
  Store store = open();
  const auto before = store.sign();
  ASSERT_TRUE(before);
  EXPECT_EQ(heard_.next().kind, Kind::kHeadSigned);
  flip_a_bit_of_the_first_leaf();
  record(store, "eva");
  EXPECT_EQ(store.sign().error().kind, FailureKind::kDamaged);
  const Result<void> closed = store.close();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().kind, FailureKind::kDamaged);
  EXPECT_NE(closed.error().message.find("Nothing is signed"), std::string::npos);
  EXPECT_EQ(heard_.next().kind, Kind::kHeadNotSigned);
  EXPECT_EQ(heard_.waiting(), 0U);
  EXPECT_EQ((*newest_head(place_))->note, *before);
}

TEST_F(Signing, AnOlderCopyOfTheStoreIsNotOpened) {
  make_key();
  fs::copy(place_.directory, scratch_.store().parent_path() / "older", fs::copy_options::recursive);
  Store store = open();
  record(store, "eva");
  ASSERT_TRUE(store.close());
  fs::remove_all(place_.directory);
  fs::rename(scratch_.store().parent_path() / "older", place_.directory);
  for (const Access access : {Access::kRead, Access::kWrite}) {
    const auto opened = try_open(access);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, FailureKind::kDamaged);
    EXPECT_NE(opened.error().message.find("older copy"), std::string::npos);
  }
}

TEST_F(Signing, AChangedKeySignsFromThenOnAndKeepsTheOldOnesName) {
  make_key();
  ASSERT_TRUE(open().sign());
  const auto first = *verifier_keys(place_);
  const auto changed = change_signing_key(place_);
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_EQ(*verifier_keys(place_), (std::vector<std::string>{*changed, first.front()}));
  EXPECT_EQ((*newest_head(place_))->signers, (std::vector<std::string>{"example.org/log", "example.org/log"}));
  Store store = open();
  EXPECT_EQ(change_signing_key(place_).error().kind, FailureKind::kBusy);
  record(store, "eva");
  ASSERT_TRUE(store.close());
  EXPECT_TRUE(check_record(place_.directory, {}, place_.signing_key)->findings.empty());
}

TEST_F(Signing, BesideRecordingCoversMoreAndMoreAndLeavesASoundStore) {
  make_key();
  Store store = open();
  std::thread writer([&] {
    for (int i = 0; i < 60; ++i) record(store, "customer" + std::to_string(i));
  });
  std::uint64_t before = 0;
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(store.sign());
    const std::uint64_t under = records_under_newest_head();
    EXPECT_GE(under, before);
    before = under;
  }
  writer.join();
  ASSERT_TRUE(store.close());
  EXPECT_EQ(records_under_newest_head(), 61U);
  EXPECT_TRUE(check_record(place_.directory, {}, place_.signing_key)->findings.empty());
}

TEST_F(Signing, TheNameOfAKeyIsTheRecordsIdUnlessItIsGiven) {
  const auto key = make_signing_key(place_);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->substr(0, 6), "licet/");
  EXPECT_EQ(key->find('+'), 6U + 32U);
  EXPECT_EQ(make_signing_key(place_).error().kind, FailureKind::kWrongUse);
}

}  // namespace
}  // namespace licet::tests
