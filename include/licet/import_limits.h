#pragma once
// Limits on what `licet import` reads, with their reasons; beside those of limits.h, which hold for every event.

#include <cstddef>

namespace licet::limits {

inline constexpr std::size_t kMappingBytes = std::size_t{1} << 20U;  ///< a mapping file; it is read as a whole
inline constexpr std::size_t kImportColumns = 1'000;  ///< fields of one record: a table of a thousand columns is none
inline constexpr std::size_t kImportEvents = 100;     ///< events of one row: each becomes a record of its own
inline constexpr std::size_t kDoubtsShown = 20;       ///< rows on standard error; the rest is counted

}  // namespace licet::limits
