#pragma once
// UTF-8 as Unicode defines it (no surrogates, no overlong forms, nothing above U+10FFFF). Pure functions.

#include <cstddef>
#include <optional>
#include <string_view>

namespace licet {

/// The offset of the first byte that is not part of well-formed UTF-8; none if all is.
std::optional<std::size_t> first_malformed_byte(std::string_view text);

/// How many code points well-formed UTF-8 has.
std::size_t count_code_points(std::string_view text);

}  // namespace licet
