#pragma once
// Which facts keep a condition from being certain. Pure functions.

#include <tests/reference/situation.h>
#include <vector>

namespace licet::reference {

/// Facts without a value that make an unknown condition unknown, in order of the text; what they stand in is itself
/// unknown, part by part, also within the `provided` of a consent that is asked about. One may stand several times.
std::vector<model::FactId> undetermined_facts(const Situation& situation, model::ExpressionId condition,
                                              const Viewpoint& from);

}  // namespace licet::reference
