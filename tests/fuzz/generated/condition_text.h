#pragma once
// Plausible conditions of the policy language.

#include <string>
#include <tests/fuzz/generated/dice.h>

namespace licet::fuzz {

/// Where the condition stands, which decides what it may ask (language.md sections 3, 7 and 8).
enum class ConditionPlace { kRule, kProvided, kWhile, kLevel };

/// `depth` bounds the parentheses within one another.
std::string make_condition(Dice& dice, ConditionPlace place, int depth);

/// "24 months"; from minutes to years.
std::string make_duration(Dice& dice);
/// "2026-04-01"; one in fifty does not exist.
std::string make_date(Dice& dice);
/// "08:30".
std::string make_clock(Dice& dice);

}  // namespace licet::fuzz
