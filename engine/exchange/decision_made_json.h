#pragma once
// A recorded decision about a person as JSON, wherever several are told. Private to engine/exchange.
//
// Pure function.

#include <licet/export.h>
#include <string>

namespace licet::exchange {

/// One object: `record`, `recorded`, `request`, `answer`, and by language the `sentences` that there are.
void write_decision_made(std::string& line, const ExportedDecision& made);

}  // namespace licet::exchange
