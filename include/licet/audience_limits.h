#pragma once
// Limits of `licet audience` (see also limits.h).

#include <cstddef>
#include <cstdint>

namespace licet::limits {

/// Of all that is permitted to one holder: actions × purposes × channels × recipients × categories. More than the
/// policy of a company has, and decided in some seconds; what has more is asked in parts: the error says so.
inline constexpr std::size_t kPermittedCombinations = 1'000'000;

/// Of one run over all: where it is recorded each costs 56 bytes of memory until the record is durable, and who is
/// permitted the identifier and 32 bytes until the answer is given. More customers than a company has.
inline constexpr std::uint64_t kAudienceCustomers = 200'000'000;

inline constexpr unsigned kAudienceThreads = 64;

/// Of all different answers of one run, as its record holds them (JSON, each with its data categories): what fits into
/// one record with room for the request. With many categories nearly every customer has an answer of its own; what has
/// more is asked for fewer categories at a time: the error says so.
inline constexpr std::size_t kAudienceAnswerBytes = std::size_t{24} << 20U;

}  // namespace licet::limits
