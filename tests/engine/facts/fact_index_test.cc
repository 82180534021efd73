#include <engine/facts/fact_index.h>
#include <engine/facts/lmdb.h>
#include <gtest/gtest.h>
#include <set>
#include <tests/engine/facts/index_rows.h>

namespace licet::facts {
namespace {

using test::begun;
using test::event_id;
using test::generation_of;
using test::holder;
using test::marker_of;
using test::open_index;
using test::row_of;
using test::ScratchDirectory;

TEST(FactIndex, IsMadeWithAMarkerOfNoRecords) {
  const ScratchDirectory scratch;
  const FactIndex index = open_index(scratch / "facts");
  const IndexReader reader = begun(index);
  Marker none;
  none.log = test::kLog;
  EXPECT_EQ(*reader.marker(), none);
  EXPECT_FALSE(reader.find(holder(1))->has_value());
  EXPECT_FALSE(reader.find_id(event_id(1))->has_value());
  EXPECT_EQ(index.map_bytes(), std::uint64_t{64} << 20U);
}

TEST(FactIndex, ReadsBackWhatWasCommittedAlsoWhenOpenedAgain) {
  const ScratchDirectory scratch;
  const KnownId known{41, {9, 8, 7}};
  for (int opening = 0; opening < 2; ++opening) {
    FactIndex index = open_index(scratch / "facts");
    if (opening == 0) {
      ASSERT_TRUE(index.commit({marker_of(3), {row_of(1, 10), row_of(2, 20)}, {{event_id(1), known}}}));
    }
    const IndexReader reader = begun(index);
    EXPECT_EQ(*reader.marker(), marker_of(3));
    const auto row = reader.find(holder(2));
    ASSERT_TRUE(row && *row);
    EXPECT_EQ((*row)->id(), "customer-2");
    EXPECT_EQ((*row)->slot(), record::Slot{3});
    EXPECT_EQ(generation_of(reader, 1), 10U);
    EXPECT_FALSE(reader.find(holder(3))->has_value());
    EXPECT_EQ(reader.find_id(event_id(1))->value(), known);
    EXPECT_FALSE(reader.find_id(event_id(2))->has_value());
  }
}

TEST(FactIndex, ManyRowsOfAllLengthsLieOnWordsAndReadBack) {
  const ScratchDirectory scratch;
  FactIndex index = open_index(scratch / "facts");
  std::vector<std::size_t> lengths(600);
  std::uint64_t chance = 1;
  for (std::uint64_t round = 1; round <= 5; ++round) {
    IndexChange change;
    change.marker = marker_of(round);
    for (std::uint64_t i = 0; i < lengths.size(); ++i) {
      chance = chance * 6364136223846793005U + 1442695040888963407U;
      if (round > 1 && chance >> 62U != 0) continue;
      lengths[i] = chance >> 40U & (i % 10 == 0 ? 0xFFFU : 0x7FU);
      change.rows.push_back(row_of(i, 1'000 * round, lengths[i]));
    }
    ASSERT_TRUE(index.commit(change));
  }
  const IndexReader reader = begun(index);
  for (std::uint64_t i = 0; i < lengths.size(); ++i) {
    const auto row = reader.find(holder(i));
    ASSERT_TRUE(row && *row) << i;
    EXPECT_EQ((*row)->events().size(), lengths[i]);
  }
}

TEST(FactIndex, TwoRowsOfOneReaderStandUntilItsEnd) {
  const ScratchDirectory scratch;
  FactIndex index = open_index(scratch / "facts");
  ASSERT_TRUE(index.commit({marker_of(1), {row_of(1, 10), row_of(2, 20)}, {}}));
  const IndexReader reader = begun(index);
  const auto person = reader.find(holder(1));
  const auto device = reader.find(holder(2));
  EXPECT_EQ((*person)->id(), "customer-1");
  EXPECT_EQ((*device)->id(), "customer-2");
}

TEST(FactIndex, AReaderSeesItsSnapshotWhileCommitsGoOn) {
  const ScratchDirectory scratch;
  FactIndex index = open_index(scratch / "facts");
  ASSERT_TRUE(index.commit({marker_of(1), {row_of(1, 10)}, {}}));
  IndexReader reader = begun(index);
  for (std::uint64_t i = 2; i < 20; ++i)
    ASSERT_TRUE(index.commit({marker_of(i), {row_of(1, 10 * i), row_of(i, i)}, {}}));
  EXPECT_EQ(reader.marker()->records, 1U);
  EXPECT_EQ(generation_of(reader, 1), 10U);
  EXPECT_FALSE(reader.find(holder(2))->has_value());
  ASSERT_TRUE(reader.begin());
  EXPECT_EQ(reader.marker()->records, 19U);
  EXPECT_EQ(generation_of(reader, 1), 190U);
  reader.end();
  EXPECT_EQ(reader.marker().error().kind, FailureKind::kWrongUse);
}

TEST(FactIndex, VisitsAllRowsInTheOrderOfKeysAndStopsWhereItIsTold) {
  const ScratchDirectory scratch;
  FactIndex index = open_index(scratch / "facts");
  IndexChange change{marker_of(1), {}, {}};
  std::set<record::KeyedHash> keys;
  for (std::uint64_t i = 0; i < 100; ++i) {
    change.rows.push_back(row_of(i, i + 1));
    keys.insert(holder(i).row);
  }
  ASSERT_TRUE(index.commit(change));
  const IndexReader reader = begun(index);
  std::vector<record::KeyedHash> visited;
  ASSERT_TRUE(reader.visit([&](const record::KeyedHash& key, const RowView& row) -> Result<void> {
    EXPECT_EQ(row.events().size(), 4U);
    visited.push_back(key);
    return {};
  }));
  EXPECT_EQ(visited, std::vector<record::KeyedHash>(keys.begin(), keys.end()));

  int calls = 0;
  const auto stopped = reader.visit([&](const record::KeyedHash&, const RowView&) -> Result<void> {
    if (++calls < 3) return {};
    return tl::unexpected(Failure{FailureKind::kLimit, "enough"});
  });
  EXPECT_EQ(stopped.error().message, "enough");
  EXPECT_EQ(calls, 3);

  EXPECT_EQ(*reader.keys_from({}, 1'000), visited);
  EXPECT_EQ(*reader.keys_from(visited[50], 2), (std::vector<record::KeyedHash>{visited[50], visited[51]}));
  EXPECT_TRUE(reader.keys_from(visited[50], 0)->empty());
  record::KeyedHash last;
  last.fill(0xFF);
  EXPECT_TRUE(reader.keys_from(last, 10)->empty());
}

TEST(FactIndex, ACopyHasAllThatCountsAndReadersReadOnUntilTheyLookAnew) {
  const ScratchDirectory scratch;
  FactIndex index = open_index(scratch / "facts");
  ASSERT_TRUE(index.commit({marker_of(1), {row_of(1, 10), row_of(2, 20)}, {{event_id(1), {10, {7}}}}, {}}));
  IndexReader before = begun(index);
  ASSERT_TRUE(index.commit({marker_of(2), {}, {{event_id(1), {5, {}}}}, {{holder(1), {{77}, 5}}}}));
  EXPECT_TRUE(*begun(index).copy_due());
  ASSERT_TRUE(index.copy());
  EXPECT_EQ(generation_of(before, 1), 10U);
  ASSERT_TRUE(before.begin());
  EXPECT_EQ(before.marker(), marker_of(2));
  EXPECT_FALSE(*before.copy_due());
  EXPECT_FALSE(before.find(holder(1))->has_value());
  EXPECT_EQ(generation_of(before, 2), 20U);
  EXPECT_TRUE((*before.find_id(event_id(1)))->is_erased());
  EXPECT_EQ(before.tombstone(holder(1).row), (Tombstone{{77}, 5}));
  EXPECT_EQ(before.tombstones()->size(), 1U);
  ASSERT_TRUE(index.commit({marker_of(3), {row_of(1, 30)}, {}, {{holder(1), {{99}, 25}}}}));
  EXPECT_EQ(generation_of(begun(index), 1), 30U);
  EXPECT_EQ(begun(index).tombstones()->size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(scratch / "facts" / "1"));
  EXPECT_TRUE(std::filesystem::exists(scratch / "facts" / "2"));
}

TEST(FactIndex, LeftoversAreRemovedByTheWriterAlone) {
  const ScratchDirectory scratch;
  const auto facts = scratch / "facts";
  { FactIndex made = open_index(facts); }
  std::filesystem::create_directory(facts / "7");
  test::put(facts / "7" / "data.mdb", "torn");
  test::put(facts / "current.new", "licet-fa");
  test::put(facts / "notes.txt", "someone's");
  { FactIndex reading = open_index(facts, {false}); }
  EXPECT_TRUE(std::filesystem::exists(facts / "7"));
  { FactIndex writing = open_index(facts); }
  EXPECT_FALSE(std::filesystem::exists(facts / "7"));
  EXPECT_FALSE(std::filesystem::exists(facts / "current.new"));
  EXPECT_TRUE(std::filesystem::exists(facts / "notes.txt"));
}

TEST(FactIndex, AGenerationThatACrashLeftBeforeItWasServedDoesNotStopTheNext) {
  const ScratchDirectory scratch;
  const auto facts = scratch / "facts";
  std::filesystem::create_directories(facts / "1");
  test::put(facts / "1" / "data.mdb", "torn");
  const FactIndex index = open_index(facts);
  EXPECT_EQ(begun(index).marker()->records, 0U);
  EXPECT_FALSE(std::filesystem::exists(facts / "1"));
}

TEST(FactIndex, CurrentIsALineWithItsChecksumAndDamageToItRemovesNothing) {
  const ScratchDirectory scratch;
  const auto facts = scratch / "facts";
  { FactIndex made = open_index(facts); }
  const std::string good = test::contents_of(facts / "current");
  EXPECT_EQ(good, "licet-facts 1 1 3942fe4e\n");
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string bad = good;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    test::put(facts / "current", bad);
    const auto index = FactIndex::open(facts, test::kLog, {true});
    ASSERT_FALSE(index) << bit;
    EXPECT_EQ(index.error().kind, FailureKind::kDamaged);
  }
  EXPECT_TRUE(std::filesystem::exists(facts / "1" / "data.mdb"));
}

TEST(FactIndex, IsRefusedToAnotherLogTwiceInAProcessAndWhereItIsMissing) {
  const ScratchDirectory scratch;
  const auto facts = scratch / "facts";
  EXPECT_EQ(FactIndex::open(facts, test::kLog).error().kind, FailureKind::kNotFound);
  {
    const FactIndex index = open_index(facts);
    EXPECT_EQ(FactIndex::open(facts, test::kLog).error().kind, FailureKind::kWrongUse);
  }
  EXPECT_EQ(FactIndex::open(facts, record::LogId{9}).error().kind, FailureKind::kDamaged);
  EXPECT_EQ(FactIndex::open(facts, record::LogId{9}, {true}).error().kind, FailureKind::kDamaged);
  std::filesystem::remove(facts / "1" / "data.mdb");
  EXPECT_EQ(FactIndex::open(facts, test::kLog, {true}).error().kind, FailureKind::kDamaged);
}

TEST(FactIndex, RefusesAMarkerOfAnotherLog) {
  const ScratchDirectory scratch;
  FactIndex index = open_index(scratch / "facts");
  IndexChange change{marker_of(1), {row_of(1, 10)}, {}};
  change.marker.log = {9};
  EXPECT_EQ(index.commit(change).error().kind, FailureKind::kWrongUse);
  EXPECT_FALSE(begun(index).find(holder(1))->has_value());
}

TEST(FactIndex, WhereItMayNotGrowACommitFailsWholeAndWhatWasThereStays) {
  const ScratchDirectory scratch;
  IndexOptions options{true};
  options.first_map_bytes = std::uint64_t{1} << 20U;
  options.most_map_bytes = std::uint64_t{8} << 20U;
  FactIndex index = open_index(scratch / "facts", options);
  std::uint64_t done = 0;
  Result<void> outcome;
  while (outcome && done < 1'000) {
    outcome = index.commit({marker_of(done + 1), {row_of(done, done + 1, 10'000)}, {}});
    if (outcome) ++done;
  }
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kLimit);
  EXPECT_EQ(index.map_bytes(), options.most_map_bytes);
  EXPECT_LT(index.used_bytes(), options.most_map_bytes - (std::uint64_t{4} << 20U) + 100'000);
  const IndexReader reader = begun(index);
  EXPECT_EQ(reader.marker()->records, done);
  EXPECT_EQ(generation_of(reader, done - 1), done);
  EXPECT_FALSE(reader.find(holder(done))->has_value());
}

}  // namespace
}  // namespace licet::facts
