#pragma once
// Folded state → the plain fields that the function by hand reads.
//
// Pure. `state` must answer every time that is asked about.

#include <engine/facts/holder_state.h>
#include <string>
#include <tools/benchmarks/forty_rules_by_hand.h>

namespace licet::benchmarks {

/// Of the shop whose own names end in `suffix`.
by_hand::Customer plain_customer(const facts::HolderView& state, const model::Model& model, const std::string& suffix);

}  // namespace licet::benchmarks
