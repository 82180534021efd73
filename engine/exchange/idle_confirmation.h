#pragma once
// Confirmations of a row that, by what the row itself tells of the consent, confirm nothing.
//
// Private to engine/exchange. Pure function. Source: language.md section 3.

#include <engine/check/model.h>
#include <engine/exchange/import_row.h>
#include <optional>
#include <vector>

namespace licet::exchange {

/// Before the grant, after a refusal, or too late for the consent. What other rows tell may count where this one has
/// nothing of the consent: then it is none. `events` are those of one row, in the mapping's order.
std::optional<RowDoubt> idle_confirmation(const ImportMapping& mapping, const std::vector<ImportedEvent>& events,
                                          const model::Model& model);

}  // namespace licet::exchange
