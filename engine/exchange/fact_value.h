#pragma once
// The error about a value that does not fit its fact. Private to engine/exchange; see fit in question.h.
//
// Thread rule: pure functions.

#include <engine/check/model.h>
#include <licet/event.h>
#include <licet/input_error.h>
#include <string_view>

namespace licet::exchange {

/// Says what the fact takes; for one of several choices the nearest ones. The value is not repeated.
InputError unfit_value(std::string_view field, const model::Fact& fact, const RawValue& value);

}  // namespace licet::exchange
