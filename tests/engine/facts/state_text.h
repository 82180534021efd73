#pragma once
// What a folded state says, as text, so that states of different stores can be compared.

#include <engine/facts/holder_state.h>
#include <string>

namespace licet::test {

/// A line an entry. Events are told by their times: their numbers differ from store to store. Without the times in the
/// header, which concern only when a state must be folded anew.
std::string state_text(const facts::HolderView& state);

}  // namespace licet::test
