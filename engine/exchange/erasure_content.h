#pragma once
// What stands in the record of an erasure, as JSON. Format: docs/record_format.md, "Content".
//
// Reading takes nothing but what writing makes. Thread rule: pure functions.

#include <array>
#include <cstdint>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

using HolderNumber = std::array<std::uint8_t, 32>;

struct ErasureContent {
  /// An event that is kept: its number, and that of the record that keeps it.
  struct Kept {
    std::uint64_t original = 0;
    std::uint64_t record = 0;

    friend bool operator==(const Kept&, const Kept&) = default;
  };

  Instant recorded;
  HolderNumber holder{};   ///< the keyed hash of who was erased
  std::uint64_t slot = 0;  ///< which slot is erased; 0: there was none
  Instant at;              ///< acts before it are no longer taken
  std::uint64_t into = 0;  ///< the slot of what is kept; 0: nothing is
  std::vector<Kept> kept;  ///< `original` rises
  std::vector<HolderNumber> ids;
  bool done = true;  ///< false: the next record goes on

  friend bool operator==(const ErasureContent&, const ErasureContent&) = default;
};

std::string write_erasure_content(const ErasureContent& content);
/// None if it is not what the writer makes.
std::optional<ErasureContent> read_erasure_content(std::string_view json);

}  // namespace licet::exchange
