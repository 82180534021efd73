#pragma once
// What the process that works off an outbox, and the test that kills it, both know.
//
// Each line of its output is one acknowledgement, said after the store has answered:
//
//     c RECEIVER LINE            a task was claimed
//     f RECEIVER TASK ERASED     it was confirmed; ERASED: did that lead to an event `erased`, 0 or 1

#include <cstdint>
#include <licet/licet.h>
#include <string>
#include <vector>

namespace licet::crash {

inline constexpr const char* kReceivers[] = {"crm", "mail"};

/// Each run is two hours after the one before, so that its claims have ended.
inline Clock clock_of_run(std::uint64_t run) {
  return [run, real = system_clock()] {
    return Instant{real().micros + static_cast<std::int64_t>(run) * 2 * 3'600 * 1'000'000};
  };
}

inline std::string person_of_group(std::uint64_t run, std::uint64_t group) {
  return "person-" + std::to_string(run) + '-' + std::to_string(group);
}

/// What is collected of a person, who then wants it erased: an event and an erasure, each to be confirmed by all.
inline std::vector<std::string> lines_of_group(std::uint64_t run, std::uint64_t group) {
  const std::string who = R"("customer":")" + person_of_group(run, group) + '"';
  return {R"({"event":"collected","data":["address"],)" + who + "}", R"({"event":"erasure_requested",)" + who + "}"};
}

}  // namespace licet::crash
