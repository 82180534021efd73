#pragma once
// A recorded decision with its explanation as JSON. The form is described in docs/show_format.md.
//
// Pure functions. Source: language.md sections 12 and 13 (`licet show --record`).

#include <cstdint>
#include <licet/explanation.h>
#include <licet/request.h>
#include <licet/result.h>
#include <span>
#include <string>

namespace licet::exchange {

/// One object on one line, without its end, never a part of it; `sentences` in the languages asked for. kLimit,
/// kContradiction: it could not be written.
Result<std::string> write_recorded_decision(std::uint64_t record, Instant recorded, const Request& request,
                                            const Explanation& explanation, std::span<const Sentences> sentences);

}  // namespace licet::exchange
