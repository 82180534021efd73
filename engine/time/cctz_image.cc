#include <algorithm>
#include <engine/time/cctz_image.h>
#include <engine/time/offset_table.h>

namespace licet::time {

namespace {

constexpr std::size_t kMaxOffsets = 255;

void append_big_endian(std::string& image, std::uint64_t value, unsigned bytes) {
  for (unsigned i = bytes; i-- > 0;) {
    image.push_back(static_cast<char>(static_cast<std::uint8_t>((value >> (8U * i)) & 0xFFU)));
  }
}

void append_header(std::string& image, std::size_t transitions, std::size_t types) {
  image += "TZif2";
  image.append(15, '\0');
  append_big_endian(image, 0, 4);
  append_big_endian(image, 0, 4);
  append_big_endian(image, 0, 4);
  append_big_endian(image, transitions, 4);
  append_big_endian(image, types, 4);
  append_big_endian(image, types == 0 ? 0 : 1, 4);
}

}  // namespace

std::optional<std::string> make_cctz_image(const OffsetTable& table) {
  std::vector<std::int32_t> offsets{table.initial_offset};
  std::string type_of_change;
  for (const OffsetChange& change : table.changes) {
    const auto found = std::find(offsets.begin(), offsets.end(), change.offset);
    const auto type = static_cast<std::size_t>(found - offsets.begin());
    if (found == offsets.end()) offsets.push_back(change.offset);
    if (offsets.size() > kMaxOffsets) return std::nullopt;
    append_big_endian(type_of_change, type, 1);
  }

  std::string image;
  append_header(image, 0, 0);
  append_header(image, table.changes.size(), offsets.size());
  for (const OffsetChange& change : table.changes) append_big_endian(image, static_cast<std::uint64_t>(change.at), 8);
  image += type_of_change;
  for (const std::int32_t offset : offsets) {
    append_big_endian(image, static_cast<std::uint32_t>(offset), 4);
    // No type is marked as summer time and all share one empty abbreviation, so that types differ by offset alone.
    append_big_endian(image, 0, 2);
  }
  image.push_back('\0');
  image += "\n\n";
  return image;
}

}  // namespace licet::time
