#pragma once
// What other systems have to carry out: handed out until they confirm it (Art. 19 GDPR).
//
// Thread rule: values. A *receiver* is another system that holds data of customers, known by a name. A *task* is what
// every receiver must do once: what falls due, and each event `withdrawn`, `objected` and `erasure_requested`. It is
// finished when at least one receiver has confirmed it, and every one that is registered then. Where an erasure is
// finished, the event `erased` is recorded with the last confirmation. Description: docs/outbox.md.

#include <chrono>
#include <cstdint>
#include <licet/due.h>
#include <licet/event.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

/// Why there is something to do.
enum class TaskCause : std::uint8_t { kDue, kWithdrawn, kObjected, kErasureRequested };

/// What one receiver has to do. With `kDue`, `due` is set, else `event`: as it is kept, without `id`, `source`,
/// `actor` and `evidence`; in a store on disk it names only the holder for whom it is kept.
struct OutboxTask {
  std::string id;  ///< 32 hexadecimal digits, the same for every receiver and each time
  TaskCause cause = TaskCause::kDue;
  std::optional<DueLine> due;
  std::optional<RecordedEvent> event;
  /// With `kDue`: the number of the event by which it was collected last. Data collected anew are another task.
  std::optional<std::uint64_t> collected;
  /// Of an erasure: categories within it that must be kept longer, and are to be left, in source order. What is due of
  /// them is a task of its own.
  std::vector<std::string> except;
};

/// The task as it is handed to a receiver: one line of JSON, without its end, which confirm_json() takes. `languages`
/// are those of the claim.
std::string task_line(const OutboxTask& task, std::string_view receiver, const std::vector<Language>& languages = {});

struct ClaimRequest {
  std::string receiver;
  std::size_t most = 1'000;                            ///< tasks; at most limits::kClaimedTasks (outbox_limits.h)
  std::chrono::minutes lease = std::chrono::hours(1);  ///< so long they are not handed to this receiver again
  std::vector<Language> languages;                     ///< in which each task that is due says why
};

struct Claim {
  Instant until;  ///< after it, what is not confirmed is handed out again
  std::vector<OutboxTask> tasks;
  bool more = false;  ///< there are some that could be claimed now
};

/// What became of a confirmation.
struct Confirmed {
  std::string task;
  bool repeated = false;                ///< this receiver had confirmed it; nothing is recorded
  bool finished = false;                ///< every receiver has
  std::optional<std::uint64_t> erased;  ///< the number of the event `erased` that this confirmation led to
  /// Of an erasure that is finished, but not recorded as `erased`: what within it must be kept longer.
  std::vector<std::string> kept;

  friend bool operator==(const Confirmed&, const Confirmed&) = default;
};

/// What registering or removing a receiver did.
struct ReceiversChanged {
  std::vector<std::string> receivers;  ///< now, in order of names
  bool changed = false;                ///< otherwise it was so before, and nothing is recorded
  std::uint64_t finished = 0;          ///< tasks that waited for the removed receiver only
};

/// What is asked of the outbox without changing anything.
struct OutboxRequest {
  std::optional<Instant> at;  ///< what is due by then; default: now
  /// Only what this receiver would be given at that time; else what is not finished.
  std::optional<std::string> receiver;
  std::size_t sample = 3;  ///< tasks shown of each count
  std::vector<Language> languages;
};

struct OutboxCount {
  TaskCause cause = TaskCause::kDue;
  std::optional<DueAction> action;  ///< of kDue, `rule` too, which is none for a request for erasure
  std::optional<std::string> rule;
  std::uint64_t tasks = 0;
  std::vector<OutboxTask> sample;  ///< the first of them
};

struct ReceiverState {
  std::string name;
  std::uint64_t claimed = 0;    ///< tasks that it holds and has not confirmed
  std::uint64_t confirmed = 0;  ///< tasks that it has confirmed, ever
};

struct Outbox {
  Instant at;
  std::vector<ReceiverState> receivers;  ///< those registered, in order of names
  std::vector<OutboxCount> counts;       ///< events first, then what is due, rules in source order
};

}  // namespace licet
