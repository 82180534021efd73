// A store that is opened with more of its record than its index has, and rows of more policy sets than one.

#include <engine/facts/fact_index.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/small_model.h>
#include <tests/engine/facts/durable_fixture.h>
#include <tests/engine/facts/store_policy.h>

namespace licet::test {
namespace {

constexpr Instant kBegin{1'800'000'000'000'000};
constexpr std::size_t kHolders = 40;
constexpr std::size_t kRounds = 3;

/// Of the two only the fold keys differ.
StorePolicy policy(std::uint8_t number) {
  StorePolicy made = store_policy(std::shared_ptr<const model::Model>(std::shared_ptr<void>(), &small_model()), number);
  made.rules.key[0] = static_cast<std::uint8_t>(made.rules.key[0] + number);
  return made;
}

std::string customer(std::size_t number) { return "customer-" + std::to_string(number); }

class CatchingUp : public testing::Test {
 protected:
  facts::DurableStore open(std::uint64_t portion = 16) {
    facts::DurableOptions options = small_store(record::LogAccess::kCreate);
    options.portion_records = portion;
    auto store = facts::DurableStore::open(directory(), options);
    EXPECT_TRUE(store) << (store ? "" : store.error().message);
    return std::move(store.value());
  }
  void record(facts::DurableStore& store, const std::string& id, Event event) {
    event.id = id;
    facts::Batch batch = store.begin({kBegin.micros + static_cast<std::int64_t>(recorded_++)});
    ASSERT_TRUE(store.take(batch, {event, {}, {}}, *one_.model, one_.digest));
    ASSERT_TRUE(store.commit(std::move(batch)));
  }
  void record_all(facts::DurableStore& store) {
    for (std::size_t round = 0; round < kRounds; ++round) {
      for (std::size_t number = 0; number < kHolders; ++number) {
        Event event;
        event.kind = round % 2 == 0 ? EventKind::kHold : EventKind::kHoldLifted;
        event.customer = customer(number);
        if (number % 5 == 0) {
          event.kind = round == 1 ? EventKind::kUnlinked : EventKind::kLinked;
          event.device = "phone-" + std::to_string(number);
        }
        record(store, std::to_string(round) + "/" + std::to_string(number), event);
      }
    }
  }
  std::vector<std::string> answers(facts::DurableStore& store, const StorePolicy& policy) {
    std::vector<std::string> all;
    auto session = store.session();
    for (std::size_t number = 0; number < kHolders; ++number) {
      all.push_back(seen(*session, {customer(number), "phone-" + std::to_string(number)}, policy.rules, {}));
    }
    return all;
  }
  /// The same event again is known again.
  void expect_known(facts::DurableStore& store) {
    Event event;
    event.kind = EventKind::kHold;
    event.customer = customer(1);
    event.id = "0/1";
    facts::Batch batch = store.begin(kBegin);
    const auto receipt = store.take(batch, {event, {}, {}}, *one_.model, one_.digest);
    ASSERT_TRUE(receipt);
    EXPECT_TRUE(receipt->repeated);
  }
  /// How many rows there are of a fold key.
  std::size_t rows_of(const facts::FoldKey& key) {
    std::size_t rows = 0;
    read_index([&](const facts::IndexReader& reader) {
      EXPECT_TRUE(reader.visit([&](const record::KeyedHash&, const facts::RowView& row) -> Result<void> {
        if (row.fold_key() == key) ++rows;
        return {};
      }));
    });
    return rows;
  }
  facts::Marker marker() {
    facts::Marker marker;
    read_index([&](const facts::IndexReader& reader) { marker = *reader.marker(); });
    return marker;
  }
  std::filesystem::path directory() const { return scratch_ / "store"; }
  std::filesystem::path facts_directory() const { return directory() / "facts"; }
  record::LogId log() const { return *record::read_log_id(directory(), record::system_files()); }

  const StorePolicy one_ = policy(1);
  const StorePolicy other_ = policy(2);

 private:
  template <class Act>
  void read_index(const Act& act) {
    const auto index = facts::FactIndex::open(facts_directory(), log());
    ASSERT_TRUE(index) << index.error().message;
    auto reader = index->reader();
    ASSERT_TRUE(reader->begin());
    act(*reader);
  }

  const ScratchDirectory scratch_{quick_parent()};
  std::size_t recorded_ = 0;
};

TEST_F(CatchingUp, ALostIndexIsMadeOfALongRecordByPortionsWithNothingLeftInMemoryAndAnswersAlike) {
  std::vector<std::string> expected;
  std::uint64_t records = 0;
  {
    facts::DurableStore store = open();
    record_all(store);
    ASSERT_TRUE(store.index(one_.rules));
    expected = answers(store, one_);
    records = store.visible().records;
  }
  for (const std::uint64_t portion : {std::uint64_t{1}, std::uint64_t{16}, records - 1, records}) {
    SCOPED_TRACE(portion);
    std::filesystem::remove_all(facts_directory());
    {
      facts::DurableStore store = open(portion);
      EXPECT_EQ(store.visible().records, records);
      EXPECT_EQ(store.touched() == 0, portion < records);
      EXPECT_EQ(store.has_unfolded_rows(), portion < records);
      EXPECT_EQ(answers(store, one_), expected);
      expect_known(store);
      ASSERT_TRUE(store.index(one_.rules));
      EXPECT_EQ(*store.fold_rows(one_.rules) != 0, portion < records);
      EXPECT_FALSE(store.has_unfolded_rows());
      EXPECT_EQ(answers(store, one_), expected);
    }
    EXPECT_EQ(marker().records, records);
    EXPECT_EQ(marker().fold_key, one_.rules.key);
  }
}

TEST_F(CatchingUp, WhatAnInterruptedMakingLeftIsGoneOnWith) {
  std::vector<std::string> expected;
  {
    facts::DurableStore store = open();
    record_all(store);
    expected = answers(store, one_);
  }
  std::filesystem::remove_all(facts_directory());
  { const facts::DurableStore store = open(); }
  {
    // As if the process had ended before the marker was moved.
    auto index = facts::FactIndex::open(facts_directory(), log(), {.writable = true});
    facts::IndexChange change;
    change.marker.log = log();
    ASSERT_TRUE(index->commit(change));
  }
  facts::DurableStore store = open();
  EXPECT_EQ(answers(store, one_), expected);
  expect_known(store);
}

TEST_F(CatchingUp, AnotherSetWritesOnlyTheRowsThatAreTouchedAndTheFirstSetOnlyThoseAgain) {
  {
    facts::DurableStore store = open(1'000);
    record_all(store);
    ASSERT_TRUE(store.index(one_.rules));
  }
  const std::size_t rows = rows_of(one_.rules.key);
  ASSERT_GE(rows, kHolders);
  EXPECT_EQ(marker().fold_key, one_.rules.key);
  {
    facts::DurableStore store = open();
    answers(store, other_);
    ASSERT_TRUE(store.index(other_.rules));
    EXPECT_EQ(*store.fold_rows(one_.rules), 0U);
  }
  EXPECT_EQ(rows_of(one_.rules.key), rows);
  {
    facts::DurableStore store = open();
    Event event;
    event.kind = EventKind::kHold;
    event.customer = customer(1);
    record(store, "late", event);
    ASSERT_TRUE(store.index(other_.rules));
  }
  EXPECT_EQ(rows_of(other_.rules.key), 1U);
  EXPECT_EQ(rows_of(one_.rules.key), rows - 1);
  EXPECT_EQ(marker().fold_key, facts::FoldKey{}) << "no set has all rows";
  {
    facts::DurableStore store = open();
    ASSERT_TRUE(store.index(one_.rules));
    EXPECT_EQ(*store.fold_rows(one_.rules), 1U);
    EXPECT_EQ(*store.fold_rows(one_.rules), 0U);
  }
  EXPECT_EQ(rows_of(one_.rules.key), rows);
  EXPECT_EQ(marker().fold_key, one_.rules.key);
}

}  // namespace
}  // namespace licet::test
