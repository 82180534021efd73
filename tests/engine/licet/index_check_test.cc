// What check_record() finds of an index that was changed.

#include <cstring>
#include <engine/facts/index_values.h>
#include <engine/facts/lmdb.h>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {
namespace {

using facts::Database;

constexpr Database kTables[] = {Database::kRows, Database::kKnown, Database::kIds, Database::kErased};

struct Entry {
  Database table;
  std::string key;
  std::string value;
};

class IndexCheck : public testing::Test {
 protected:
  void SetUp() override {
    const PolicySet policy = letter_policy();
    const HandClock clock;
    auto store = Store::open(scratch_.store(), Access::kCreate, clock.clock());
    ASSERT_TRUE(store);
    for (const char* line :
         {kGranted, kWithdrawn, R"({"event":"linked","customer":"bert","device":"phone","id":"l1"})",
          R"({"event":"hold","customer":"bert","id":"h1"})", R"({"event":"hold_lifted","customer":"bert"})"}) {
      ASSERT_TRUE(store->record_json(line, policy));
    }
    ASSERT_TRUE(store->decide_json(R"({"customer":"cora","action":"call","purpose":"news"})", policy) ||
                store->decide_json(kRequest, policy));
    ErasureRequest erna;
    erna.customer = "erna";
    ASSERT_TRUE(store->erase(erna, policy));
    ASSERT_TRUE(store->close());
  }

  /// The only one.
  std::filesystem::path generation() const {
    for (const auto& entry : std::filesystem::directory_iterator(scratch_.store() / "facts")) {
      if (entry.is_directory()) return entry.path();
    }
    return {};
  }
  std::vector<Entry> entries(Database table) const {
    std::vector<Entry> all;
    auto environment = facts::Environment::open(generation(), false);
    facts::ReadTransaction read(*environment);
    EXPECT_TRUE(read.begin());
    EXPECT_TRUE(read.walk(table, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
      all.push_back({table, std::string(key), std::string(value)});
      return true;
    }));
    return all;
  }
  static void put(facts::Environment& environment, const std::vector<Entry>& entries) {
    auto transaction = facts::WriteTransaction::begin(environment);
    for (const Entry& entry : entries) ASSERT_TRUE(transaction->put(entry.table, entry.key, entry.value));
    ASSERT_TRUE(transaction->commit());
  }
  void put(const Entry& entry) const { put(**facts::Environment::open(generation(), true), {entry}); }

  std::vector<RecordFinding> findings() const {
    const auto check = check_record(scratch_.store(), master_key_);
    if (!check) return {{std::nullopt, "", check.error().message}};
    return check->findings;
  }
  /// The only finding.
  RecordFinding finding() const {
    const auto all = findings();
    EXPECT_EQ(all.size(), 1U) << (all.empty() ? "" : all.back().message);
    return all.empty() ? RecordFinding{} : all.front();
  }

  const ScratchDirectory scratch_;
  std::filesystem::path master_key_;  ///< as check_record() takes it
};

TEST_F(IndexCheck, FindsAFlippedBitInAnyValueOfAnyTable) {
  ASSERT_TRUE(findings().empty()) << finding().message;
  for (const bool has_key : {true, false}) {
    if (!has_key) master_key_ = scratch_.store() / "none";
    for (const Database table : kTables) {
      for (const Entry& entry : entries(table)) {
        for (std::size_t at = 0; at < entry.value.size(); at += 13) {
          Entry flipped = entry;
          flipped.value[at] = static_cast<char>(flipped.value[at] ^ (1 << at % 8));
          put(flipped);
          const RecordFinding found = finding();
          const char* const told = table == Database::kErased ? "those who were erased is not as it was written."
                                                              : " 1 are not as they were written.";
          EXPECT_NE(found.message.find(told), std::string::npos)
              << found.message << " table " << static_cast<int>(table) << " byte " << at;
        }
        put(entry);
      }
    }
    EXPECT_TRUE(findings().empty());
  }
}

TEST_F(IndexCheck, FindsAnEntryThatIsMissingFromAnyTable) {
  const std::filesystem::path index = generation();
  for (const bool has_key : {true, false}) {
    if (!has_key) master_key_ = scratch_.store() / "none";
    std::vector<Entry> all = entries(Database::kMeta);
    const std::size_t first = all.size();
    for (const Database table : kTables) {
      for (Entry& entry : entries(table)) all.push_back(std::move(entry));
    }
    ASSERT_GT(all.size(), first + 8);
    for (std::size_t missing = first; missing <= all.size(); ++missing) {
      std::vector<Entry> left = all;
      if (missing < all.size()) left.erase(left.begin() + static_cast<std::ptrdiff_t>(missing));
      std::filesystem::remove_all(index);
      std::filesystem::create_directory(index);
      put(**facts::Environment::make(index, std::uint64_t{1} << 20U), left);
      EXPECT_EQ(findings().empty(), missing == all.size()) << missing;
    }
  }
}

TEST_F(IndexCheck, FindsWhatIsWrittenAsItShouldButStandsForAnother) {
  const auto key_of = [](const Entry& entry) {
    record::KeyedHash key{};
    std::copy(entry.key.begin(), entry.key.end(), key.begin());
    return key;
  };
  const auto ids = entries(Database::kIds);
  ASSERT_EQ(ids.size(), 3U);
  const auto one = facts::read_id(ids[0].value, key_of(ids[0]));
  const auto other = facts::read_id(ids[1].value, key_of(ids[1]));
  ASSERT_TRUE(one && other);
  put({Database::kIds, ids[0].key, facts::pack_id(*other, key_of(ids[0]))});
  EXPECT_EQ(finding().record, other->record);
  EXPECT_EQ(finding().message,
            "Of the ids of events in the index 1 name a record that is no event with that id and content.");
  put({Database::kIds, ids[0].key, facts::pack_id({1'000, {}}, key_of(ids[0]))});
  EXPECT_EQ(finding().record, 1'000U);
  put(ids[0]);
  for (const Entry& known : entries(Database::kKnown)) {
    put({Database::kKnown, known.key, facts::pack_known(1'000, key_of(known))});
    EXPECT_NE(finding().message.find("have no entry by which they are known, or a wrong one"), std::string::npos);
    put(known);
  }
  const auto rows = entries(Database::kRows);
  ASSERT_GE(rows.size(), 3U);
  std::vector<std::uint64_t> words(rows[0].value.size() / sizeof(std::uint64_t));
  std::memcpy(words.data(), rows[0].value.data(), rows[0].value.size());
  const auto row = facts::RowView::read(words, key_of(rows[0]));
  ASSERT_TRUE(row);
  facts::RowDraft draft;
  draft.slot = record::Slot{static_cast<std::uint64_t>(row->slot()) % 2 + 1};
  draft.fold_key = row->fold_key();
  draft.holder = {row->kind(), std::string(row->id())};
  draft.events.assign(row->events().begin(), row->events().end());
  draft.links = row->links();
  draft.state = facts::StateBuilder{}.pack();
  words = facts::pack_row(draft, key_of(rows[0]));
  put({Database::kRows, rows[0].key, std::string(reinterpret_cast<const char*>(words.data()), words.size() * 8)});
  const auto strange = findings();
  ASSERT_EQ(strange.size(), 3U);
  EXPECT_EQ(strange[0].message,
            "Of the rows of the index 1 do not stand under the day on which something of them falls due.");
  EXPECT_EQ(strange[1].message,
            "Of the rows of the index 1 stand under another customer or device, or have the key of another.");
}

}  // namespace
}  // namespace licet::tests
