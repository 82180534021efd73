#pragma once
// Policies of 40, 1,000 and 10,000 rules: copies of the forty rules of one shop, with a vocabulary that they share.
//
// Pure but for reading the two files beside the sources.

#include <engine/decide/ready_policy.h>
#include <memory>
#include <string>

namespace licet::benchmarks {

inline constexpr std::size_t kRulesOfShop = 40;

/// What is written after the names that a shop has for itself: `_7`.
std::string suffix_of(std::size_t shop);

/// Its text.
std::string policy_text(std::size_t shops);

/// The policy of so many shops, ready to decide. Ends the program with a message if the files cannot be read or are
/// wrong.
std::shared_ptr<const decide::ReadyPolicy> make_policy(std::size_t shops);

}  // namespace licet::benchmarks
