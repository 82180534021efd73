#pragma once
// Tasks of the outbox, and what becomes of them, as JSON lines. Form: docs/outbox.md.
//
// Thread rule: pure functions. What reading refuses is told by the field.

#include <cstdint>
#include <engine/exchange/outbox_content.h>
#include <licet/due.h>
#include <licet/input_error.h>
#include <licet/outbox.h>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace licet::exchange {

/// `withdrawn`; of what is due `due`.
std::string_view text_of(TaskCause cause);

/// One object on one line, without its end: what a receiver works off, and sends back to confirm it. What is due is
/// said as write_due() says it.
std::string write_task(const OutboxTask& task, std::string_view receiver, const std::vector<Language>& languages);

/// What a line of a task states of what the task is.
struct TaskLine {
  std::string receiver;
  TaskId id{};
  TaskCause cause = TaskCause::kDue;
  DueEntry entry;                          ///< with kDue: holder, `data`, `item`, `due`, `action`
  std::optional<std::uint64_t> collected;  ///< likewise
  std::vector<std::string> except;         ///< likewise
  std::uint64_t record = 0;                ///< with any other: the event's number
  Instant at;                              ///< likewise: when it happened
};

/// Reads what write_task() wrote.
tl::expected<TaskLine, InputError> read_task(std::string_view line);

/// The first field that differs in two lines of tasks, or stands in one alone; none if they say the same.
std::optional<std::string> differing_field(std::string_view line, std::string_view other);

std::string write_confirmed(const Confirmed& confirmed);
std::string write_receivers(const ReceiversChanged& changed);
std::string write_outbox(const Outbox& outbox, const std::vector<Language>& languages);

}  // namespace licet::exchange
