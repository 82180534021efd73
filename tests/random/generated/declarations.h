#pragma once
// Declarations of a generated policy beyond its vocabulary, valid by construction.

#include <tests/random/generated/conditions.h>

namespace licet::random {

Declaration make_consent(Dice& dice, const Vocabulary& names, const std::string& name);

/// Rules that stand before in the text.
struct EarlierRules {
  std::vector<std::string> all;
  std::vector<std::string> refers;
};

/// May override some of the earlier ones, and is added to them.
Declaration make_rule(Dice& dice, const Vocabulary& names, const std::string& name, EarlierRules& earlier);

/// `records` are of Licet's own: "proof of letter_consent".
Declaration make_retention(Dice& dice, const Vocabulary& names, const std::string& name,
                           const std::vector<std::string>& data, const std::vector<std::string>& records);

/// `lower` are the levels declared before.
Declaration make_level(Dice& dice, const Vocabulary& names, const std::string& name,
                       const std::vector<std::string>& lower);

/// "in force from 2026-01-01", "until …", or both.
Clause make_force(Dice& dice);

}  // namespace licet::random
