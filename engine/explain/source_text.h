#pragma once
// Words of a policy text on one line. Private to this stage.
//
// Pure function; time in proportion to the range. Source: language.md section 1 (white space, comments, strings).

#include <engine/base/source.h>
#include <string>

namespace licet::explain {

/// The text of `range`: white space runs are one space, comments are left out, strings stand as they are but for line
/// ends. Empty if there is no such file.
std::string source_text(const SourceFiles& sources, SourceRange range);

}  // namespace licet::explain
