// What the outbox holds, and would hand out.
#include <algorithm>
#include <engine/licet/outbox.h>
#include <map>
#include <tuple>
#include <utility>

namespace licet {
namespace {

/// What is counted together: in this order.
using Kind = std::tuple<TaskCause, std::string, std::optional<DueAction>>;

Kind kind_of(const OutboxTask& task) {
  if (!task.due) return {task.cause, {}, std::nullopt};
  return {task.cause, task.due->entry.rule.value_or(std::string()), task.due->entry.action};
}

/// Events first.
struct EventsFirst {
  bool operator()(const Kind& a, const Kind& b) const {
    const bool a_is_due = std::get<0>(a) == TaskCause::kDue;
    const bool b_is_due = std::get<0>(b) == TaskCause::kDue;
    return a_is_due != b_is_due ? b_is_due : a < b;
  }
};

}  // namespace

Ledger::Outcome<Outbox> OutboxCall::outbox(const OutboxRequest& request) {
  if (request.receiver) {
    if (auto wrong = unknown(*request.receiver)) return tl::unexpected(CallError(std::move(*wrong)));
  }
  if (auto looked = look(false); !looked) return tl::unexpected(CallError(std::move(looked.error())));
  const Instant now = host_.now();
  const Instant clock = host_.clock();
  const auto list = host_.due({request.at.value_or(now), true, request.languages});
  if (!list) return tl::unexpected(CallError(list.error()));
  std::map<Kind, OutboxCount, EventsFirst> counts;
  const auto add = [&](OutboxTask&& task) {
    OutboxCount& count = counts[kind_of(task)];
    count.cause = task.cause;
    if (task.due) {
      count.action = task.due->entry.action;
      count.rule = task.due->entry.rule;
    }
    ++count.tasks;
    if (count.sample.size() < request.sample) count.sample.push_back(std::move(task));
  };
  const auto counts_now = [&](const rights::TaskName& task) {
    return request.receiver
               ? state_.is_to_do(*request.receiver, task, request.at ? std::max(clock, *request.at) : clock)
               : !state_.is_finished(task) && !state_.is_confirmed_by_all(task);
  };
  for (const std::uint64_t number : state_.open_events()) {
    if (!counts_now(number)) continue;
    auto event = host_.event(number);
    if (!event) return tl::unexpected(CallError(std::move(event.error())));
    if (*event) add(told(std::move(**event)));
  }
  for (const HeldLine& held : list->lines) {
    const exchange::TaskId id = id_of(held);
    if (counts_now(id)) add(told(held, id));
  }
  Outbox outbox;
  outbox.at = list->at;
  for (const std::string& name : state_.receivers()) outbox.receivers.push_back(state_.state_of(name, clock));
  for (auto& [kind, count] : counts) outbox.counts.push_back(std::move(count));
  return outbox;
}

}  // namespace licet
