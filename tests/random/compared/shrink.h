#pragma once
// Makes a triple that differs smaller, as long as it differs.

#include <tests/random/compared/triples.h>
#include <tests/random/generated/policy_text.h>

namespace licet::random {

/// `policy` is the one whose text stands in `found`. What the smaller triple differs in may be another part.
FoundDifference shrink(FoundDifference found, PolicyText policy);

}  // namespace licet::random
