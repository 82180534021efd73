#include <algorithm>
#include <engine/exchange/names.h>
#include <engine/rights/outbox.h>
#include <licet/outbox_limits.h>

namespace licet::rights {
namespace {

std::uint64_t bit(std::size_t place) { return std::uint64_t{1} << place; }

/// A claim whose end lies further ahead than any can was made while the clock was wrong.
bool holds(Instant until, Instant now) {
  return until > now && until.micros - now.micros <= std::int64_t{limits::kLeaseMinutes} * 60 * 1'000'000;
}

/// With its length before it, so that no two lists of texts look alike.
void append_part(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

}  // namespace

static_assert(limits::kReceiversEver <= 64, "a bit for each");

std::optional<std::size_t> OutboxState::place_of(std::string_view receiver) const {
  const auto found = std::find(names_.begin(), names_.end(), receiver);
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

std::optional<std::size_t> OutboxState::place_of_registered(std::string_view receiver) const {
  const auto place = place_of(receiver);
  return place && (registered_ & bit(*place)) != 0 ? place : std::nullopt;
}

const OutboxState::Task* OutboxState::find(const TaskName& task) const {
  const auto found = tasks_.find(task);
  return found == tasks_.end() ? nullptr : &found->second;
}

template <class Act>
void OutboxState::for_each(const exchange::OutboxTasks& tasks, const Act& act) const {
  for (const std::uint64_t event : tasks.events) act(TaskName(event));
  for (const TaskId& id : tasks.due) act(TaskName(id));
}

bool OutboxState::register_only(const std::vector<std::string>& names) {
  registered_ = 0;
  for (const std::string& name : names) {
    auto place = place_of(name);
    if (!place) {
      if (names_.size() == limits::kReceiversEver) return false;
      place = names_.size();
      names_.push_back(name);
      leases_.emplace_back();
      confirmed_.push_back(0);
    }
    registered_ |= bit(*place);
  }
  // Who is registered no more holds nothing, nor when it is again.
  for (std::size_t place = 0; place < names_.size(); ++place) {
    if ((registered_ & bit(place)) == 0) leases_[place].clear();
  }
  return true;
}

void OutboxState::finish(const TaskName& task) {
  tasks_[task].finished = true;
  if (const auto* event = std::get_if<std::uint64_t>(&task)) open_events_.erase(*event);
}

bool OutboxState::apply(const exchange::OutboxContent& content) {
  if (content.receivers && !register_only(*content.receivers)) return false;
  if (content.found) {
    if (content.found->until < looked_until_) return false;
    looked_until_ = content.found->until;
    for (const std::uint64_t event : content.found->events) {
      if (tasks_.try_emplace(event).second) open_events_.insert(event);
    }
    for (const std::uint64_t event : content.found->voided) finish(event);
  }
  if (content.claimed) {
    const auto place = place_of_registered(content.claimed->receiver);
    if (!place) return false;
    for_each(content.claimed->tasks, [&](const TaskName& task) {
      Task& known = tasks_[task];
      known.claimed |= bit(*place);
      known.claimed_at = std::min(known.claimed_at, content.recorded);
      leases_[*place][task] = content.claimed->until;
    });
  }
  if (content.confirmed) {
    const auto place = place_of_registered(content.confirmed->receiver);
    if (!place) return false;
    for_each(content.confirmed->tasks, [&](const TaskName& task) {
      Task& known = tasks_[task];
      if ((known.confirmed & bit(*place)) == 0) ++confirmed_[*place];
      known.confirmed |= bit(*place);
      leases_[*place].erase(task);
    });
  }
  for_each(content.finished, [&](const TaskName& task) { finish(task); });
  if (content.erased) finish(*content.erased);
  return true;
}

std::vector<std::string> OutboxState::receivers() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if ((registered_ & bit(i)) != 0) names.push_back(names_[i]);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool OutboxState::has_room_for(std::string_view receiver) const {
  return place_of(receiver) || names_.size() < limits::kReceiversEver;
}

bool OutboxState::is_to_do(std::string_view receiver, const TaskName& task, Instant now) const {
  const auto place = place_of_registered(receiver);
  if (!place) return false;
  const Task* const known = find(task);
  if (known == nullptr) return true;
  if (known->finished || (known->confirmed & bit(*place)) != 0) return false;
  const auto lease = leases_[*place].find(task);
  return lease == leases_[*place].end() || !holds(lease->second, now);
}

bool OutboxState::has_claimed(std::string_view receiver, const TaskName& task) const {
  const auto place = place_of(receiver);
  const Task* const known = find(task);
  return place && known != nullptr && (known->claimed & bit(*place)) != 0;
}

bool OutboxState::has_confirmed(std::string_view receiver, const TaskName& task) const {
  const auto place = place_of(receiver);
  const Task* const known = find(task);
  return place && known != nullptr && (known->confirmed & bit(*place)) != 0;
}

bool OutboxState::is_finished(const TaskName& task) const {
  const Task* const known = find(task);
  return known != nullptr && known->finished;
}

std::optional<Instant> OutboxState::claimed_at(const TaskName& task) const {
  const Task* const known = find(task);
  return known != nullptr && known->claimed_at != kNever ? std::optional(known->claimed_at) : std::nullopt;
}

bool OutboxState::is_confirmed_by_all(const TaskName& task) const {
  const Task* const known = find(task);
  return known != nullptr && !known->finished && known->confirmed != 0 && registered_ != 0 &&
         (registered_ & ~known->confirmed) == 0;
}

bool OutboxState::is_last(std::string_view receiver, const TaskName& task) const {
  const auto place = place_of_registered(receiver);
  const Task* const known = find(task);
  return place && known != nullptr && !known->finished && (registered_ & ~(known->confirmed | bit(*place))) == 0;
}

std::vector<std::uint64_t> OutboxState::finished_without(std::string_view receiver) const {
  std::vector<std::uint64_t> finished;
  const auto place = place_of_registered(receiver);
  if (!place) return finished;
  const Receivers left = registered_ & ~bit(*place);
  if (left == 0) return finished;
  for (const std::uint64_t event : open_events_) {
    const Task* const task = find(event);
    if (task != nullptr && task->confirmed != 0 && (left & ~task->confirmed) == 0) finished.push_back(event);
  }
  return finished;
}

exchange::OutboxTasks OutboxState::held_by(std::string_view receiver, Instant now) const {
  exchange::OutboxTasks tasks;
  const auto place = place_of_registered(receiver);
  if (!place) return tasks;
  for (const auto& [task, until] : leases_[*place]) {
    if (!holds(until, now)) continue;
    if (const auto* event = std::get_if<std::uint64_t>(&task)) {
      tasks.events.push_back(*event);
    } else {
      tasks.due.push_back(std::get<TaskId>(task));
    }
  }
  return tasks;
}

ReceiverState OutboxState::state_of(std::string_view receiver, Instant now) const {
  ReceiverState state;
  state.name = receiver;
  const auto place = place_of(receiver);
  if (!place) return state;
  state.confirmed = confirmed_[*place];
  const auto& leases = leases_[*place];
  state.claimed = static_cast<std::uint64_t>(
      std::count_if(leases.begin(), leases.end(), [&](const auto& lease) { return holds(lease.second, now); }));
  return state;
}

std::optional<TaskCause> cause_of(EventKind kind) {
  switch (kind) {
    case EventKind::kWithdrawn:
      return TaskCause::kWithdrawn;
    case EventKind::kObjected:
      return TaskCause::kObjected;
    case EventKind::kErasureRequested:
      return TaskCause::kErasureRequested;
    default:
      return std::nullopt;
  }
}

std::string task_text(std::uint64_t event, Instant at) {
  return "event " + std::to_string(event) + ' ' + std::to_string(at.micros);
}

std::string task_text(const DueEntry& entry, std::optional<std::uint64_t> collected,
                      const std::vector<std::string>& except) {
  std::string text = entry.customer ? "due c" : "due d";
  append_part(text, entry.customer ? *entry.customer : entry.device.value_or(""));
  append_part(text, entry.data);
  if (entry.item) append_part(text, *entry.item);
  text += entry.action ? exchange::text_of(*entry.action) : "-";
  text += ' ' + std::to_string(entry.due.micros) + ' ';
  text += collected ? std::to_string(*collected) : "-";
  text += ' ';
  for (const std::string& name : except) append_part(text, name);
  return text;
}

bool is_receiver_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !name.empty() && name.size() <= limits::kReceiverBytes && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace licet::rights
