#pragma once
// `not` within a condition, where people put it, rather than before it. Pure functions. Source: language.md section 6.

#include <engine/base/finding.h>
#include <grammar/matching.h>
#include <optional>
#include <string>

namespace licet::grammar {

/// The comparison begun last as it reads without the `not` behind its `is`; what is uncertain of its end is `…`.
std::string affirmed_comparison(const Matching& matching, const char* at_not);

/// At the farthest place stands `not`, or `does not`, within a phrase such as `consent c is valid`.
std::optional<Finding> explain_negation(const Matching& matching);

}  // namespace licet::grammar
