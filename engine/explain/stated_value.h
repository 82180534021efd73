#pragma once
// A fact's value as the language writes it. Private to this stage. Pure functions.

#include <engine/exchange/question.h>
#include <engine/facts/holder_state.h>
#include <licet/event.h>

namespace licet::explain {

/// A date as `YYYY-MM-DD`, the day it is in the zone; a time as RFC 3339; a choice by its name.
RawValue raw_value(const model::Fact& fact, const exchange::FactValue& value, const time::Zone& zone);

/// Likewise. Precondition: the entry is of `fact` in this holder's state, and its kind is not kNone.
RawValue raw_value(const model::Fact& fact, const facts::FactEntry& entry, const facts::HolderView& holder,
                   const time::Zone& zone);

}  // namespace licet::explain
