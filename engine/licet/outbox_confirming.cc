// How confirmations are taken.
#include <engine/base/hexadecimal.h>
#include <engine/exchange/task_json.h>
#include <engine/licet/outbox.h>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace licet {
namespace {

using rights::TaskName;

InputError changed_line() {
  return {"task", "The store has handed out no such task: the line was changed, or is of another store.", {}};
}

/// Confirmations on their way: what is to be recorded of them, and the outcome of each.
struct Confirming {
  std::vector<OutboxHost::Unit> units;  ///< of erasures that are finished
  std::vector<std::size_t> lines;       ///< of the units: whose outcome tells of the event
  exchange::OutboxContent rest;         ///< all others
  std::map<TaskName, bool> confirmed;   ///< by these lines, and whether it is finished by it
  /// Holder, category and piece of which an `erased` is among the units.
  std::set<std::tuple<std::optional<std::string>, std::optional<std::string>, std::string, std::optional<std::string>>>
      erased;
};

}  // namespace

Ledger::Outcomes<Confirmed> OutboxCall::confirm(std::string_view receiver, std::span<const std::string_view> lines) {
  Ledger::Outcomes<Confirmed> outcomes;
  outcomes.reserve(lines.size());
  if (auto wrong = unknown(receiver)) {
    return Ledger::Outcomes<Confirmed>(lines.size(), tl::unexpected(CallError(std::move(*wrong))));
  }
  Confirming confirming;
  exchange::OutboxConfirmed& rest = confirming.rest.confirmed.emplace();
  rest.receiver = receiver;

  const auto take = [&](std::size_t place, std::string_view text) -> Ledger::Outcome<Confirmed> {
    const auto refuse = [](InputError error) { return tl::unexpected(CallError(std::move(error))); };
    auto line = exchange::read_task(text);
    if (!line) return refuse(std::move(line.error()));
    if (line->receiver != receiver) {
      return refuse({"receiver", "The task was handed to another receiver, which has to confirm it itself.", {}});
    }
    const bool is_due = line->cause == TaskCause::kDue;
    const std::string what =
        is_due ? rights::task_text(line->entry, line->again) : rights::task_text(line->record, line->recorded);
    if (host_.id_of(what) != line->id) return refuse(changed_line());
    const TaskName task = is_due ? TaskName(line->id) : TaskName(line->record);
    if (!state_.has_claimed(receiver, task)) {
      return refuse({"task", "This receiver has never claimed the task.", {}});
    }
    Confirmed told;
    append_hexadecimal(told.task, line->id);
    if (state_.has_confirmed(receiver, task)) {
      told.repeated = true;
      told.finished = state_.is_finished(task);
      return told;
    }
    if (const auto before = confirming.confirmed.find(task); before != confirming.confirmed.end()) {
      told.repeated = true;
      told.finished = before->second;
      return told;
    }
    const bool last = state_.is_last(receiver, task);
    told.finished = last || state_.is_finished(task);
    std::optional<Event> erased;
    if (last && is_due) {
      auto event = erased_by(line->entry);
      if (!event) return tl::unexpected(CallError(std::move(event.error())));
      const DueEntry& entry = line->entry;
      const bool is_first =
          !*event || confirming.erased.emplace(entry.customer, entry.device, entry.data, entry.item).second;
      if (is_first) erased = std::move(*event);
    }
    confirming.confirmed.emplace(task, told.finished);
    if (erased) {
      OutboxHost::Unit& unit = confirming.units.emplace_back();
      unit.content.confirmed = {std::string(receiver), {{}, {line->id}}};
      unit.content.erased = line->id;
      unit.erased = std::move(erased);
      confirming.lines.push_back(place);
      return told;
    }
    const auto add = [&](exchange::OutboxTasks& tasks) {
      if (is_due) {
        tasks.due.push_back(line->id);
      } else {
        tasks.events.push_back(line->record);
      }
    };
    add(rest.tasks);
    if (last) add(confirming.rest.finished);
    return told;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) outcomes.push_back(take(i, lines[i]));

  if (!rest.tasks.empty()) confirming.units.push_back({std::move(confirming.rest), std::nullopt});
  const auto recorded = put(std::move(confirming.units));
  if (!recorded) {
    return Ledger::Outcomes<Confirmed>(lines.size(), tl::unexpected(CallError(recorded.error())));
  }
  for (std::size_t i = 0; i < confirming.lines.size(); ++i) outcomes[confirming.lines[i]]->erased = (*recorded)[i];
  return outcomes;
}

}  // namespace licet
