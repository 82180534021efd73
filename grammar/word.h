#pragma once
// Comparing the words of a text with keywords. Pure functions.

#include <string_view>

namespace licet::grammar {

/// Is `word`, in whatever case, the lower-case `keyword`? Both are well-formed UTF-8.
bool is_keyword(std::string_view word, std::string_view keyword);

}  // namespace licet::grammar
