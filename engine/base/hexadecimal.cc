#include <engine/base/hexadecimal.h>

namespace licet {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

void append_hexadecimal(std::string& out, std::span<const std::uint8_t> bytes) {
  for (const std::uint8_t byte : bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xfU];
  }
}

void append_hexadecimal(std::string& out, std::uint32_t number) {
  for (unsigned shift = 32; shift > 0; shift -= 4) out += kDigits[number >> (shift - 4) & 0xfU];
}

bool read_hexadecimal(std::string_view digits, std::span<std::uint8_t> bytes) {
  if (digits.size() != 2 * bytes.size()) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t high = kDigits.find(digits[2 * i]);
    const std::size_t low = kDigits.find(digits[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return false;
    bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

}  // namespace licet
