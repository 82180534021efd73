#pragma once
// An overview as JSON: a standing, grown. The form is described in docs/show_format.md.
//
// Pure function. Source: language.md section 13 (`licet show`).

#include <licet/overview.h>
#include <licet/result.h>
#include <string>
#include <vector>

namespace licet::exchange {

/// One object on one line, without its end; never a part of it. `languages` are those asked for. kLimit,
/// kContradiction: it could not be written.
Result<std::string> write_overview(const Overview& overview, const std::vector<Language>& languages);

}  // namespace licet::exchange
