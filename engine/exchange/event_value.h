#pragma once
// Parts of the reading and writing of events that other representations in JSON share. Private to engine/exchange.
//
// Thread rule: pure functions.

#include <engine/exchange/event_json.h>
#include <engine/exchange/json_value.h>
#include <engine/exchange/json_write.h>

namespace licet::exchange {

/// What read_event does, after the JSON is read.
tl::expected<SentEvent, InputError> read_event_value(const JsonValue& object, Recorded recorded);

inline void write_raw_value(ObjectWriter& out, std::string_view name, const RawValue& value) {
  if (const auto* yes = std::get_if<bool>(&value)) {
    out.boolean(name, *yes);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    out.integer(name, *number);
  } else {
    out.text(name, std::get<std::string>(value));
  }
}

}  // namespace licet::exchange
