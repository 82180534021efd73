#pragma once
// A process that erases a person and is killed, and what it had acknowledged until then.

#include <chrono>
#include <filesystem>
#include <optional>
#include <tests/crash/erased_person.h>
#include <tests/crash/killed_writer.h>

namespace licet::crash {

/// Either before a step, from 1 on, or so long after it began to erase, while others record and decide beside it.
struct ErasureKill {
  std::uint64_t step = 0;
  std::chrono::microseconds later{0};  ///< if there is no step
};

struct ErasureRun {
  Acknowledged beside;  ///< events and decisions of others, and heads
  bool begun = false;
  bool acknowledged = false;
  bool ended = false;                             ///< by itself: it had fewer steps
  std::optional<std::chrono::microseconds> took;  ///< of an acknowledged erasure
};

/// A failure of the test if it ends otherwise.
ErasureRun erase_and_kill(const std::filesystem::path& directory, std::uint64_t run, const ErasedPerson& person,
                          const ErasureKill& kill);

}  // namespace licet::crash
