#pragma once
// One line of the journal: a checksum and a text. Private to engine/record. Format: docs/store_plain.md.
//
// Pure functions.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace licet::record {

/// The text of the first line.
inline constexpr std::string_view kFormatHeader = R"({"licet":"journal","version":1})";

/// The longest text of a line.
inline constexpr std::size_t kLineBytes = std::size_t{64} << 20U;

/// Bytes before the text: eight hexadecimal digits and a space.
inline constexpr std::size_t kChecksumBytes = 9;

/// Appends the line of `text`, its end included. Precondition: no line end in `text`.
void append_line(std::string& out, std::string_view text);

/// The text of a line without its end; none if its checksum is not right.
std::optional<std::string_view> text_of_line(std::string_view line);

}  // namespace licet::record
