#include <engine/facts/memory_mapping.h>
#include <fstream>
#include <string>
#include <sys/mman.h>

namespace licet::facts {

std::optional<MemoryMapping> mapping_of(std::uintptr_t address) {
  std::ifstream list("/proc/self/maps");
  std::string rest;
  MemoryMapping mapping;
  char dash = ' ';
  while (list >> std::hex >> mapping.begin >> dash >> mapping.end) {
    if (mapping.begin <= address && address < mapping.end) return mapping;
    std::getline(list, rest);
  }
  return std::nullopt;
}

bool has_room_for(std::uint64_t bytes) {
  void* const tried = ::mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (tried == MAP_FAILED) return false;
  ::munmap(tried, bytes);
  return true;
}

}  // namespace licet::facts
