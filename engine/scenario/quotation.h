#pragma once
// Words of a policy text, to be quoted within a sentence.
//
// Pure functions.

#include <engine/base/source.h>
#include <string>

namespace licet::scenario {

/// The text of `range` in back quotes on one line: white space runs become one space, comments are left out, and of a
/// very long text only the beginning is given.
std::string quote(const SourceFiles& sources, SourceRange range);

}  // namespace licet::scenario
