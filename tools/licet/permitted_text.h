#pragma once
// All that is permitted to one holder, for people.
//
// Pure function. Source: language.md section 13 (`licet audience`).

#include <licet/audience.h>
#include <licet/policy.h>
#include <string>
#include <tools/licet/output.h>

namespace licet::tool {

/// A heading for each purpose for which something is permitted, below it what, until when and by which rule; with
/// groups of what is denied, those too; then how much is denied, and why. Ends with a line end.
std::string permitted_text(const Permitted& permitted, const PolicySet& policy, const Style& style);

}  // namespace licet::tool
