#pragma once
// The index of a store in LMDB: a row a holder, as of a marker in the record.
//
// Thread rule: commit(), copy() and follow() by one thread at a time; reader() and the sizes by any number beside them;
// each IndexReader by one thread at a time, any number of them beside it and in other processes. One FactIndex a
// process and directory (LMDB's rule; a second is refused). A thread that is inside a snapshot may not begin a second
// reader, nor commit. Everything read is checked; what is not as it was written is kDamaged. Format:
// docs/store_format.md.
//
// Snapshots should be short: while the map grows begin() waits, for 50 ms at most and the change of the map. A reader
// that stays inside for longer puts the growth off; where a commit cannot be written without it, it is tried again for
// IndexOptions::growth_patience, and then commit() fails.

#include <chrono>
#include <cstdint>
#include <engine/base/digest.h>
#include <engine/facts/due_rules.h>
#include <engine/facts/due_values.h>
#include <engine/facts/row.h>
#include <engine/record/file_system.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <functional>
#include <licet/instant.h>
#include <licet/result.h>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace licet::facts {

/// How far into the record an index reaches.
struct Marker {
  record::LogId log{};
  std::uint64_t records = 0;
  std::uint64_t segment = 0;
  std::uint64_t bytes = 0;
  Instant recorded = kBeforeAll;
  Digest root{};
  std::uint64_t slots = 1;
  FoldKey fold_key{};

  friend bool operator==(const Marker&, const Marker&) = default;
};

/// An event's `id` that is known.
struct KnownId {
  /// Where the event stands, the first of two: what an erasure keeps stands where it was kept. Of an erased event the
  /// last record of the erasure.
  std::uint64_t record = 0;
  record::KeyedHash content{};

  bool is_erased() const { return content == record::KeyedHash{}; }

  friend bool operator==(const KnownId&, const KnownId&) = default;
};

/// What is left of someone who was erased.
struct Tombstone {
  Instant at;                ///< acts before it are no longer taken
  std::uint64_t record = 0;  ///< the last of the erasure

  friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

/// A portion of rows on the way through all of them, from where the head says on: those whose days were other ones
/// are among the change's rows.
struct DatedRows {
  bool begins = false;        ///< anew, under another retention key, with the first row
  bool ends = false;          ///< with the last row
  record::KeyedHash until{};  ///< the first row that is not among them
  KeySum rows;
  Instant latest = kBeforeAll;  ///< what happened last to one of them
};

/// What one commit writes.
struct IndexChange {
  struct Row {
    record::HolderHash holder;
    record::Slot slot;
    std::vector<std::uint64_t> words;  ///< of pack_row
    bool is_known = false;             ///< its entry in `known` stands already
  };
  struct Id {
    record::HolderHash id;  ///< of StoreKeys::event_id_hash
    KnownId known;
  };
  struct Erased {
    record::HolderHash holder;
    Tombstone tombstone;
  };
  Marker marker;
  std::vector<Row> rows{};
  std::vector<Id> ids{};
  /// Their rows go, but for those that `rows` has; with one of them a copy is due.
  std::vector<Erased> erased{};
  /// By which the days of `rows` were found; zero: by none, and they are kAlways. One that the index does not have is
  /// wrong, unless it has none, or `dated` begins with it.
  RetentionKey retention{};
  std::optional<DatedRows> dated{};
};

/// The tables of an index: docs/store_format.md, "Files".
enum class IndexTable : std::uint8_t { kRows, kKnown, kIds };

class FactIndex;

/// Reads one snapshot, from begin() to end().
class IndexReader {
 public:
  IndexReader(IndexReader&&) noexcept;
  IndexReader& operator=(IndexReader&&) noexcept;
  ~IndexReader();

  /// Takes the newest snapshot, and gives back the one before. Renewing a reader costs no allocation and no lock shared
  /// with others. kNotReadable if LMDB has no place for one more reader (1,000 of all processes).
  Result<void> begin();
  /// Gives it back; all spans and views from it, however many, are dead. They point into the map.
  void end();

  Result<Marker> marker() const;
  /// The row; none if the holder is unknown. kDamaged also where the row is missing of a holder that is known.
  Result<std::optional<RowView>> find(const record::HolderHash& holder) const;
  /// The row under this key, if it is there.
  Result<std::optional<RowView>> row(const record::KeyedHash& key) const;
  Result<std::optional<KnownId>> find_id(const record::HolderHash& hash) const;
  /// All rows in the order of their keys; a Failure of `visit` ends it and is returned. kDamaged where rows are
  /// missing.
  using Visit = std::function<Result<void>(const record::KeyedHash& key, const RowView& row)>;
  Result<void> visit(const Visit& visit) const;
  /// Likewise those with keys from `from` on and less than `until`, which is none for the last; gives their keys' sum.
  Result<KeySum> visit_between(const record::KeyedHash& from, const std::optional<record::KeyedHash>& until,
                               const Visit& visit) const;
  /// What is true of the entries by date; none where there are none, in an index of an earlier layout.
  Result<std::optional<DueHead>> due_head() const;
  /// The rows on which something may be due on one of these days or earlier, by day; those of which it is not known
  /// come first. kDamaged where one of them is missing. Says how many. Cost: in proportion to them.
  Result<std::uint64_t> visit_due(DueDay last, const Visit& visit) const;
  /// Goes through all entries by date and their days. kDamaged where one is missing, or stands where none should be.
  Result<void> check_due() const;
  /// At most `most` entries by date, in order, from one on.
  Result<std::vector<DuePlace>> due_from(const DuePlace& from, std::size_t most) const;
  /// The entry of an event's id under HolderHash::row of it, if it is there.
  Result<std::optional<KnownId>> id(const record::KeyedHash& key) const;
  /// What is known under HolderHash::known: the slot of a row, or the record of an id.
  Result<std::optional<std::uint64_t>> known(const record::KeyedHash& key) const;
  /// Someone's tombstone; none for one who was never erased.
  Result<std::optional<Tombstone>> tombstone(const record::KeyedHash& holder) const;
  /// All of them. kDamaged where they do not come to the sum.
  Result<std::vector<std::pair<record::KeyedHash, Tombstone>>> tombstones() const;
  /// Is a copy due?
  Result<bool> copy_due() const;
  /// At most `most` keys of a table, rising, from `from` on.
  Result<std::vector<record::KeyedHash>> keys_from(const record::KeyedHash& from, std::size_t most,
                                                   IndexTable table = IndexTable::kRows) const;
  /// How many entries a table has. Cost: goes through them.
  Result<std::uint64_t> entries(IndexTable table) const;

 private:
  friend class FactIndex;
  struct State;
  explicit IndexReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

struct IndexOptions {
  bool writable = false;
  std::uint64_t first_map_bytes = std::uint64_t{64} << 20U;
  std::uint64_t most_map_bytes = std::uint64_t{1} << 44U;
  std::chrono::milliseconds growth_patience{10'000};    ///< how long a commit waits for readers that do not end
  record::FileSystem* files = &record::system_files();  ///< for what is done around LMDB; outlives the index
  /// To be read: where none is, it is as if nothing had been taken in, until it is opened again.
  bool may_be_missing = false;
};

class FactIndex {
 public:
  /// Opens `directory` (`facts` of a store). If writable it is made where it is missing, with a marker of no records of
  /// `log`, and generations left from a crash are removed. kNotFound, kDamaged (also: of another log), kWrongUse
  /// (another version), kNotReadable.
  static Result<FactIndex> open(const std::filesystem::path& directory, const record::LogId& log,
                                const IndexOptions& options = {});
  FactIndex(FactIndex&&) noexcept;
  FactIndex& operator=(FactIndex&&) noexcept;
  ~FactIndex();

  Result<IndexReader> reader() const;

  /// One transaction; with erasures it may use what is kept free for them. The map grows before it where 70 % are in
  /// use, or where it turns out too small. kNotWritable: nothing of it is there. kLimit: a row of more than 512 MiB, or
  /// the map may not grow any more.
  Result<void> commit(const IndexChange& change);
  /// Copies what counts into the next generation, durably, serves that one and removes the one before, with all that
  /// its pages held beside. Readers move to it with their next begin(). Cost: in proportion to what counts; in memory a
  /// portion of it.
  Result<void> copy();
  /// Of an index opened for reading: takes the generation that is served, if that is another one.
  Result<void> follow();

  /// Did open() make it, because there was none?
  bool was_made() const;

  std::uint64_t map_bytes() const;
  std::uint64_t used_bytes() const;

 private:
  struct State;
  explicit FactIndex(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace licet::facts
