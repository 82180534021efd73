#include <cstring>
#include <engine/facts/due_change.h>
#include <engine/facts/index_state.h>
#include <engine/facts/index_values.h>

namespace licet::facts {
namespace {

Database database_of(IndexTable table) {
  switch (table) {
    case IndexTable::kRows:
      return Database::kRows;
    case IndexTable::kKnown:
      return Database::kKnown;
    case IndexTable::kIds:
      return Database::kIds;
  }
  return Database::kRows;
}

/// Of what was not found: kDamaged if it must be there.
Result<void> expect_unknown(const ReadTransaction& read, const record::HolderHash& hash, const char* what) {
  const auto known = read.get(Database::kKnown, bytes_of(hash.known));
  if (!known) return tl::unexpected(known.error());
  if (*known) return tl::unexpected(read.environment().damaged(std::string(what) + " is missing"));
  return {};
}

}  // namespace

Result<ErasuresSum> IndexReader::State::sum() const {
  if (!transaction) return ErasuresSum{};
  const auto value = transaction->get(Database::kMeta, kErasuresKey);
  if (!value) return tl::unexpected(value.error());
  const auto sum = *value ? read_sum(**value) : std::nullopt;
  if (!sum) return tl::unexpected(transaction->environment().damaged("the sum of erasures is not as written"));
  return *sum;
}

IndexReader::IndexReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexReader::IndexReader(IndexReader&&) noexcept = default;
IndexReader& IndexReader::operator=(IndexReader&&) noexcept = default;
IndexReader::~IndexReader() = default;

Result<void> IndexReader::begin() {
  if (state_->number != state_->served->number()) state_->move();
  return state_->transaction ? state_->transaction->begin() : Result<void>();
}
void IndexReader::end() {
  if (state_->transaction) state_->transaction->end();
}

Result<Marker> IndexReader::marker() const {
  if (!state_->transaction) {
    Marker nothing;
    nothing.log = state_->log;
    return nothing;
  }
  const ReadTransaction& read = *state_->transaction;
  const auto value = read.get(Database::kMeta, kMarkerKey);
  if (!value) return tl::unexpected(value.error());
  const auto version = *value ? read_version(**value) : std::nullopt;
  if (version && *version != kIndexVersion) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The index was written by another version of Licet."});
  }
  const auto marker = *value ? read_marker(**value) : std::nullopt;
  if (!marker) return tl::unexpected(read.environment().damaged("its marker is not as it was written"));
  return *marker;
}

Result<std::optional<RowView>> IndexReader::row(const record::KeyedHash& key) const {
  if (!state_->transaction) return std::nullopt;
  const ReadTransaction& read = *state_->transaction;
  const auto value = read.get(Database::kRows, bytes_of(key));
  if (!value) return tl::unexpected(value.error());
  if (!*value) return std::nullopt;
  auto row = read_row(**value, key);
  if (!row) return tl::unexpected(read.environment().damaged("the row of a customer or device is not as written"));
  return row;
}

Result<std::optional<RowView>> IndexReader::find(const record::HolderHash& holder) const {
  auto found = row(holder.row);
  if (!found || *found || !state_->transaction) return found;
  const ReadTransaction& read = *state_->transaction;
  if (auto unknown = expect_unknown(read, holder, "the row of a known customer or device"); !unknown) {
    return tl::unexpected(unknown.error());
  }
  return std::nullopt;
}

Result<std::optional<KnownId>> IndexReader::id(const record::KeyedHash& key) const {
  if (!state_->transaction) return std::nullopt;
  const ReadTransaction& read = *state_->transaction;
  const auto value = read.get(Database::kIds, bytes_of(key));
  if (!value) return tl::unexpected(value.error());
  if (!*value) return std::nullopt;
  auto known = read_id(**value, key);
  if (!known) return tl::unexpected(read.environment().damaged("the entry of an event's id is not as written"));
  return known;
}

Result<std::optional<std::uint64_t>> IndexReader::known(const record::KeyedHash& key) const {
  if (!state_->transaction) return std::nullopt;
  const ReadTransaction& read = *state_->transaction;
  const auto value = read.get(Database::kKnown, bytes_of(key));
  if (!value) return tl::unexpected(value.error());
  if (!*value) return std::nullopt;
  auto number = read_known(**value, key);
  if (!number) return tl::unexpected(read.environment().damaged("an entry of what is known is not as written"));
  return number;
}

Result<std::optional<KnownId>> IndexReader::find_id(const record::HolderHash& hash) const {
  auto found = id(hash.row);
  if (!found || *found || !state_->transaction) return found;
  if (auto unknown = expect_unknown(*state_->transaction, hash, "the entry of a known event's id"); !unknown) {
    return tl::unexpected(unknown.error());
  }
  return std::nullopt;
}

Result<KeySum> IndexReader::visit_between(const record::KeyedHash& from, const std::optional<record::KeyedHash>& until,
                                          const Visit& visit) const {
  KeySum found;
  if (!state_->transaction) return found;
  const ReadTransaction& read = *state_->transaction;
  const auto take = [&](std::string_view key, std::string_view value) -> Result<bool> {
    record::KeyedHash hash{};
    if (key.size() == hash.size()) std::memcpy(hash.data(), key.data(), hash.size());
    if (until && hash >= *until) return false;
    const auto row = key.size() == hash.size() ? read_row(value, hash) : std::nullopt;
    if (!row) return tl::unexpected(read.environment().damaged("the row of a customer or device is not as written"));
    found.add(hash);
    if (auto visited = visit(hash, *row); !visited) return tl::unexpected(std::move(visited.error()));
    return true;
  };
  auto walked = read.walk(Database::kRows, from == record::KeyedHash{} ? std::string_view() : bytes_of(from), take);
  if (!walked) return tl::unexpected(std::move(walked.error()));
  return found;
}

Result<void> IndexReader::visit(const Visit& visit) const {
  const auto found = visit_between({}, {}, visit);
  if (!found) return tl::unexpected(found.error());
  if (!state_->transaction) return {};
  const ReadTransaction& read = *state_->transaction;
  const auto head = due_head();
  if (!head) return tl::unexpected(head.error());
  if (!*head || !(*head)->complete || (*head)->rows == *found) return {};
  return tl::unexpected(read.environment().damaged("rows of customers or devices are missing"));
}

Result<std::vector<record::KeyedHash>> IndexReader::keys_from(const record::KeyedHash& from, std::size_t most,
                                                              IndexTable table) const {
  std::vector<record::KeyedHash> keys;
  if (most == 0 || !state_->transaction) return keys;
  const ReadTransaction& read = *state_->transaction;
  const auto take = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != from.size()) return tl::unexpected(read.environment().damaged("a key has another length"));
    std::memcpy(keys.emplace_back().data(), key.data(), key.size());
    return keys.size() < most;
  };
  if (auto walked = read.walk(database_of(table), bytes_of(from), take); !walked) {
    return tl::unexpected(walked.error());
  }
  return keys;
}

Result<std::uint64_t> IndexReader::entries(IndexTable table) const {
  std::uint64_t entries = 0;
  if (!state_->transaction) return entries;
  const auto count = [&](std::string_view, std::string_view) -> Result<bool> { return ++entries != 0; };
  if (auto walked = state_->transaction->walk(database_of(table), {}, count); !walked) {
    return tl::unexpected(walked.error());
  }
  return entries;
}

Result<std::optional<Tombstone>> IndexReader::tombstone(const record::KeyedHash& holder) const {
  if (!state_->transaction) return std::nullopt;
  const ReadTransaction& read = *state_->transaction;
  const auto value = read.get(Database::kErased, bytes_of(holder));
  if (!value) return tl::unexpected(value.error());
  if (!*value) return std::nullopt;
  auto tombstone = read_tombstone(**value, holder);
  if (!tombstone) return tl::unexpected(read.environment().damaged("what says who was erased is not as written"));
  return tombstone;
}

Result<std::vector<std::pair<record::KeyedHash, Tombstone>>> IndexReader::tombstones() const {
  std::vector<std::pair<record::KeyedHash, Tombstone>> all;
  if (!state_->transaction) return all;
  const ReadTransaction& read = *state_->transaction;
  ErasuresSum found;
  auto walked = read.walk(Database::kErased, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
    record::KeyedHash holder{};
    const auto tombstone = key.size() == holder.size()
                               ? (std::memcpy(holder.data(), key.data(), holder.size()), read_tombstone(value, holder))
                               : std::nullopt;
    if (!tombstone) return tl::unexpected(read.environment().damaged("what says who was erased is not as written"));
    found.add(holder);
    all.emplace_back(holder, *tombstone);
    return true;
  });
  if (!walked) return tl::unexpected(std::move(walked.error()));
  const auto stated = state_->sum();
  if (!stated) return tl::unexpected(stated.error());
  if (stated->entries != found.entries || stated->keys != found.keys) {
    return tl::unexpected(read.environment().damaged("of those who were erased some are missing"));
  }
  return all;
}

Result<bool> IndexReader::copy_due() const {
  const auto sum = state_->sum();
  if (!sum) return tl::unexpected(sum.error());
  return sum->copy_due;
}

}  // namespace licet::facts
