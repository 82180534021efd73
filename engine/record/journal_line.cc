#include <array>
#include <engine/record/journal_line.h>

namespace licet::record {
namespace {

constexpr std::uint32_t kPolynomial = 0x82F6'3B78;  // reflected

constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit) rest = (rest & 1U) != 0 ? rest >> 1U ^ kPolynomial : rest >> 1U;
    table[byte] = rest;
  }
  return table;
}

constexpr std::array<std::uint32_t, 256> kTable = make_table();

constexpr std::string_view kHex = "0123456789abcdef";

std::string checksum_of(std::string_view text) {
  const std::uint32_t sum = crc32c(text);
  std::string digits;
  for (std::uint32_t shift = 32; shift > 0; shift -= 4) digits += kHex[sum >> (shift - 4) & 0xFU];
  return digits + ' ';
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes) {
  std::uint32_t sum = 0xFFFF'FFFF;
  for (const char c : bytes) sum = sum >> 8U ^ kTable[(sum ^ static_cast<unsigned char>(c)) & 0xFFU];
  return ~sum;
}

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
