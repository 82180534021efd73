#pragma once
// What a store on disk consists of, and how its parts are read together. Private to engine/facts.
//
// Thread rule: `overlay` and `failed` only under `guard`; `refreshing` for the one who reads the record's growth;
// `indexing` for whoever writes the index, taken before `guard`: with it `unfinished` and `list`.

#include <atomic>
#include <engine/facts/durable_store.h>
#include <engine/facts/earlier_failure.h>
#include <engine/facts/erasing.h>
#include <engine/facts/overlay.h>
#include <engine/record/erased_list.h>
#include <mutex>
#include <shared_mutex>

namespace licet::facts {

struct DurableState {
  DurableState(std::filesystem::path place, record::FileSystem& system, record::Log opened, FactIndex made)
      : directory(std::move(place)), files(system), log(std::move(opened)), index(std::move(made)) {}

  std::filesystem::path directory;
  record::FileSystem& files;
  record::Log log;
  FactIndex index;
  bool writable = false;
  mutable std::shared_mutex guard;
  std::mutex refreshing;
  Overlay overlay;
  bool failed = false;
  std::atomic<bool> unfolded_rows = false;
  ErasureUnit unit;  ///< whoever reads the record's growth
  mutable KeptEvents kept;

  std::mutex indexing;
  std::optional<record::ErasedList> list;
  /// Erasures that are recorded, and not in the index; until they are done nothing else is written to it.
  std::vector<FoundErasure> unfinished;
};

/// Events of a holder as they were read.
struct LoadedEvents {
  std::vector<StoredEvent> events;
  bool erased = false;  ///< some are left out because they are erased: of a live holder, since its numbers were read
};

/// The events of these records.
Result<LoadedEvents> load_events(const record::Log& log, std::span<const std::uint64_t> records);

/// `earlier` from the record, then `later`.
Result<LoadedEvents> load_events(const record::Log& log, std::span<const std::uint64_t> earlier,
                                 std::span<const StoredEvent> later);

/// Likewise, for the writer: nobody erases meanwhile, so that kDamaged is what is erased.
Result<std::vector<StoredEvent>> load_whole(const record::Log& log, std::span<const std::uint64_t> earlier,
                                            std::span<const StoredEvent> later);

/// Are there some among these records, which rise, that are not read yet?
bool is_beyond(const record::Log& log, std::span<const std::uint64_t> records);

/// The event with this number, wherever it is kept; none if it is erased, or none.
Result<std::optional<StoredEvent>> find_event(const DurableState& state, std::uint64_t number);
/// As DurableStore::decision.
Result<std::optional<record::OpenedRecord>> find_decision(const DurableState& state, std::uint64_t number);

std::vector<std::uint64_t> fold_all(const FoldRules& rules, const Holder& holder, std::span<const StoredEvent> events,
                                    const FoldBounds& bounds);

/// Takes the records from `overlay.end` to the end of the log into the overlay. `reader` has begun before the log was
/// last refreshed, so that no row knows an event beyond its end.
Result<void> extend(DurableState& state, const IndexReader& reader);
/// As far as the record numbered `until`, without it; of `overlay.end` only the number is right then.
Result<void> extend_until(DurableState& state, const IndexReader& reader, std::uint64_t until);

/// As extend(), for the writer when it opens the store and nobody else uses the state: more than a portion goes into
/// the index by portions, so that memory never holds more. Should the process end on the way, rows know events behind
/// the marker, as on the way of DurableStore::index.
Result<void> catch_up(DurableState& state, IndexReader& reader, std::uint64_t portion_records);

/// What the overlay has, as rows that are to be folded. Those who have nothing are left out.
IndexChange unfolded(const Overlay& overlay);

/// The steps of erasures that are recorded; of each what is done already is passed over. Under `indexing`, with the
/// calling thread in no snapshot.
Result<void> add_missing_lines(DurableState& state);
Result<void> overwrite_erased(DurableState& state);
/// Overwrites, and brings the index to its end, with the copy that is due.
Result<void> finish_erasures(DurableState& state);
/// For the writer when it opens the store: finishes what was interrupted, adds the lines that are missing, and applies
/// those that the record does not have.
Result<void> settle_erasures(DurableState& state);
/// For a reader: kBusy if the list has erasures that the record does not have.
Result<void> check_erasures(const DurableState& state);

/// A row of what a touched holder has, with its state under `key`, and the day from which on something may be due.
IndexChange::Row make_row(const TouchedHolder& holder, const FoldKey& key, std::vector<std::uint64_t> state,
                          DueDay due = DueDay::kAlways);

/// How rows are made: by which rules folded, and whether dates are found with them.
struct RowRules {
  const FoldRules& fold;
  const DueRules& due;
  bool dated = false;

  /// Are they found in this index, as it is?
  static RowRules of(const FoldRules& fold, const DueRules& due, const std::optional<DueHead>& head);
  RetentionKey retention() const { return dated ? due.key : RetentionKey{}; }
  /// From when on something of this state may be due.
  DueDay day_of(HolderKind kind, const HolderView& state) const;
};

/// A row of all that a holder has, folded by these rules.
Result<IndexChange::Row> fold_row(const record::Log& log, const TouchedHolder& holder, const RowRules& rules);
/// What a row has, as of a holder who is touched.
TouchedHolder holder_of_row(const record::StoreKeys& keys, const RowView& row);

/// The key that follows; zeros behind the last.
record::KeyedHash after(record::KeyedHash key);

Marker marker_of(const DurableState& state, const record::LogEnd& end, const FoldKey& key);

/// A holder whose row does not know all its events: from its row, if it has one.
/// `reader` has begun.
Result<TouchedHolder> touch(const IndexReader& reader, const Holder& holder, const record::HolderHash& hash);

/// Adds an event that is recorded; one that the holder's row knew already is passed over.
Result<void> add_event(const record::Log& log, TouchedHolder& holder, StoredEvent event);

/// As DurableStore::refresh.
Result<void> refresh(DurableState& state);

/// How often something is looked at anew because it was overtaken: by the index, or by an erasure.
inline constexpr int kMostLooks = 100;

/// Of what an index names and no look finds whole.
Failure erased_and_named();
Failure erased_meanwhile();
Failure erasure_unfinished();

}  // namespace licet::facts
