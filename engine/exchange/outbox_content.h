#pragma once
// What stands in a record of the outbox, as JSON. Format: docs/record_format.md, "Content".
//
// It names nobody: an event stands as its number, what is due as a keyed hash. Reading takes nothing but what writing
// makes. Thread rule: pure functions.

#include <array>
#include <cstdint>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

/// The keyed hash of what a task is.
using TaskId = std::array<std::uint8_t, 16>;

/// Tasks by what they are about.
struct OutboxTasks {
  std::vector<std::uint64_t> events;  ///< numbers of events
  std::vector<TaskId> due;

  bool empty() const { return events.empty() && due.empty(); }
  std::size_t size() const { return events.size() + due.size(); }

  friend bool operator==(const OutboxTasks&, const OutboxTasks&) = default;
};

/// What was found among the records.
struct OutboxFound {
  std::uint64_t until = 0;  ///< all events with a smaller number were looked at
  std::vector<std::uint64_t> events;
  std::vector<std::uint64_t> voided;  ///< tasks that are none any more

  friend bool operator==(const OutboxFound&, const OutboxFound&) = default;
};

struct OutboxClaimed {
  std::string receiver;
  Instant until;  ///< so long the receiver is not given them again
  OutboxTasks tasks;

  friend bool operator==(const OutboxClaimed&, const OutboxClaimed&) = default;
};

struct OutboxConfirmed {
  std::string receiver;
  OutboxTasks tasks;

  friend bool operator==(const OutboxConfirmed&, const OutboxConfirmed&) = default;
};

/// One of: the receivers, what was found, a claim, a confirmation, or neither, where tasks are finished; what is
/// finished may stand beside each.
struct OutboxContent {
  Instant recorded;
  std::optional<std::vector<std::string>> receivers;  ///< from here on; in order of names
  std::optional<OutboxFound> found;
  std::optional<OutboxClaimed> claimed;
  std::optional<OutboxConfirmed> confirmed;
  OutboxTasks finished;
  std::optional<TaskId> erased;  ///< finished too: the event `erased` stands before this record, in one unit with it

  friend bool operator==(const OutboxContent&, const OutboxContent&) = default;
};

std::string write_outbox_content(const OutboxContent& content);
/// None if it is not what the writer makes.
std::optional<OutboxContent> read_outbox_content(std::string_view json);

}  // namespace licet::exchange
