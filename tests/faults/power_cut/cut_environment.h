#pragma once
// What tells a process that is about to begin when its power fails: tests/faults/preload.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace licet::faults {

inline constexpr int kCutStatus = 86;  ///< with which the process ends

struct PowerCut {
  std::uint64_t seed = 0;
  std::uint64_t calls = 0;  ///< of writing and syncing before
  const char* file = "";    ///< only those on files whose path holds this
  bool disk_lies = false;   ///< about syncs
};

/// For the program that this process becomes next: the power of files below `directory` fails.
inline void await_power_cut(const std::filesystem::path& directory, const PowerCut& cut) {
  ::setenv("LD_PRELOAD", LICET_POWER_CUT_PRELOAD, 1);
  ::setenv("LICET_CUT_DIRECTORY", directory.c_str(), 1);
  ::setenv("LICET_CUT_SEED", std::to_string(cut.seed).c_str(), 1);
  ::setenv("LICET_CUT_AFTER", std::to_string(cut.calls).c_str(), 1);
  ::setenv("LICET_CUT_FILE", cut.file, 1);
  ::setenv("LICET_CUT_LIES", cut.disk_lies ? "1" : "", 1);
}

}  // namespace licet::faults
