#pragma once
// What a benchmark cannot do without: a value, or the end of the program with the reason.

#include <licet/result.h>
#include <string>
#include <utility>

namespace licet::benchmarks {

/// Writes the message to standard error and ends the program with 1.
[[noreturn]] void end_program(const std::string& message);

template <class Value>
Value or_end(Result<Value> result) {
  if (!result) end_program(result.error().message);
  if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

}  // namespace licet::benchmarks
