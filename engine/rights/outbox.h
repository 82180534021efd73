#pragma once
// What the outbox is by its records: which receiver has claimed and confirmed what, and what is finished.
//
// Values; one thread. Everything is by the records alone, so that who reads them again comes to the same. Memory: about
// 150 bytes for each task that was ever claimed or found. Source: docs/outbox.md.

#include <cstdint>
#include <engine/exchange/outbox_content.h>
#include <licet/instant.h>
#include <licet/outbox.h>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace licet::rights {

using exchange::TaskId;

/// A task: the number of an event, or the hash of what is due.
using TaskName = std::variant<std::uint64_t, TaskId>;

class OutboxState {
 public:
  /// Takes what the next record says. False if it cannot follow what came before: a claim or a confirmation by who is
  /// no receiver, more receivers than limits::kReceiversEver, an end of the search before an earlier one.
  bool apply(const exchange::OutboxContent& content);

  /// In order of names.
  std::vector<std::string> receivers() const;
  bool is_registered(std::string_view receiver) const { return place_of_registered(receiver).has_value(); }
  /// May it be registered: is it, or was it ever, or is there room for one more?
  bool has_room_for(std::string_view receiver) const;
  /// Has a receiver ever been registered? Before it there is no outbox.
  bool in_use() const { return !names_.empty(); }

  /// Every event with a smaller number was looked at.
  std::uint64_t looked_until() const { return looked_until_; }
  /// Numbers of events that some receiver has still to confirm, rising.
  const std::set<std::uint64_t>& open_events() const { return open_events_; }
  bool knows_event(std::uint64_t record) const { return tasks_.contains(TaskName(record)); }

  /// Is it open, not confirmed by this receiver, and held by it no more at this time of the clock? Of what no record
  /// names yet: yes.
  bool is_to_do(std::string_view receiver, const TaskName& task, Instant now) const;
  bool has_claimed(std::string_view receiver, const TaskName& task) const;
  bool has_confirmed(std::string_view receiver, const TaskName& task) const;
  bool is_finished(const TaskName& task) const;
  /// When it was first claimed, by whomever; none if never.
  std::optional<Instant> claimed_at(const TaskName& task) const;
  /// Not finished, although someone has confirmed it and all who are registered have: once someone else was removed.
  bool is_confirmed_by_all(const TaskName& task) const;
  /// Would it be finished by this receiver's confirmation?
  bool is_last(std::string_view receiver, const TaskName& task) const;
  /// The open events that would be finished if this receiver were removed.
  std::vector<std::uint64_t> finished_without(std::string_view receiver) const;

  /// What it holds at this time of the clock, and has not confirmed.
  exchange::OutboxTasks held_by(std::string_view receiver, Instant now) const;
  ReceiverState state_of(std::string_view receiver, Instant now) const;

 private:
  using Receivers = std::uint64_t;  ///< a bit for each place in `names_`

  struct Task {
    Receivers claimed = 0;
    Receivers confirmed = 0;
    bool finished = false;
    Instant claimed_at = kNever;  ///< first, by anyone
  };

  std::optional<std::size_t> place_of(std::string_view receiver) const;
  std::optional<std::size_t> place_of_registered(std::string_view receiver) const;
  const Task* find(const TaskName& task) const;
  bool register_only(const std::vector<std::string>& names);
  void finish(const TaskName& task);
  template <class Act>
  void for_each(const exchange::OutboxTasks& tasks, const Act& act) const;

  std::vector<std::string> names_;  ///< of all who were ever registered
  Receivers registered_ = 0;
  std::uint64_t looked_until_ = 0;
  std::set<std::uint64_t> open_events_;
  std::map<TaskName, Task> tasks_;
  std::vector<std::map<TaskName, Instant>> leases_;  ///< by place: of what is claimed and not confirmed
  std::vector<std::uint64_t> confirmed_;             ///< by place: how many
};

/// The events that are tasks.
std::optional<TaskCause> cause_of(EventKind kind);

/// What a task is, in words that its id is the keyed hash of.
/// With the time of what happened: in a store that was put back another event may get the number.
std::string task_text(std::uint64_t event, Instant at);
/// `collected` and `except` as in OutboxTask.
std::string task_text(const DueEntry& entry, std::optional<std::uint64_t> collected,
                      const std::vector<std::string>& except);

/// May a receiver have this name? Letters, digits, `-`, `_` and `.`, at most limits::kReceiverBytes.
bool is_receiver_name(std::string_view name);

}  // namespace licet::rights
