#pragma once
// A process that records and decides, killed at a moment, and what it had acknowledged until then.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

namespace licet::crash {

/// So long after the process has acknowledged so much; after 0, since it was started.
struct KillMoment {
  std::size_t acknowledgements = 0;
  std::chrono::microseconds later{0};
};

struct Acknowledged {
  std::map<std::uint64_t, std::uint64_t> events;  ///< record by number
  std::vector<std::uint64_t> decisions;           ///< records
  std::chrono::microseconds until_first{0};       ///< from the start to the first acknowledgement, if there is one

  std::size_t size() const { return events.size() + decisions.size(); }
};

/// Runs the writer on a directory, and kills it. What it still said before it died counts too. A failure of the test if
/// the writer ended by itself.
Acknowledged run_and_kill(const std::filesystem::path& directory, std::uint64_t run, const KillMoment& moment);

}  // namespace licet::crash
