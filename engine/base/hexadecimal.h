#pragma once
// Bytes as lower-case hexadecimal digits. Pure functions.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace licet {

void append_hexadecimal(std::string& out, std::span<const std::uint8_t> bytes);
/// Eight digits, the most significant first.
void append_hexadecimal(std::string& out, std::uint32_t number);
/// Fills `bytes`; false if the digits are not exactly so many, or not lower-case hexadecimal ones.
bool read_hexadecimal(std::string_view digits, std::span<std::uint8_t> bytes);

}  // namespace licet
