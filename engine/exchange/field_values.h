#pragma once
// One field of an event or a request: JSON value → typed value, or what is wrong with it. Private to engine/exchange.
//
// Each reader sets `into` and returns nothing, or leaves it and returns the error, which names `field`. Limits:
// include/licet/limits.h. Thread rule: pure functions.

#include <engine/exchange/json_value.h>
#include <licet/event.h>
#include <licet/input_error.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

using Problem = std::optional<InputError>;

/// The field is there and null, which no field may be.
Problem check_not_null(std::string_view field, const JsonValue& value);

Problem read_text(std::string_view field, const JsonValue& value, std::string& into);
/// A name: a text that is not empty.
Problem read_name(std::string_view field, const JsonValue& value, std::string& into);
Problem read_name(std::string_view field, const JsonValue& value, std::optional<std::string>& into);
/// An identifier of a holder or an event: 1 to `most` bytes.
Problem read_key(std::string_view field, const JsonValue& value, std::size_t most, std::optional<std::string>& into);
enum class EmptyList : std::uint8_t { kRefused, kAllowed };
Problem read_names(std::string_view field, const JsonValue& value, EmptyList empty, std::vector<std::string>& into);
Problem read_instant(std::string_view field, const JsonValue& value, std::optional<Instant>& into);
/// What may be a fact's value, whatever its type.
Problem read_raw_value(std::string_view field, const JsonValue& value, std::optional<RawValue>& into);
/// An object with a value for each fact, as read_raw_value takes them; `into` is in order of names.
Problem read_stated_facts(std::string_view field, const JsonValue& value, std::vector<NamedValue>& into);
/// A text or an object, kept as its JSON text.
Problem read_kept(std::string_view field, const JsonValue& value, std::string& into);

/// The same bounds for values that did not come as JSON: well-formed UTF-8, sizes, moments of the years 1 to 9999.
Problem check_key(std::string_view field, std::string_view key, std::size_t most);
Problem check_utf8(std::string_view field, std::string_view text);
Problem check_names(std::string_view field, const std::vector<std::string>& names);
Problem check_instant(std::string_view field, Instant value);
Problem check_raw_value(std::string_view field, const RawValue& value);
/// `customer` and `device`: at least one, and each within its bounds.
Problem check_holder(const std::optional<std::string>& customer, const std::optional<std::string>& device,
                     std::string_view subject);

}  // namespace licet::exchange
