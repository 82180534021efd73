// What the observer of a store is told, and when.

#include <condition_variable>
#include <engine/facts/fact_index.h>
#include <engine/record/key_slots.h>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {
namespace {

using Kind = StoreEvent::Kind;

/// Keeps what it is told.
class Listener {
 public:
  StoreObserver observer() {
    return [this](const StoreEvent& event) {
      const std::lock_guard lock(guard_);
      told_.push_back(event);
      heard_.notify_all();
    };
  }
  /// All so far.
  std::vector<StoreEvent> told() {
    const std::lock_guard lock(guard_);
    return told_;
  }
  /// The first of this kind, once it was told; none within a minute.
  std::optional<StoreEvent> wait_for(Kind kind) {
    const auto is_of_kind = [&](const StoreEvent& event) { return event.kind == kind; };
    std::unique_lock lock(guard_);
    heard_.wait_for(lock, std::chrono::minutes(1), [&] { return std::any_of(told_.begin(), told_.end(), is_of_kind); });
    const auto found = std::find_if(told_.begin(), told_.end(), is_of_kind);
    return found == told_.end() ? std::nullopt : std::optional(*found);
  }

 private:
  std::mutex guard_;
  std::condition_variable heard_;
  std::vector<StoreEvent> told_;
};

class StoreEvents : public testing::Test {
 protected:
  Store open(Access access, StoreObserver observer) {
    auto store = Store::open(scratch_.store(), {access, {}, std::move(observer)}, clock_.clock());
    EXPECT_TRUE(store) << (store ? "" : store.error().message);
    return std::move(*store);
  }
  std::vector<StoreEvent> told_on_opening(Access access) {
    Listener listener;
    const Store store = open(access, listener.observer());
    return listener.told();
  }
  /// A store of one event.
  void make_store() {
    Store store = open(Access::kCreate, {});
    ASSERT_TRUE(store.record_json(kGranted, policy_));
    ASSERT_TRUE(store.close());
  }
  std::filesystem::path segment() const { return scratch_.store() / "log" / (std::string(20, '0') + ".seg"); }
  void turn_a_bit(std::uintmax_t at) {
    std::fstream file(segment(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const int byte = file.get();
    ASSERT_GE(byte, 0);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ 4));
  }

  const ScratchDirectory scratch_;
  const PolicySet policy_ = letter_policy();
  HandClock clock_;
};

TEST_F(StoreEvents, AStoreThatIsAsItWasWrittenTellsNothing) {
  Listener listener;
  {
    Store store = open(Access::kCreate, listener.observer());
    ASSERT_TRUE(store.record_json(kGranted, policy_));
    ASSERT_TRUE(store.decide_json(kRequest, policy_));
    ASSERT_TRUE(store.close());
  }
  EXPECT_TRUE(listener.told().empty());
  EXPECT_TRUE(told_on_opening(Access::kWrite).empty());
  EXPECT_TRUE(told_on_opening(Access::kRead).empty());
}

TEST_F(StoreEvents, ATailThatWasCutIsToldWithItsBytesByWhoCutsIt) {
  make_store();
  std::ofstream(segment(), std::ios::app | std::ios::binary) << "no record";
  EXPECT_TRUE(told_on_opening(Access::kRead).empty());
  const auto told = told_on_opening(Access::kWrite);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].kind, Kind::kTailCut);
  EXPECT_EQ(told[0].count, 9U);
  EXPECT_TRUE(told_on_opening(Access::kWrite).empty());
}

TEST_F(StoreEvents, AnIndexMadeAnewIsToldWithTheRecordsItIsMadeFrom) {
  make_store();
  std::filesystem::remove_all(scratch_.store() / "facts");
  EXPECT_TRUE(told_on_opening(Access::kRead).empty());
  const auto told = told_on_opening(Access::kWrite);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].kind, Kind::kIndexMadeAnew);
  EXPECT_EQ(told[0].count, 1U);
}

TEST_F(StoreEvents, AnIndexThatCannotBeWrittenIsToldWhileTheStoreIsOpenAndOnceAndWhenItCanAgain) {
  make_store();
  const std::uintmax_t place = std::filesystem::file_size(segment()) - 200;
  Listener listener;
  Store store = open(Access::kWrite, listener.observer());
  // The row of the holder is made of this record, too.
  turn_a_bit(place);
  ASSERT_TRUE(store.record_json(kWithdrawn, policy_));
  const auto failed = listener.wait_for(Kind::kIndexNotWritten);
  ASSERT_TRUE(failed);
  ASSERT_TRUE(failed->failure);
  EXPECT_EQ(failed->failure->kind, FailureKind::kDamaged);
  EXPECT_EQ(failed->failure->message.find("anna"), std::string::npos);
  turn_a_bit(place);
  EXPECT_TRUE(listener.wait_for(Kind::kIndexWrittenAgain));
  EXPECT_TRUE(store.close());
  EXPECT_EQ(listener.told().size(), 2U);
}

TEST_F(StoreEvents, AnIndexThatHasGrownIsToldAlsoWhenItGrowsOnClosing) {
  make_store();
  const auto log = record::read_log_id(scratch_.store(), record::system_files());
  ASSERT_TRUE(log);
  std::filesystem::remove_all(scratch_.store() / "facts");
  constexpr std::uint64_t kSmallMap = std::uint64_t{1} << 19U;
  ASSERT_TRUE(
      facts::FactIndex::open(scratch_.store() / "facts", *log, {.writable = true, .first_map_bytes = kSmallMap}));
  Listener listener;
  Store store = open(Access::kWrite, listener.observer());
  std::vector<std::string> lines;
  for (int i = 0; i < 1000; ++i) {
    lines.push_back(R"({"event":"granted","consent":"news_consent","customer":"c)" + std::to_string(i) + "\"}");
  }
  const std::vector<std::string_view> views(lines.begin(), lines.end());
  for (const auto& outcome : store.record_json(views, policy_)) ASSERT_TRUE(outcome);
  ASSERT_TRUE(store.close());
  const auto told = listener.told();
  ASSERT_FALSE(told.empty());
  for (const StoreEvent& event : told) {
    EXPECT_EQ(event.kind, Kind::kIndexGrew);
    EXPECT_GT(event.count, kSmallMap);
  }
}

TEST_F(StoreEvents, WhatAnObserverThrowsIsDropped) {
  make_store();
  std::ofstream(segment(), std::ios::app | std::ios::binary) << "no record";
  int told = 0;
  Store store = open(Access::kWrite, [&](const StoreEvent&) {
    ++told;
    throw std::runtime_error("an observer's own");
  });
  EXPECT_EQ(told, 1);
  EXPECT_TRUE(store.record_json(kWithdrawn, policy_));
  EXPECT_TRUE(store.close());
}

TEST_F(StoreEvents, RecordsAreCountedOpenOrClosedOnDiskAndInMemory) {
  make_store();
  Store store = open(Access::kWrite, {});
  EXPECT_EQ(store.records(), 1U);
  ASSERT_TRUE(store.decide_json(kRequest, policy_));
  EXPECT_EQ(store.records(), 2U);
  ASSERT_TRUE(store.close());
  EXPECT_EQ(store.records(), 2U);
  EXPECT_EQ(open(Access::kRead, {}).records(), 2U);
  Store memory = Store::in_memory(clock_.clock());
  EXPECT_EQ(memory.records(), 0U);
  ASSERT_TRUE(memory.record_json(kGranted, policy_));
  EXPECT_EQ(memory.records(), 1U);
}

}  // namespace
}  // namespace licet::tests
