#pragma once
// What a store on disk consists of, and how its parts are read together. Private to engine/facts.
//
// Thread rule: `overlay` and `failed` only under `guard`; `refreshing` for the one who reads the record's growth.

#include <engine/facts/durable_store.h>
#include <engine/facts/overlay.h>
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
};

/// The events with these numbers; those that are erased are left out.
Result<std::vector<StoredEvent>> load_events(const record::Log& log, std::span<const std::uint64_t> numbers);

/// `earlier` from the record, then `later`.
Result<std::vector<StoredEvent>> load_events(const record::Log& log, std::span<const std::uint64_t> earlier,
                                             std::span<const StoredEvent> later);

std::vector<std::uint64_t> fold_all(const FoldRules& rules, const Holder& holder, std::span<const StoredEvent> events,
                                    const FoldBounds& bounds);

/// Takes the records from `overlay.end` to the end of the log into the overlay. `reader` has begun before the log was
/// last refreshed, so that no row knows an event beyond its end.
Result<void> extend(DurableState& state, const IndexReader& reader);

/// A holder whose row does not know all its events: from its row, if it has one.
/// `reader` has begun.
Result<TouchedHolder> touch(const IndexReader& reader, const Holder& holder, const record::HolderHash& hash);

/// Adds an event that is recorded; one that the holder's row knew already is passed over.
Result<void> add_event(const record::Log& log, TouchedHolder& holder, StoredEvent event);

/// As DurableStore::refresh.
Result<void> refresh(DurableState& state);

Failure failed_before();
Failure erased_meanwhile();

}  // namespace licet::facts
