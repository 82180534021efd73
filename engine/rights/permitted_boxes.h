#pragma once
// Combinations with the same answer, put together: boxes whose sides are lists, of which each combination of one of
// each stands for one.
//
// Private to engine/rights. Pure functions.

#include <array>
#include <compare>
#include <cstdint>
#include <licet/decision.h>
#include <optional>
#include <vector>

namespace licet::rights {

enum BoxSide : std::uint8_t { kActions, kChannels, kRecipients, kData, kBoxSides };

/// In a side: a request without channel, recipient or data. A name is its number in the vocabulary, plus one.
inline constexpr std::uint32_t kWithout = 0;

template <class IdType>
std::uint32_t numbered(const std::optional<IdType>& name) {
  return name ? name->value + 1 : kWithout;
}
template <class IdType>
std::uint32_t numbered(IdType name) {
  return name.value + 1;
}

struct BoxAnswer {
  Reason reason = Reason::kNothingPermits;
  std::uint32_t rule = 0;  ///< 0 where none decides
  Instant until = kNever;

  friend auto operator<=>(const BoxAnswer&, const BoxAnswer&) = default;
};

using BoxSides = std::array<std::vector<std::uint32_t>, kBoxSides>;

struct Box {
  BoxSides sides;
  BoxAnswer answer;
};

/// The same combinations with the same answers in fewer boxes, each in exactly one; in order of the first of each.
/// O(boxes × log boxes).
std::vector<Box> joined(std::vector<Box> boxes);

}  // namespace licet::rights
