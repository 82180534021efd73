#pragma once
// How the contents of records are read from their beginning, piece by piece. Private to engine/exchange.
//
// Pure functions. What was read is taken off `text`.

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace licet::exchange {

/// Takes `prefix` off `text`, if it begins so.
inline bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// What stands before the next quotation mark, which is taken off too.
inline std::optional<std::string_view> take_quoted(std::string_view& text) {
  const std::size_t end = text.find('"');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view quoted = text.substr(0, end);
  text.remove_prefix(end + 1);
  return quoted;
}

inline std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

}  // namespace licet::exchange
