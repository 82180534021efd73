#pragma once
// Which files an exported log has, and their names (C2SP tlog-tiles). Pure functions.
//
// A tile holds 256 hashes, or fewer at the right edge of the tree: those of level l are the roots over 256^l leaves
// each. Beside the tiles of level 0 stand bundles of the entries themselves.

#include <cstdint>
#include <string>
#include <string_view>

namespace licet::record {

inline constexpr unsigned kTileHeight = 8;
inline constexpr std::uint64_t kTileWidth = std::uint64_t{1} << kTileHeight;
inline constexpr std::string_view kCheckpointFile = "checkpoint";

/// How many roots over 256^level leaves a log of `size` leaves has.
constexpr std::uint64_t tile_hashes(std::uint64_t size, unsigned level) {
  const unsigned shift = kTileHeight * level;
  return shift < 64 ? size >> shift : 0;
}

/// Relative to the export's directory, as `tile/0/x001/x234/067` or, of 5 hashes, `tile/0/000.p/5`. `width` is 1 to
/// kTileWidth.
std::string tile_path(unsigned level, std::uint64_t index, std::uint64_t width);
/// As `tile/entries/x001/x234/067` or `tile/entries/000.p/5`.
std::string bundle_path(std::uint64_t index, std::uint64_t width);

}  // namespace licet::record
