#pragma once
// Upper and lower case of the letters that names may have: ASCII, Latin-1 and Latin Extended-A (language.md
// section 1). Pure functions.

namespace licet {

/// The lower-case letter; every other code point is returned as it is.
char32_t to_lower(char32_t letter);

}  // namespace licet
