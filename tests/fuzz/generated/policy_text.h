#pragma once
// Plausible policy texts: most are correct, some break one of the language's demands.

#include <string>
#include <tests/fuzz/generated/dice.h>

namespace licet::fuzz {

std::string make_policy(Dice& dice);

}  // namespace licet::fuzz
