#pragma once
// What the record reads of the content of an audience: which file of outcomes belongs to it.
//
// Pure functions. Format: docs/record_format.md, "Audience".

#include <array>
#include <cstdint>
#include <engine/base/digest.h>
#include <optional>
#include <string_view>

namespace licet::record {

/// Of one request asked of all customers; random.
using RunId = std::array<std::uint8_t, 16>;

struct AudienceNames {
  RunId run{};
  std::uint64_t customers = 0;  ///< how many outcomes
  Digest root{};                ///< of the tree over their commitments

  friend bool operator==(const AudienceNames&, const AudienceNames&) = default;
};

/// None if the content does not begin as that of an audience does, up to `root`.
std::optional<AudienceNames> names_of_audience(std::string_view content);

}  // namespace licet::record
