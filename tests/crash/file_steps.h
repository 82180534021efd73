#pragma once
// The steps of a process's work on files, LMDB's included: calls that write, cut, sync, rename or remove.
//
// A program that is linked with file_steps.cc makes them through it. Thread rule: any thread; the steps of all count
// together.

#include <cstdint>

namespace licet::crash {

/// Counts steps from here on, and ends the process as `kill -9` does before the one of this number, from 1 on. Each of
/// them leaves another state behind; what creating a file leaves is seen at the step that follows.
void die_at_step(std::uint64_t number);

}  // namespace licet::crash
