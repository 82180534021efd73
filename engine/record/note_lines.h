#pragma once
// Lines and numbers as the text formats of transparency logs have them. Pure.

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace licet::record {

/// Takes the line with which the text begins, and its line break; none if no line break ends it.
inline std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

/// Decimal digits without sign and without leading zeros; none otherwise, or if the number is 2^64 or more.
inline std::optional<std::uint64_t> read_decimal(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || std::to_string(number) != text) return std::nullopt;
  return number;
}

}  // namespace licet::record
