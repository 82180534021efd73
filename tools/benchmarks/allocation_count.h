#pragma once
// Counts what `operator new` gives out in this program: deciding must not allocate.

#include <cstdint>

namespace licet::benchmarks {

/// How many allocations this thread has made so far.
std::uint64_t allocations_of_this_thread();

}  // namespace licet::benchmarks
