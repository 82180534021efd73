#pragma once
// Names the input that crashes or does not end, so that it can be made again.
//
// Thread rule: one thread; a process has one watch.

#include <cstddef>
#include <cstdint>

namespace licet::fuzz {

/// From now on a crash under a sanitizer, or `seconds` without another call of watch(), prints the seed and the number
/// of the input last given and ends the process with an error.
void watch(std::uint64_t seed, std::size_t input, unsigned seconds);

}  // namespace licet::fuzz
