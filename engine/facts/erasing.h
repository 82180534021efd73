#pragma once
// Erasures as the record has them, and what they leave in memory. Private to engine/facts.
//
// Format: docs/record_format.md, "Erasure" and "Erasing".

#include <cstdint>
#include <engine/exchange/erasure_content.h>
#include <engine/facts/fact_index.h>
#include <engine/facts/overlay.h>
#include <engine/record/log.h>
#include <licet/result.h>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace licet::facts {

struct DurableState;

/// An erasure, of one record or several.
struct FoundErasure {
  record::HolderHash holder;
  record::Slot slot = record::kStoreSlot;  ///< what is erased
  record::Slot into = record::kStoreSlot;  ///< what is kept stands there
  Instant at;
  Instant recorded;
  std::vector<exchange::ErasureContent::Kept> kept;
  std::vector<record::HolderHash> ids;  ///< of erased events
  std::uint64_t record = 0;             ///< the last

  Tombstone tombstone() const { return {at, record}; }
};

/// Puts erasures together from their records, in order of number.
class ErasureUnit {
 public:
  /// The erasure, with its last record. kDamaged if the record does not continue what was begun.
  Result<std::optional<FoundErasure>> take(const record::OpenedRecord& record);

 private:
  std::optional<FoundErasure> begun_;
};

/// The contents of an erasure's records, which number at least one.
std::vector<exchange::ErasureContent> contents_of(const FoundErasure& erasure);

/// The erasure whose last record is this one.
Result<FoundErasure> read_erasure(const record::Log& log, std::uint64_t last);

/// From here on memory has of the holder what is kept, and under the erased ids that they were erased.
/// `state.guard` is held alone, or nobody else uses the state.
Result<void> forget_erased(DurableState& state, const FoundErasure& erasure);

/// What the index takes in of these, of each holder the latest.
std::vector<IndexChange::Erased> index_entries(std::span<const FoundErasure> erasures);

/// Where events are that erasures have kept, by the number under which they count. Filled from the record when it is
/// first asked.
/// Thread rule: any number of threads.
class KeptEvents {
 public:
  void add(const FoundErasure& erasure);
  /// What was added is no longer all that came after the tombstones in memory.
  void begin_anew();
  /// None if the event was not kept. `state.guard` is not held.
  Result<std::optional<std::uint64_t>> find(const DurableState& state, std::uint64_t original);

 private:
  void note(const FoundErasure& erasure);

  std::mutex guard_;
  std::uint64_t beginnings_ = 0;
  bool complete_ = false;
  std::map<std::uint64_t, std::uint64_t> records_;
};

}  // namespace licet::facts
