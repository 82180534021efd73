#pragma once
// Makes valid input wrong, in the ways that editors, disks and attackers do.

#include <string>
#include <tests/fuzz/generated/dice.h>

namespace licet::fuzz {

/// One to four changes: bytes flipped, parts cut, repeated, moved or taken from `other`, words and quotation marks put
/// in, nesting piled up. The result is at most about twice as long as both together.
std::string mutate(Dice& dice, std::string text, const std::string& other);

}  // namespace licet::fuzz
