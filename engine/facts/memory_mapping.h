#pragma once
// Where a mapping of the process's memory lies. Private to engine/facts. Linux: /proc/self/maps.

#include <cstdint>
#include <optional>

namespace licet::facts {

struct MemoryMapping {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;  ///< first address after it
};

/// The mapping that the address lies in; none if it lies in none, or the system does not say. Reads the whole list.
std::optional<MemoryMapping> mapping_of(std::uintptr_t address);

/// Has the address space room for a mapping of so many bytes beside those there are?
bool has_room_for(std::uint64_t bytes);

}  // namespace licet::facts
