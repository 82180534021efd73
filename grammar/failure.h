#pragma once
// Why a statement did not match, as a finding. Pure function.

#include <engine/base/finding.h>
#include <grammar/matching.h>

namespace licet::grammar {

/// What is wrong at the farthest place that matching has reached. Precondition: something was expected there.
Finding explain_failure(const Matching& matching);

}  // namespace licet::grammar
