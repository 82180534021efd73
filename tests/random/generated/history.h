#pragma once
// Events of a few holders under one policy, as a store keeps them.

#include <array>
#include <engine/check/model.h>
#include <licet/event.h>
#include <string>
#include <tests/random/generated/timeline.h>
#include <vector>

namespace licet::random {

inline constexpr const char* kCustomer = "anna";
inline constexpr const char* kOtherCustomer = "bert";
inline constexpr const char* kDevice = "phone";
inline constexpr const char* kOtherDevice = "laptop";
inline constexpr std::array<const char*, 3> kItems{"4711", "4712", "a piece"};

/// In order of recording; late ones, voided ones, and several at one time among them. Their instants are added to the
/// timeline as marks.
std::vector<RecordedEvent> make_history(Dice& dice, const model::Model& model, Timeline& timeline);

}  // namespace licet::random
