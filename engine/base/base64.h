#pragma once
// Base 64 (RFC 4648, section 4). Pure functions.

#include <optional>
#include <string>
#include <string_view>

namespace licet {

/// With padding, without line breaks.
std::string to_base64(std::string_view bytes);

/// None unless the text is the very one that to_base64() gives for these bytes: padding must be there, the bits it
/// hides must be zero, and nothing else may stand between.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace licet
