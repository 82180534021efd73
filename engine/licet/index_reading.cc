// How the check of a store goes through its index.
#include <algorithm>
#include <engine/facts/stored_event.h>
#include <engine/licet/index_check.h>
#include <engine/record/key_slots.h>
#include <functional>

namespace licet {
namespace {

using facts::IndexTable;

constexpr const char* kIndexName = "facts";
/// Entries of one snapshot: docs/store_format.md, "The map".
constexpr std::size_t kEntriesOfASnapshot = 1024;

/// The next key; none behind the last.
std::optional<record::KeyedHash> after(record::KeyedHash key) {
  for (std::size_t i = key.size(); i-- > 0;) {
    if (++key[i] != 0) return key;
  }
  return std::nullopt;
}

void add(IndexContents::Flaw& flaw, std::optional<std::uint64_t> record = {}) {
  ++flaw.entries;
  if (record && (!flaw.record || *record < *flaw.record)) flaw.record = record;
}

/// Damage to one entry is counted; it is a Failure only if nothing can be read.
bool is_of_the_system(const Failure& failure) { return failure.kind != FailureKind::kDamaged; }

class IndexReading {
 public:
  IndexReading(facts::IndexReader reader, record::Log* log) : reader_(std::move(reader)), log_(log) {}

  Result<IndexContents> read() {
    if (auto counted = count(); !counted) return tl::unexpected(std::move(counted.error()));
    using Key = record::KeyedHash;
    if (auto done = go_through(IndexTable::kRows, [this](const Key& key) { return read_row(key); }); !done) {
      return tl::unexpected(std::move(done.error()));
    }
    if (auto done = go_through(IndexTable::kIds, [this](const Key& key) { return read_id(key); }); !done) {
      return tl::unexpected(std::move(done.error()));
    }
    if (auto done = go_through(IndexTable::kKnown, [this](const Key& key) { return read_known(key); }); !done) {
      return tl::unexpected(std::move(done.error()));
    }
    if (auto done = read_erasures(); !done) return tl::unexpected(std::move(done.error()));
    if (auto done = read_dates(); !done) return tl::unexpected(std::move(done.error()));
    return contents_;
  }

 private:
  /// Of each its record is an erasure's.
  Result<void> read_erasures() {
    if (auto begun = reader_.begin(); !begun) return begun;
    const auto tombstones = reader_.tombstones();
    if (!tombstones && is_of_the_system(tombstones.error())) return tl::unexpected(tombstones.error());
    if (!tombstones) add(contents_.damaged_erasures);
    if (!tombstones || log_ == nullptr) return {};
    if (!log_->refresh()) return {};
    for (const auto& [holder, tombstone] : *tombstones) {
      name(tombstone.record);
      if (tombstone.record >= log_->end().records) continue;
      const auto opened = log_->read(tombstone.record);
      if (!opened && is_of_the_system(opened.error())) return tl::unexpected(opened.error());
      if (opened && opened->kind != record::RecordKind::kErasure) add(contents_.damaged_erasures, tombstone.record);
    }
    return {};
  }

  /// Of each its row names the same day.
  Result<void> read_dates() {
    if (auto begun = reader_.begin(); !begun) return begun;
    const auto checked = reader_.check_due();
    if (!checked && is_of_the_system(checked.error())) return checked;
    if (!checked) add(contents_.damaged_dates);
    std::optional<facts::DuePlace> from = facts::DuePlace{};
    while (from) {
      if (auto begun = reader_.begin(); !begun) return begun;
      const auto places = reader_.due_from(*from, kEntriesOfASnapshot);
      if (!places && is_of_the_system(places.error())) return tl::unexpected(places.error());
      // Then it is a finding already.
      if (!places) return {};
      for (const facts::DuePlace& place : *places) {
        const auto row = reader_.row(place.row);
        if (!row && is_of_the_system(row.error())) return tl::unexpected(row.error());
        // A row that is damaged was counted where rows are.
        if (row && (!*row || (*row)->due() != place.day)) add(contents_.strange_dates);
      }
      if (places->size() < kEntriesOfASnapshot) return {};
      const auto next = after(places->back().row);
      from = next ? std::optional(facts::DuePlace{places->back().day, *next}) : std::nullopt;
    }
    return {};
  }

  Result<void> count() {
    if (auto begun = reader_.begin(); !begun) return begun;
    const auto marker = reader_.marker();
    if (!marker) return tl::unexpected(marker.error());
    contents_.marker = *marker;
    const auto entries = [this](IndexTable table, std::uint64_t& lines) -> Result<void> {
      const auto counted = reader_.entries(table);
      if (!counted) return tl::unexpected(counted.error());
      lines = *counted;
      return {};
    };
    if (auto counted = entries(IndexTable::kRows, contents_.lines_of_rows); !counted) return counted;
    if (auto counted = entries(IndexTable::kIds, contents_.lines_of_ids); !counted) return counted;
    return entries(IndexTable::kKnown, contents_.lines_of_known);
  }

  Result<void> go_through(IndexTable table, const std::function<Result<void>(const record::KeyedHash&)>& read) {
    std::optional<record::KeyedHash> from = record::KeyedHash{};
    while (from) {
      if (auto begun = reader_.begin(); !begun) return begun;
      const auto keys = reader_.keys_from(*from, kEntriesOfASnapshot, table);
      if (!keys) return tl::unexpected(keys.error());
      // A writer may have gone on: the record must not end before what the snapshot has of it.
      if (log_ != nullptr && !log_->refresh()) log_ = nullptr;
      for (const record::KeyedHash& key : *keys) {
        if (auto done = read(key); !done) return done;
      }
      from = keys->size() < kEntriesOfASnapshot ? std::nullopt : after(keys->back());
    }
    return {};
  }

  void name(std::uint64_t record) { contents_.past_the_last = std::max(contents_.past_the_last, record + 1); }

  Result<void> read_row(const record::KeyedHash& key) {
    const auto row = reader_.row(key);
    if (!row && is_of_the_system(row.error())) return tl::unexpected(row.error());
    if (!row || !*row) {
      add(contents_.damaged_rows);
      return {};
    }
    ++contents_.rows;
    contents_.events += (*row)->events().size();
    if (!(*row)->events().empty()) name((*row)->events().back());
    if (auto dated = find_date(key, **row); !dated) return dated;
    return log_ != nullptr ? compare_row(key, **row) : Result<void>();
  }

  Result<void> find_date(const record::KeyedHash& key, const facts::RowView& row) {
    if (row.due() == facts::DueDay::kNever) return {};
    const facts::DuePlace place{row.due(), key};
    const auto found = reader_.due_from(place, 1);
    if (!found && is_of_the_system(found.error())) return tl::unexpected(found.error());
    const bool stands = found && !found->empty() && found->front().day == place.day && found->front().row == place.row;
    if (!stands) add(contents_.undated_rows);
    return {};
  }

  Result<void> compare_row(const record::KeyedHash& key, const facts::RowView& row) {
    const record::HolderHash hash = facts::hash_of(log_->keys(), {row.kind(), std::string(row.id())});
    bool is_theirs = hash.row == key && row.slot() != record::kStoreSlot &&
                     static_cast<std::uint64_t>(row.slot()) < log_->end().slots;
    if (is_theirs) {
      // A slot that is damaged, or erased, is the record's affair.
      const auto holder = log_->holder_of(row.slot());
      is_theirs = !holder || !*holder || **holder == key;
    }
    if (!is_theirs) add(contents_.strange_rows);
    return compare_known(hash.known, static_cast<std::uint64_t>(row.slot()), contents_.unknown_rows, {});
  }

  Result<void> read_id(const record::KeyedHash& key) {
    const auto id = reader_.id(key);
    if (!id && is_of_the_system(id.error())) return tl::unexpected(id.error());
    if (!id || !*id) {
      add(contents_.damaged_ids);
      return {};
    }
    name((*id)->record);
    return log_ != nullptr ? compare_id(key, **id) : Result<void>();
  }

  Result<void> compare_id(const record::KeyedHash& key, const facts::KnownId& id) {
    // Of an erased event's id no content is left.
    if (id.record >= log_->end().records || id.is_erased()) return {};
    const auto opened = log_->read(id.record);
    // What cannot be read, or is erased, can only be told from the record.
    if (!opened && is_of_the_system(opened.error())) return tl::unexpected(opened.error());
    if (!opened || opened->erased) return {};
    const bool is_event = opened->kind == record::RecordKind::kEvent || opened->kind == record::RecordKind::kKept;
    const auto content =
        is_event ? facts::event_content(*opened) : Result<exchange::EventContent>(exchange::EventContent{});
    if (!content) return {};
    const auto hash = content->event.id ? std::optional(log_->keys().event_id_hash(*content->event.id)) : std::nullopt;
    if (!hash || hash->row != key || content->content != id.content) {
      add(contents_.strange_ids, id.record);
      return {};
    }
    return compare_known(hash->known, id.record, contents_.unknown_ids, id.record);
  }

  /// One that is damaged is counted when its table is gone through.
  Result<void> compare_known(const record::KeyedHash& key, std::uint64_t number, IndexContents::Flaw& flaw,
                             std::optional<std::uint64_t> record) {
    const auto known = reader_.known(key);
    if (!known && is_of_the_system(known.error())) return tl::unexpected(known.error());
    if (known && *known != number) add(flaw, record);
    return {};
  }

  Result<void> read_known(const record::KeyedHash& key) {
    const auto known = reader_.known(key);
    if (!known && is_of_the_system(known.error())) return tl::unexpected(known.error());
    if (!known || !*known) add(contents_.damaged_known);
    return {};
  }

  facts::IndexReader reader_;
  record::Log* log_;
  IndexContents contents_;
};

}  // namespace

Result<std::optional<IndexContents>> read_index(const std::filesystem::path& directory, record::Log* log) {
  const auto id = record::read_log_id(directory, record::system_files());
  if (!id) return std::nullopt;
  const auto opened = facts::FactIndex::open(directory / kIndexName, *id);
  if (!opened && opened.error().kind == FailureKind::kNotFound) return std::nullopt;
  if (!opened) return tl::unexpected(opened.error());
  auto reader = opened->reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  auto contents = IndexReading(std::move(*reader), log).read();
  if (!contents) return tl::unexpected(std::move(contents.error()));
  return std::optional(*contents);
}

}  // namespace licet
