#pragma once
// Limits of `licet audience` (see also limits.h).

#include <cstddef>

namespace licet::limits {

/// Of all that is permitted to one holder: actions × purposes × channels × recipients × categories. More than the
/// policy of a company has, and decided in some seconds; what has more is asked in parts: the error says so.
inline constexpr std::size_t kPermittedCombinations = 1'000'000;

}  // namespace licet::limits
