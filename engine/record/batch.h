#pragma once
// Drafts made into the bytes of records. Private to engine/record.
//
// Thread rule: one BatchEncoder a thread. Buffers are kept from batch to batch. Cost: about 1.5 µs a record of 400
// bytes.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/key_slots.h>
#include <engine/record/log.h>
#include <engine/record/payload.h>
#include <licet/instant.h>
#include <licet/result.h>
#include <span>
#include <string>
#include <vector>

namespace licet::record {

/// A record within the bytes of its batch.
struct PlacedRecord {
  std::uint64_t begin = 0;
  Slot slot = kStoreSlot;
  Digest leaf_hash{};
};

struct EncodedBatch {
  std::string bytes;
  std::vector<PlacedRecord> records;
};

/// The latest that a batch may say it was recorded: its time and the place of its last unit.
Instant latest_recorded(std::span<const Draft> drafts, Instant batch_time);

/// kLimit or kWrongUse for a batch that may not be appended.
Result<void> check_batch(std::span<const Draft> drafts, Instant batch_time, Instant recorded, Instant recorded_before);

/// The slot that a batch erases, which is none of kind kErasure if it is kStoreSlot. kWrongUse for a batch that holds
/// an erasure, or what one keeps, and is not made of one erasure and what it keeps; and for a slot that is none of the
/// `slots` in use.
Result<Slot> erased_by(std::span<const Draft> drafts, std::uint64_t slots);

class BatchEncoder {
 public:
  /// The records, numbered from `first` on. Valid until the next call. kWrongUse for a slot that is erased or none.
  Result<const EncodedBatch*> encode(std::span<const Draft> drafts, std::uint64_t first, Instant batch_time,
                                     const KeySlots& slots);

 private:
  PayloadCipher cipher_;
  EncodedBatch batch_;
};

}  // namespace licet::record
