#pragma once
// Identifiers for people and for programs that read line by line: different ones are different lines.
//
// Pure function. Form: docs/audience.md.

#include <string>
#include <string_view>

namespace licet::tool {

/// As it stands if it is printable and has white space only as single blanks within. Otherwise, and if it begins with a
/// quotation mark, a JSON string in which all that could steer a terminal is escaped.
std::string identifier_text(std::string_view id);

}  // namespace licet::tool
