#pragma once
// Three-valued truth after Kleene. Source: language.md section 6. Pure functions.

#include <algorithm>
#include <cstdint>

namespace licet {

/// Ordered so that `and` is the least and `or` the greatest.
enum class Truth : std::uint8_t { kFalse, kUnknown, kTrue };

constexpr Truth operator&(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth operator|(Truth a, Truth b) { return std::max(a, b); }
constexpr Truth operator!(Truth a) {
  return a == Truth::kTrue ? Truth::kFalse : a == Truth::kFalse ? Truth::kTrue : Truth::kUnknown;
}
constexpr Truth truth_of(bool value) { return value ? Truth::kTrue : Truth::kFalse; }

}  // namespace licet
