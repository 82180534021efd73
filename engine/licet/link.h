#pragma once
// Is a device linked to a customer? Private to engine/licet. Pure function. Source: language.md section 11.

#include <licet/event.h>
#include <span>
#include <string>

namespace licet {

/// By the latest `linked` or `unlinked` of the two, in order of `at`, ties in the order of recording, that is not
/// voided. `events` are in order of recording.
bool is_linked(std::span<const RecordedEvent> events, const std::string& customer, const std::string& device);

}  // namespace licet
