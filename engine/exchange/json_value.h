#pragma once
// JSON text (RFC 8259) as a tree of values, read strictly. Private to engine/exchange.
//
// Keys keep the order in which they were sent; numbers that are not 64-bit integers keep their spelling, so that
// nothing is lost in what is only kept. Thread rule: values; pure functions.

#include <cstdint>
#include <licet/input_error.h>
#include <licet/limits.h>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace licet::exchange {

struct JsonValue {
  enum class Kind : std::uint8_t { kNull, kBoolean, kInteger, kNumber, kText, kList, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  std::int64_t integer = 0;
  std::string text;               ///< of kText the contents; of kNumber the spelling
  std::vector<JsonValue> items;   ///< of a list its items, of an object its values
  std::vector<std::string> keys;  ///< of an object, as many as `items`

  /// The value of this key; null if there is none. O(keys).
  const JsonValue* find(std::string_view key) const;
};

struct JsonLimits {
  std::size_t bytes = limits::kJsonLineBytes;
  std::size_t depth = limits::kJsonDepth;
  std::size_t items = limits::kListItems;  ///< of one list
  bool file = false;  ///< the text is a file of several lines: what is wrong is told by line and column
};

/// Reads a text that is one JSON object and nothing else. Refused, with the field that it concerns: a key that stands
/// twice in an object at any depth, more depth or items than the limits, text that is not UTF-8. Time in proportion to
/// the text; no recursion.
tl::expected<JsonValue, InputError> parse_object(std::string_view text, const JsonLimits& json_limits = {});

/// Reads any one JSON value with the same strictness. The field of an error is empty.
tl::expected<JsonValue, InputError> parse_value(std::string_view text, const JsonLimits& json_limits = {});

/// The value as JSON without white space; keys in the order sent, numbers as spelled.
std::string json_text(const JsonValue& value);

/// The same text for all values that are equal as JSON: keys sorted by bytes, numbers by their value.
std::string canonical_text(const JsonValue& value);

}  // namespace licet::exchange
