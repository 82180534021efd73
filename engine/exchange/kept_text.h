#pragma once
// What an event keeps as JSON (`source`, `actor`, `evidence`), and recorded answers, read again.
//
// Pure functions.

#include <licet/decision.h>
#include <optional>
#include <string>

namespace licet::exchange {

/// The contents of a JSON string; any other text as it is.
std::string kept_text(const std::string& json);

/// What write_decision made; none if it is not that. Unknown members are passed over.
std::optional<Decision> read_decision(const std::string& json);

}  // namespace licet::exchange
