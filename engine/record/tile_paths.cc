#include <engine/record/tile_paths.h>

namespace licet::record {
namespace {

std::string three_digits(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(3 - digits.size(), '0') + digits;
}

std::string path_below(std::string beginning, std::uint64_t index, std::uint64_t width) {
  std::string elements = three_digits(index % 1000);
  for (index /= 1000; index > 0; index /= 1000) elements.insert(0, 'x' + three_digits(index % 1000) + '/');
  beginning += elements;
  if (width < kTileWidth) beginning += ".p/" + std::to_string(width);
  return beginning;
}

}  // namespace

std::string tile_path(unsigned level, std::uint64_t index, std::uint64_t width) {
  return path_below("tile/" + std::to_string(level) + '/', index, width);
}

std::string bundle_path(std::uint64_t index, std::uint64_t width) { return path_below("tile/entries/", index, width); }

}  // namespace licet::record
