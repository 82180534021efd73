#pragma once
// Which fields each kind of event takes and must have. Private to engine/exchange.
//
// Thread rule: pure functions of a constant table. Source: language.md sections 10 (lists of each kind) and 11;
// language-additions.md.

#include <engine/exchange/field_values.h>
#include <licet/event.h>

namespace licet::exchange {

/// Does the event have exactly the fields, and the holders, that its kind takes and needs?
Problem check_kind_fields(const Event& event);

/// `customer` and `device`, or `recipient` where the kind takes one: at least one, and each within its bounds.
Problem check_event_holder(const Event& event);

}  // namespace licet::exchange
