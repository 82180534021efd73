#pragma once
// UTF-8 as Unicode defines it (no surrogates, no overlong forms, nothing above U+10FFFF). Pure functions.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace licet {

/// One step through a text. Of malformed UTF-8 every byte that belongs to no code point is a step of its own.
struct CodePoint {
  char32_t value = 0;      ///< U+FFFD for a malformed byte
  std::size_t length = 1;  ///< in bytes, 1 to 4
  bool well_formed = true;
};

/// The code point that begins at `offset`. Precondition: offset < text.size().
CodePoint code_point_at(std::string_view text, std::size_t offset);

/// The offset of the first byte that is not part of well-formed UTF-8; none if all is.
std::optional<std::size_t> first_malformed_byte(std::string_view text);

/// How many code points the text has; a malformed byte counts as one.
std::size_t count_code_points(std::string_view text);

/// Appends a code point. Precondition: it is one that UTF-8 can express.
void append_code_point(std::string& text, char32_t value);

}  // namespace licet
