#pragma once
// Policies of many rules over many conditions: what the sizes of graphs are measured on.

#include <tests/fuzz/generated/dice.h>
#include <tests/random/generated/policy_text.h>

namespace licet::random {

using fuzz::Dice;

struct LargeShape {
  std::size_t rules = 40;
  std::size_t conditions = 60;
  std::size_t purposes = 4;
  std::size_t actions = 3;
  std::size_t overriding = 35;  ///< how many of a hundred rules override some other
  /// A rule overrides only rules so near in the text: lawyers write exceptions beside what they except.
  std::size_t override_distance = 40;
};

/// Conditions on facts, consents, notices and the clock, each a named one; rules join two to four of them.
PolicyText make_large_policy(Dice& dice, const LargeShape& shape);

/// The same declarations in another order; only rules keep theirs, because it decides, and levels.
PolicyText shuffled(Dice& dice, const PolicyText& policy);

}  // namespace licet::random
