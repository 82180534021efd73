#pragma once
// Plausible lines of JSON: events and requests, most of them acceptable.

#include <string>
#include <tests/fuzz/generated/dice.h>

namespace licet::fuzz {

std::string make_event(Dice& dice);
std::string make_request(Dice& dice);

}  // namespace licet::fuzz
