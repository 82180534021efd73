#pragma once
// A standing as JSON. The form is described in docs/show_format.md.
//
// Pure functions. Source: language.md section 13 (`licet show`); fields are named as in section 11.

#include <licet/result.h>
#include <licet/standing.h>
#include <string>

namespace licet::exchange {

/// One object on one line, without its end; never a part of it. kLimit, kContradiction: it could not be written.
Result<std::string> write_standing(const Standing& standing);

}  // namespace licet::exchange
