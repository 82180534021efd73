#pragma once
// What a stored record holds, opened with its holder's key. Private to engine/record.
//
// Thread rule: any number of threads, each with its own PayloadCipher. Failure: kDamaged, naming the record, if it is
// not what was recorded.

#include <engine/record/kept_content.h>
#include <engine/record/key_slots.h>
#include <engine/record/log.h>
#include <engine/record/payload.h>
#include <engine/record/record_frame.h>
#include <functional>
#include <licet/result.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::record {

struct OpenedPayload {
  Slot slot = kStoreSlot;
  Leaf leaf;
  std::optional<std::string> plain;  ///< none if it is erased
};

/// `path` is that of the segment, for messages.
Result<OpenedPayload> open_payload(const StoredRecord& record, const KeySlots& slots, PayloadCipher& cipher,
                                   const std::string& path);

/// Who knows the leaf of another record.
using LeafOf = std::function<Result<Leaf>(std::uint64_t number)>;

struct Original {
  KeptContent kept;  ///< refers to the payload it was read from
  Leaf leaf;
};

/// What a record of kind kKept, with this leaf and plain payload, keeps.
Result<Original> original_in(const Leaf& keeper, std::string_view plain, const LeafOf& leaf_of,
                             const std::string& path);

Result<OpenedRecord> open_record(const StoredRecord& record, const KeySlots& slots, PayloadCipher& cipher,
                                 const LeafOf& leaf_of, const std::string& path);

}  // namespace licet::record
