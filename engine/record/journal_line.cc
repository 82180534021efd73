#include <cstdint>
#include <engine/record/crc32c.h>
#include <engine/record/journal_line.h>

namespace licet::record {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

std::string checksum_of(std::string_view text) {
  const std::uint32_t sum = crc32c(text);
  std::string digits;
  for (std::uint32_t shift = 32; shift > 0; shift -= 4) digits += kHex[sum >> (shift - 4) & 0xFU];
  return digits + ' ';
}

}  // namespace

void append_line(std::string& out, std::string_view text) {
  out += checksum_of(text);
  out += text;
  out += '\n';
}

std::optional<std::string_view> text_of_line(std::string_view line) {
  if (line.size() < kChecksumBytes) return std::nullopt;
  const std::string_view text = line.substr(kChecksumBytes);
  if (checksum_of(text) != line.substr(0, kChecksumBytes)) return std::nullopt;
  return text;
}

}  // namespace licet::record
