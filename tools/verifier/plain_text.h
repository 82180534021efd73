#pragma once
// Untrusted text made fit to be printed: on a terminal, or as JSON. Pure functions.

#include <cstddef>
#include <string>
#include <string_view>

namespace licet::verifier {

/// Control characters, marks that change the direction of text, and malformed UTF-8 become `\u{…}` or `\x…`, so that
/// what is printed can neither steer a terminal nor look like a line of this program.
std::string on_one_line(std::string_view text);

/// Appends a JSON string. Malformed UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// Three digits at a time: `1,234,567`.
std::string grouped(std::size_t number);

}  // namespace licet::verifier
