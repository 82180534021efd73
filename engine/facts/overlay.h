#pragma once
// What the record says beyond the index: the holders touched since the marker, in memory. Private to engine/facts.
//
// Thread rule: guarded by its owner. Source: architecture.md, Facts; docs/store_format.md.

#include <cstring>
#include <engine/facts/fact_index.h>
#include <engine/facts/stored_event.h>
#include <engine/record/log.h>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace licet::facts {

struct KeyedHashHash {
  std::size_t operator()(const record::KeyedHash& hash) const noexcept {
    std::size_t first = 0;
    std::memcpy(&first, hash.data(), sizeof first);
    return first;
  }
};

struct HolderHashHash {
  std::size_t operator()(const record::HolderHash& hash) const noexcept { return KeyedHashHash()(hash.row); }
};

/// A state folded for one fold key, from all events the holder had then.
struct FoldedState {
  FoldKey key{};
  std::vector<std::uint64_t> words;
};

/// A holder with events that its row, if it has one, does not know.
struct TouchedHolder {
  Holder holder;
  record::HolderHash hash;
  record::Slot slot = record::kStoreSlot;
  std::vector<std::uint64_t> earlier;  ///< records of the events before `events`, rising
  std::vector<StoredEvent> events;     ///< in order of recording
  std::vector<Link> links;
  std::shared_ptr<const FoldedState> folded;  ///< of all its events, unbounded; null: to be folded
};

struct Overlay {
  using Holders = std::unordered_map<record::KeyedHash, TouchedHolder, KeyedHashHash>;

  record::LogEnd end;        ///< how far the record is visible
  std::uint64_t begins = 0;  ///< the index's marker when it was begun
  /// Records up to the last erasure that was seen here: what was looked at with fewer may know what is erased.
  std::uint64_t erased_until = 0;
  Holders holders;  ///< by HolderHash::row
  std::unordered_map<record::HolderHash, KnownId, HolderHashHash> ids;
  /// All who were erased, by HolderHash::row. Who has nothing left stands in `holders` too, without a slot, until the
  /// index has taken the erasure in.
  std::unordered_map<record::KeyedHash, Tombstone, KeyedHashHash> erased;
  std::set<record::Slot> erased_slots;  ///< by the erasures read since `begins`
  /// Of records that are erased, by no erasure read so far: what memory has of their holders is not all there was.
  std::set<record::Slot> unexplained;

  const TouchedHolder* find(const record::HolderHash& hash) const {
    const auto found = holders.find(hash.row);
    return found == holders.end() ? nullptr : &found->second;
  }
};

}  // namespace licet::facts
