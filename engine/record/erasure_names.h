#pragma once
// The slots that an erasure names: all that the record reads of a content. Private to engine/record.
//
// Pure functions. Format: docs/record_format.md, "Content".

#include <engine/record/key_slots.h>
#include <optional>
#include <string_view>

namespace licet::record {

struct ErasureNames {
  Slot slot = kStoreSlot;  ///< what is erased; kStoreSlot if the holder had none
  Slot into = kStoreSlot;  ///< under which stands what is kept; kStoreSlot if nothing is

  friend bool operator==(const ErasureNames&, const ErasureNames&) = default;
};

/// None if the content does not begin as that of an erasure does, up to `into`.
std::optional<ErasureNames> names_of_erasure(std::string_view content);

}  // namespace licet::record
