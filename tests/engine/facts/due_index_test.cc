// The entries of an index by date: whatever is written, moved and erased, what a day has is found, or damage is.

#include <engine/facts/due_values.h>
#include <engine/facts/index_generations.h>
#include <engine/facts/index_values.h>
#include <engine/facts/lmdb.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <tests/engine/facts/index_rows.h>

namespace licet::test {
namespace {

using facts::DueDay;
using facts::IndexChange;

constexpr facts::RetentionKey kOne{1};
constexpr facts::RetentionKey kOther{2};

DueDay day(std::int64_t number) { return facts::due_day_of(Instant{number * 24 * 3600 * 1'000'000 + 5}); }

IndexChange::Row dated_row(std::uint64_t number, DueDay due) {
  facts::RowDraft draft;
  draft.slot = record::Slot{number + 1};
  draft.holder = {facts::HolderKind::kCustomer, "customer-" + std::to_string(number)};
  draft.due = due;
  draft.state = facts::StateBuilder{}.pack();
  return {holder(number), draft.slot, facts::pack_row(draft, holder(number).row)};
}

/// What the index is to have, by row.
using Days = std::map<record::KeyedHash, DueDay>;

void expect_days(const facts::FactIndex& index, const Days& expected, DueDay last) {
  const facts::IndexReader reader = begun(index);
  std::map<record::KeyedHash, DueDay> found;
  DueDay before = DueDay::kNever;
  const auto rows =
      reader.visit_due(last, [&](const record::KeyedHash& key, const facts::RowView& row) -> Result<void> {
        EXPECT_GE(row.due(), before);
        before = row.due();
        EXPECT_TRUE(found.emplace(key, row.due()).second);
        return {};
      });
  ASSERT_TRUE(rows) << rows.error().message;
  Days due;
  for (const auto& [key, at] : expected) {
    if (at != DueDay::kNever && at <= last) due.emplace(key, at);
  }
  EXPECT_EQ(found, due);
  EXPECT_EQ(*rows, due.size()) << "as many rows are read as are due";
  const auto checked = reader.check_due();
  EXPECT_TRUE(checked) << checked.error().message;
  const auto visited = reader.visit([](const record::KeyedHash&, const facts::RowView&) -> Result<void> { return {}; });
  EXPECT_TRUE(visited) << visited.error().message;
}

TEST(DueDay, IsThatOfUniversalTimeAndKeepsTheOrderOfTime) {
  constexpr std::int64_t full = 24LL * 3600 * 1'000'000;
  EXPECT_EQ(facts::due_day_of(Instant{0}), facts::due_day_of(Instant{full - 1}));
  EXPECT_LT(facts::due_day_of(Instant{-1}), facts::due_day_of(Instant{0}));
  EXPECT_LT(facts::due_day_of(Instant{full - 1}), facts::due_day_of(Instant{full}));
  EXPECT_GT(facts::due_day_of(kBeforeAll), DueDay::kAlways);
  EXPECT_EQ(facts::due_day_of(kNever), DueDay::kNever);
  EXPECT_LT(facts::due_key(day(-1)), facts::due_key(day(0)));
  EXPECT_LT(facts::due_key(DueDay::kAlways), facts::due_key(day(-400'000)));
}

TEST(DueIndex, FindsWhatIsDueThroughRandomChangesCopiesAndReopenings) {
  const ScratchDirectory scratch;
  std::mt19937_64 random(7);
  const auto below = [&](std::uint64_t most) { return random() % most; };
  std::optional<facts::FactIndex> index = open_index(scratch / "facts");
  Days expected;
  for (std::uint64_t step = 1; step <= 120 && !testing::Test::HasFailure(); ++step) {
    IndexChange change{marker_of(step), {}, {}, {}, kOne, {}};
    std::map<std::uint64_t, std::optional<DueDay>> moves;
    for (std::uint64_t i = below(30); i > 0; --i) {
      DueDay to = day(static_cast<std::int64_t>(below(12)) - 4);
      if (below(8) == 0) to = DueDay::kNever;
      if (below(8) == 0) to = DueDay::kAlways;
      moves[below(60)] = to;
    }
    if (below(4) == 0) moves[below(60)] = std::nullopt;
    for (const auto& [number, to] : moves) {
      if (to) {
        change.rows.push_back(dated_row(number, *to));
        expected[holder(number).row] = *to;
      } else {
        change.erased.push_back({holder(number), {Instant{static_cast<std::int64_t>(step)}, step}});
        expected.erase(holder(number).row);
      }
    }
    const auto committed = index->commit(change);
    ASSERT_TRUE(committed) << committed.error().message;
    if (below(10) == 0) {
      ASSERT_TRUE(index->copy());
    }
    if (below(10) == 0) {
      index.reset();
      index = open_index(scratch / "facts");
    }
    expect_days(*index, expected, day(static_cast<std::int64_t>(below(14)) - 5));
    expect_days(*index, expected, static_cast<DueDay>(0xFFFF'FFFF));
  }
}

TEST(DueIndex, TakesNoDatesThatOtherRetentionRulesFound) {
  const ScratchDirectory scratch;
  facts::FactIndex index = open_index(scratch / "facts");
  ASSERT_TRUE(index.commit({marker_of(1), {dated_row(1, day(3))}, {}, {}, kOne, {}}));
  EXPECT_FALSE(index.commit({marker_of(2), {dated_row(2, day(3))}, {}, {}, kOther, {}}));
  EXPECT_FALSE(index.commit({marker_of(2), {dated_row(2, day(3))}, {}, {}, {}, {}})) << "a date by no rules";
  ASSERT_TRUE(index.commit({marker_of(2), {dated_row(2, DueDay::kAlways)}, {}, {}, {}, {}}));
  expect_days(index, {{holder(1).row, day(3)}, {holder(2).row, DueDay::kAlways}}, day(9));
  EXPECT_EQ((*begun(index).due_head())->key, kOne);
}

TEST(DueIndex, AnotherRetentionKeyTakesItsPlacePortionByPortion) {
  const ScratchDirectory scratch;
  facts::FactIndex index = open_index(scratch / "facts");
  Days expected;
  IndexChange first{marker_of(1), {}, {}, {}, kOne, {}};
  for (std::uint64_t number = 0; number < 20; ++number) {
    first.rows.push_back(dated_row(number, day(2)));
    expected[holder(number).row] = day(2);
  }
  ASSERT_TRUE(index.commit(first));
  std::map<record::KeyedHash, std::uint64_t> by_key;
  for (std::uint64_t number = 0; number < 20; ++number) by_key[holder(number).row] = number;
  bool begins = true;
  std::size_t left = by_key.size();
  for (const auto& [key, number] : by_key) {
    facts::DatedRows dated;
    dated.begins = begins;
    dated.ends = --left == 0;
    dated.until = key;
    dated.until.back() = static_cast<std::uint8_t>(dated.until.back() + 1);
    dated.rows.add(key);
    IndexChange portion{marker_of(1), {}, {}, {}, kOther, dated};
    if (number % 2 == 0) {
      portion.rows.push_back(dated_row(number, day(5)));
      expected[key] = day(5);
    }
    ASSERT_TRUE(index.commit(portion));
    begins = false;
    const auto head = begun(index).due_head();
    ASSERT_TRUE(head && *head);
    EXPECT_EQ((*head)->key, kOther);
    EXPECT_EQ((*head)->complete, left == 0);
    expect_days(index, expected, day(9));
  }
}

TEST(DueIndex, AnIndexThatWasWrittenToWithoutItsDatesIsMadeAnew) {
  const ScratchDirectory scratch;
  const auto directory = scratch / "facts";
  {
    facts::FactIndex index = open_index(directory);
    ASSERT_TRUE(index.commit({marker_of(1), {dated_row(1, day(3))}, {}, {}, kOne, {}}));
  }
  {
    // As a Licet writes that knows nothing of dates.
    auto environment = facts::Environment::open(facts::generation_path(directory, 1), true);
    ASSERT_TRUE(environment) << environment.error().message;
    auto transaction = facts::WriteTransaction::begin(**environment);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(transaction->put(facts::Database::kMeta, facts::kMarkerKey, facts::pack(marker_of(2))));
    ASSERT_TRUE(transaction->commit());
  }
  {
    const facts::FactIndex reading = open_index(directory, {});
    const auto head = begun(reading).due_head();
    EXPECT_TRUE(head && !*head) << "a reader goes through all rows";
  }
  const facts::FactIndex index = open_index(directory);
  EXPECT_TRUE(index.was_made());
  expect_days(index, {}, day(9));
}

TEST(DueValues, AFlippedBitOfTheHeadIsMet) {
  facts::DueHead head;
  head.records = 1;
  head.first = day(3);
  std::string bytes = facts::pack(head);
  EXPECT_EQ(facts::read_due_head(bytes), head);
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(facts::read_due_head(bytes), std::nullopt) << "bit " << bit;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  }
}

TEST(DueValues, AFlippedBitIsMet) {
  const std::string key = facts::due_key(day(3));
  facts::DueBucket bucket;
  bucket.rows.add(holder(1).row);
  bucket.next = day(7);
  std::string bytes = facts::pack_bucket(bucket, key);
  EXPECT_EQ(facts::read_bucket(bytes, key), bucket);
  EXPECT_EQ(facts::read_bucket(bytes, facts::due_key(day(4))), std::nullopt) << "the day of another";
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(facts::read_bucket(bytes, key), std::nullopt) << "bit " << bit;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  }
  std::string entry = facts::pack_due_entry(key);
  EXPECT_TRUE(facts::is_due_entry(entry, key));
  entry[0] = static_cast<char>(entry[0] ^ 1);
  EXPECT_FALSE(facts::is_due_entry(entry, key));
}

}  // namespace
}  // namespace licet::test
