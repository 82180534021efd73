#pragma once
// What a store keeps of an event or a decision, as one line of JSON for its record.
//
// Unlike event_json.h this is no interface to senders: the lines are the store's own, so events stand as they were
// kept (`at` set, the customer dropped where section 11 demands it), and names are not checked, because events outlive
// policy sets. Thread rule: pure functions. Format: docs/store_plain.md.

#include <cstdint>
#include <engine/base/digest.h>
#include <licet/decision.h>
#include <licet/event.h>
#include <licet/input_error.h>
#include <licet/request.h>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

namespace licet::exchange {

struct StoredEvent {
  RecordedEvent event;
  std::optional<Digest> content;  ///< SHA-256 of SentEvent::canonical; set if the event has an `id`
};

/// A decision as it was recorded; request and answer are JSON texts.
struct StoredDecision {
  std::uint64_t record = 0;
  Instant recorded;
  std::string request;
  std::string answer;
};

using StoredRecord = std::variant<StoredEvent, StoredDecision>;

/// One line without its end.
std::string write_stored(const StoredEvent& stored);
std::string write_stored(std::uint64_t record, Instant recorded, const Request& request, const Decision& decision);

/// Reads a line of write_stored. The error names the field that is not as it was written; its message may be shown to
/// an operator.
tl::expected<StoredRecord, InputError> read_stored(std::string_view line);

}  // namespace licet::exchange
