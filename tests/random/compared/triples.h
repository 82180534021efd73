#pragma once
// Runs random triples (policy, events, request) until one differs.
//
// Triples are numbered: policy `number / kRequestsPerPolicy`, and each policy's histories and requests follow from the
// seed and the number of the policy alone, so that any policy can be made again without those before it.

#include <cstdint>
#include <optional>
#include <tests/random/compared/difference.h>
#include <tests/random/compared/kept_case.h>

namespace licet::random {

inline constexpr std::size_t kHistoriesPerPolicy = 10;
inline constexpr std::size_t kRequestsPerHistory = 5;
inline constexpr std::size_t kRequestsPerPolicy = kHistoriesPerPolicy * kRequestsPerHistory;

/// A triple that differs, as small as could be found.
struct FoundDifference {
  std::uint64_t policy = 0;  ///< its number
  std::string part;          ///< what differs
  KeptCase smallest;
  Sides sides;
};

/// The first difference among the requests of one policy; none if all agree. `wrong_policy` is set if the policy made,
/// against all intent, has an error.
std::optional<FoundDifference> run_policy(std::uint64_t seed, std::uint64_t number, Tally& tally,
                                          std::string& wrong_policy);

}  // namespace licet::random
