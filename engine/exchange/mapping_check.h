#pragma once
// Does a mapping fit the policy set? Private to engine/exchange.
//
// Pure function.

#include <engine/exchange/field_values.h>
#include <engine/exchange/import_mapping.h>

namespace licet::exchange {

/// Every name that the mapping itself states, as a constant or in a table, must be declared; an event has a holder; a
/// confirmation is proven by a time and by evidence, each from a column.
Problem check_mapping(const ImportMapping& mapping, const model::Model& model);

}  // namespace licet::exchange
