#pragma once
// Numbers as the formats of transparency logs have them: most significant byte first. Pure; no alignment is needed.

#include <cstdint>
#include <string>
#include <string_view>

namespace licet::record {

template <class Number>
void append_big_endian(std::string& out, Number number) {
  for (std::size_t i = sizeof(Number); i > 0; --i) {
    out += static_cast<char>(static_cast<std::uint8_t>(number >> (8 * (i - 1)) & 0xFFU));
  }
}

/// Precondition: `place` + sizeof(Number) <= bytes.size().
template <class Number>
Number big_endian_at(std::string_view bytes, std::size_t place) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    number = number << 8U | static_cast<unsigned char>(bytes[place + i]);
  }
  return static_cast<Number>(number);
}

}  // namespace licet::record
