#pragma once
// Declarations of a generated policy beyond its vocabulary, valid by construction.

#include <tests/random/generated/conditions.h>

namespace licet::random {

Declaration make_consent(Dice& dice, const Vocabulary& names, const std::string& name);

/// May override some of `earlier`.
Declaration make_rule(Dice& dice, const Vocabulary& names, const std::string& name,
                      const std::vector<std::string>& earlier);

Declaration make_retention(Dice& dice, const Vocabulary& names, const std::string& name,
                           const std::vector<std::string>& data);

/// `lower` are the levels declared before.
Declaration make_level(Dice& dice, const Vocabulary& names, const std::string& name,
                       const std::vector<std::string>& lower);

/// "in force from 2026-01-01", "until …", or both.
Clause make_force(Dice& dice);

}  // namespace licet::random
