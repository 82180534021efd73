#pragma once
// Whether a state can be one that was folded under a policy set.
//
// Pure, any thread. In proportion to the entries.

#include <engine/check/model.h>
#include <engine/facts/holder_state.h>

namespace licet::facts {

/// Every name is declared, every value fits its fact's type, every time lies in the years that have names? A row is
/// known to by its fold key. A state that comes from elsewhere, as in a recorded decision or in a bundle, is to be
/// asked before it is decided on, however whole it is: names are used as places.
bool fits(const HolderView& state, const model::Model& model);

}  // namespace licet::facts
