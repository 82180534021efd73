#pragma once
// What a run is told in the environment: how long it is, where its chances begin, what it leaves behind.
//
// LICET_SEED is the seed of the first store; each further store has the next one. A failure names the seed of its
// store, so that LICET_SEED and a small number repeat that store alone. Keys, ids and times differ each time: with
// LICET_KEEP, a directory, a store that failed is copied into it as it then was.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace licet::crash {

inline std::uint64_t told_number(const char* name, std::uint64_t unless_told) {
  const char* const told = std::getenv(name);
  return told == nullptr ? unless_told : std::strtoull(told, nullptr, 10);
}

inline std::uint64_t first_seed() { return told_number("LICET_SEED", 20'260'301); }

inline void keep_failed(const std::filesystem::path& store, const std::string& name) {
  const char* const kept = std::getenv("LICET_KEEP");
  if (kept == nullptr) return;
  std::error_code ignored;
  std::filesystem::create_directories(kept, ignored);
  std::filesystem::copy(store, std::filesystem::path(kept) / name, std::filesystem::copy_options::recursive, ignored);
}

}  // namespace licet::crash
