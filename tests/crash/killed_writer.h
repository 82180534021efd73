#pragma once
// A process that records and decides, killed at a moment, and what it had acknowledged until then.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <tests/crash/acknowledged.h>

namespace licet::crash {

/// So long after the process has acknowledged so much; after 0, since it was started.
struct KillMoment {
  std::size_t acknowledgements = 0;
  std::chrono::microseconds later{0};
};

/// Runs the writer on a directory, and kills it. What it still said before it died counts too. A failure of the test if
/// the writer ended by itself.
Acknowledged run_and_kill(const std::filesystem::path& directory, std::uint64_t run, const KillMoment& moment);

}  // namespace licet::crash
