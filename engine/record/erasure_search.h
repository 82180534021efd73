#pragma once
// Tells what an erasure left that was interrupted, or is just running, from damage. Private to engine/record.
//
// An erasure is synced before a payload is overwritten, the payloads before the slot. So what is neither whole nor
// erased is half erased if the slot is not erased yet and an erasure in a later batch names it; all else is damage.
// Thread rule: any number of threads. Cost: nothing until something looks damaged; then segments are read, the last
// one first, until such an erasure is found, and none is read a second time: asking again reads what was appended
// since. Source: docs/record_format.md, "Payload".

#include <cstdint>
#include <engine/record/file_system.h>
#include <engine/record/key_slots.h>
#include <engine/record/open_file.h>
#include <engine/record/payload.h>
#include <engine/record/record_frame.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <licet/result.h>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>

namespace licet::record {

enum class PayloadLoss : std::uint8_t {
  kDamaged,
  kHalfErased,
  kErased,  ///< the slot is: what is read again is erased, or damaged
};

class ErasureSearch {
 public:
  ErasureSearch(std::filesystem::path directory, const StoreKeys& keys, FileSystem& files)
      : directory_(std::move(directory)), keys_(keys), files_(&files) {}

  /// What became of a payload, behind a good head, that was not whole when it was read: zeros, or anything else.
  Result<PayloadLoss> loss_of(const RecordHead& head) const;

  /// Does a good erasure name the slot, in a batch whose first number is not below `from`? False of kStoreSlot.
  Result<bool> names(Slot slot, std::uint64_t from) const;
  /// An erasure that is durable, with the first number of its batch.
  void learn(Slot slot, std::uint64_t batch) const;

 private:
  /// How far the last segment has been searched: the last good head that was found, of which the record itself may
  /// not have been written whole by then.
  struct Reached {
    std::uint64_t segment = 0;
    std::uint64_t place = 0;  ///< in bytes; where the segment's records begin, if it had none
    std::optional<RecordId> id;
  };

  bool knows(Slot slot, std::uint64_t from) const;
  Result<void> search_appended(std::span<const std::uint64_t> segments) const;
  Result<Reached> search(std::uint64_t segment, const Reached* reached) const;
  void take(const StoredRecord& record) const;

  std::filesystem::path directory_;
  StoreKeys keys_;
  FileSystem* files_;
  mutable std::mutex mutex_;  ///< guards what follows
  mutable PayloadCipher cipher_;
  mutable std::map<Slot, std::uint64_t> batches_;  ///< of each slot the greatest
  mutable std::set<Slot> erased_;                  ///< slots that are; none ever comes back
  mutable std::optional<Reached> reached_;         ///< none: nothing has been searched
  mutable std::uint64_t searched_from_ = 0;        ///< the first of the segments that have been, up to reached_
};

}  // namespace licet::record
