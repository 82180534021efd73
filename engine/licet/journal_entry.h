#pragma once
// What stands in one line of a store's journal: an event, or a decision, as one JSON object.
//
//     {"content":"<64 hexadecimal digits>","event":{… ,"recorded":"…"}}    `content` only for an event with an `id`
//     {"recorded":"…","request":{…},"answer":{…}}
//
// `event` is as language.md section 11 has it; `content` is facts::content_of what was sent, by which a repeated `id`
// is known again. Private to engine/licet. Pure functions.

#include <engine/base/digest.h>
#include <licet/decision.h>
#include <licet/event.h>
#include <licet/request.h>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace licet {

struct EventEntry {
  RecordedEvent event;  ///< its number is the place of the line; not set here
  std::optional<Digest> content;
};

/// Of a recorded decision only the time matters when a store is opened again.
struct DecisionEntry {
  Instant recorded;
};

std::string write_entry(const RecordedEvent& event, const std::optional<Digest>& content);
std::string write_entry(const Request& request, const Decision& decision, Instant recorded);

/// None if the line is neither.
std::optional<std::variant<EventEntry, DecisionEntry>> read_entry(std::string_view line);

}  // namespace licet
