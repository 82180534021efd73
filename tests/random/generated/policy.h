#pragma once
// Whole generated policies, without an error by construction, and changed ones.

#include <tests/random/generated/policy_text.h>
#include <tests/random/generated/vocabulary.h>

namespace licet::random {

PolicyText make_policy(Dice& dice);

/// As after a revision: some names are others, or were exchanged, so that types and scopes change too.
PolicyText changed(Dice& dice, PolicyText policy);

}  // namespace licet::random
