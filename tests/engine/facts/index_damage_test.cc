#include <engine/facts/index_values.h>
#include <engine/facts/lmdb.h>
#include <gtest/gtest.h>
#include <random>
#include <sys/wait.h>
#include <tests/engine/facts/index_rows.h>
#include <unistd.h>

namespace licet::facts {
namespace {

using test::begun;
using test::event_id;
using test::holder;
using test::marker_of;
using test::open_index;
using test::row_of;
using test::ScratchDirectory;

constexpr std::uint64_t kRows = 60;

void fill(const std::filesystem::path& facts) {
  IndexOptions options{true};
  options.first_map_bytes = std::uint64_t{4} << 20U;
  FactIndex index = open_index(facts, options);
  IndexChange change{marker_of(1), {}, {}};
  for (std::uint64_t i = 0; i < kRows; ++i) {
    change.rows.push_back(row_of(i, i + 1, i % 7 == 0 ? 2'000 : 20));
    change.ids.push_back({event_id(i), {i, {}}});
  }
  ASSERT_TRUE(index.commit(change));
}

/// Writes past the index's own checks.
void put(const std::filesystem::path& facts, Database database, std::string_view key, std::string_view value) {
  auto environment = Environment::open(facts / "1", true);
  ASSERT_TRUE(environment);
  auto transaction = WriteTransaction::begin(**environment);
  ASSERT_TRUE(transaction);
  ASSERT_TRUE(transaction->put(database, key, value));
  ASSERT_TRUE(transaction->commit());
}

TEST(IndexDamage, AMissingRowOfAKnownHolderIsFound) {
  const ScratchDirectory scratch;
  fill(scratch / "facts");
  put(scratch / "facts", Database::kKnown, bytes_of(holder(1'000).known), pack_known(7, holder(1'000).known));
  const FactIndex index = open_index(scratch / "facts", {});
  const IndexReader reader = begun(index);
  EXPECT_EQ(reader.find(holder(1'000)).error().kind, FailureKind::kDamaged);
  EXPECT_TRUE(reader.find(holder(1)));
  EXPECT_FALSE(reader.find(holder(1'001))->has_value());
}

TEST(IndexDamage, AMissingEntryOfAKnownIdIsFound) {
  const ScratchDirectory scratch;
  fill(scratch / "facts");
  put(scratch / "facts", Database::kKnown, bytes_of(event_id(1'000).known), pack_known(7, event_id(1'000).known));
  const FactIndex index = open_index(scratch / "facts", {});
  const IndexReader reader = begun(index);
  EXPECT_EQ(reader.find_id(event_id(1'000)).error().kind, FailureKind::kDamaged);
  EXPECT_EQ(reader.find_id(event_id(3))->value().record, 3U);
}

TEST(IndexDamage, ValuesThatAreNotAsWrittenAreFound) {
  const ScratchDirectory scratch;
  const auto facts = scratch / "facts";
  fill(facts);
  put(facts, Database::kRows, bytes_of(holder(1).row), "odd");
  put(facts, Database::kRows, bytes_of(holder(2).row), std::string(64, '\0'));
  const auto swapped = row_of(4, 1);
  put(facts, Database::kRows, bytes_of(holder(3).row),
      {reinterpret_cast<const char*>(swapped.words.data()), swapped.words.size() * 8});
  put(facts, Database::kIds, bytes_of(event_id(1).row), pack_id({1, {}}, event_id(2).row));
  const FactIndex index = open_index(facts, {});
  const IndexReader reader = begun(index);
  for (const std::uint64_t number : {1U, 2U, 3U}) {
    EXPECT_EQ(reader.find(holder(number)).error().kind, FailureKind::kDamaged) << number;
  }
  EXPECT_TRUE(reader.find(holder(4)));
  EXPECT_EQ(reader.find_id(event_id(1)).error().kind, FailureKind::kDamaged);
  const auto visited = reader.visit([](const record::KeyedHash&, const RowView&) -> Result<void> { return {}; });
  EXPECT_EQ(visited.error().kind, FailureKind::kDamaged);
}

TEST(IndexDamage, NoFlippedBitOfASmallValueGoesUnnoticed) {
  const record::KeyedHash key = holder(1).row;
  const std::string marker = pack(marker_of(7));
  ASSERT_EQ(marker.size(), 112U);
  ASSERT_EQ(read_marker(marker), marker_of(7));
  const KnownId known{77, {1, 2, 3}};
  const std::string id = pack_id(known, key);
  ASSERT_EQ(id.size(), 32U);
  ASSERT_EQ(read_id(id, key), known);
  EXPECT_FALSE(read_id(id, holder(2).row));
  EXPECT_EQ(pack_known(1, key).size(), 16U);
  const auto flipped = [](std::string bytes, std::size_t bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    return bytes;
  };
  for (std::size_t bit = 0; bit < marker.size() * 8; ++bit) EXPECT_FALSE(read_marker(flipped(marker, bit))) << bit;
  for (std::size_t bit = 0; bit < id.size() * 8; ++bit) EXPECT_FALSE(read_id(flipped(id, bit), key)) << bit;
}

TEST(IndexDamage, AMarkerThatIsDamagedOrOfAnotherVersionIsToldApart) {
  const ScratchDirectory scratch;
  const auto facts = scratch / "facts";
  fill(facts);
  std::string marker = pack(marker_of(1));
  marker[40] = 'x';
  put(facts, Database::kMeta, kMarkerKey, marker);
  EXPECT_EQ(FactIndex::open(facts, test::kLog).error().kind, FailureKind::kDamaged);
  EXPECT_EQ(FactIndex::open(facts, test::kLog, {true}).error().kind, FailureKind::kDamaged);
}

/// What can be read of an index by those who know whom to ask for, or that something is damaged.
Result<std::vector<std::uint64_t>> all_of(const std::filesystem::path& facts) {
  const auto index = FactIndex::open(facts, test::kLog);
  if (!index) return tl::unexpected(index.error());
  auto reader = index->reader();
  if (auto begun = reader->begin(); !begun) return tl::unexpected(begun.error());
  std::vector<std::uint64_t> all{reader->marker() ? reader->marker()->records : 0};
  for (std::uint64_t i = 0; i < kRows; ++i) {
    const auto row = reader->find(holder(i));
    if (!row) return tl::unexpected(row.error());
    all.push_back(*row ? (*row)->events().front() : 0);
    const auto id = reader->find_id(event_id(i));
    if (!id) return tl::unexpected(id.error());
    all.push_back(*id ? (*id)->record + 1 : 0);
  }
  const auto visited = reader->visit([](const record::KeyedHash&, const RowView&) -> Result<void> { return {}; });
  if (!visited) return tl::unexpected(visited.error());
  return all;
}

enum class Seen : std::uint8_t { kRight, kFound, kWrong, kEnded };

/// What a process of its own sees of an index: LMDB may end a process that reads a page whose count of entries is
/// wrong.
Seen seen_of(const std::filesystem::path& facts, const std::vector<std::uint64_t>& right) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto read = all_of(facts);
    ::_exit(static_cast<int>(!read ? Seen::kFound : *read == right ? Seen::kRight : Seen::kWrong));
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  const bool said = WIFEXITED(status) && WEXITSTATUS(status) <= static_cast<int>(Seen::kWrong);
  return said ? static_cast<Seen>(WEXITSTATUS(status)) : Seen::kEnded;
}

TEST(IndexDamage, AFlippedBitOfTheFileIsFoundOrChangesNoAnswer) {
  const ScratchDirectory scratch;
  const auto facts = scratch / "facts";
  fill(facts);
  const auto data = facts / "1" / "data.mdb";
  const auto right = all_of(facts);
  ASSERT_TRUE(right);
  std::string bytes = test::contents_of(data);
  const std::size_t used = bytes.find_last_not_of('\0') + 1;
  std::mt19937_64 random(11);
  int found = 0;
  int ended = 0;
  for (int i = 0; i < 400; ++i) {
    // Every second one in the first bytes of a page, where LMDB's own structure stands.
    std::size_t place = std::uniform_int_distribution<std::size_t>(0, used - 1)(random);
    if (i % 2 == 0) place = place / 4096 * 4096 + place % 64;
    const int bit = 1 << (i % 8);
    bytes[place] = static_cast<char>(bytes[place] ^ bit);
    std::fstream file(data, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(place)).put(bytes[place]).flush();
    const Seen seen = seen_of(facts, *right);
    EXPECT_NE(seen, Seen::kWrong) << place << " " << bit;
    found += seen == Seen::kFound ? 1 : 0;
    ended += seen == Seen::kEnded ? 1 : 0;
    bytes[place] = static_cast<char>(bytes[place] ^ bit);
    file.seekp(static_cast<std::streamoff>(place)).put(bytes[place]).flush();
  }
  EXPECT_GT(found, 40);
  EXPECT_LE(ended, 4);
  const auto mended = all_of(facts);
  ASSERT_TRUE(mended);
  EXPECT_EQ(*mended, *right);
}

TEST(IndexDamage, AFileThatIsCutOffIsFound) {
  const ScratchDirectory scratch;
  const auto facts = scratch / "facts";
  fill(facts);
  const auto data = facts / "1" / "data.mdb";
  for (const std::uintmax_t length : {0U, 100U, 8'192U, 20'000U}) {
    std::filesystem::resize_file(data, length);
    const auto read = all_of(facts);
    ASSERT_FALSE(read) << length;
    EXPECT_EQ(FactIndex::open(facts, test::kLog, {true}).error().kind, FailureKind::kDamaged) << length;
  }
}

}  // namespace
}  // namespace licet::facts
