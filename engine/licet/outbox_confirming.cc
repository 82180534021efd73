// How confirmations are taken.
#include <engine/base/hexadecimal.h>
#include <engine/exchange/kept_by_item.h>
#include <engine/exchange/task_json.h>
#include <engine/licet/outbox.h>
#include <map>
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
  /// Holder, category and piece of which an `erased` is among the units, and as of when the latest.
  std::map<std::tuple<std::optional<std::string>, std::optional<std::string>, std::string, std::optional<std::string>>,
           Instant>
      erased;

  /// Does it end something that those before it do not?
  bool ends_more(const DueEntry& entry, Instant at) {
    const auto [known, is_first] = erased.try_emplace({entry.customer, entry.device, entry.data, entry.item}, at);
    if (is_first) return true;
    if (at <= known->second) return false;
    known->second = at;
    return true;
  }
};

/// What the policy set in use does not know cannot be recorded as erased by it.
std::optional<InputError> undeclared(const model::Model& model, const DueEntry& entry) {
  constexpr std::string_view proof = "proof of ";
  const auto data = model.data.find(entry.data);
  if (!data) {
    const bool is_own = entry.data == "objections" || entry.data == "decisions" ||
                        (entry.data.starts_with(proof) &&
                         model.consents.index.find(entry.data.substr(proof.size())) != model.consents.index.end());
    if (is_own) return std::nullopt;
    return InputError{
        "data", "The policy set in use declares no such category: confirm the task under a set that does.", {}};
  }
  if (!entry.item || exchange::is_kept_by_item(model, *data)) return std::nullopt;
  return InputError{
      "data", "The policy set in use does not keep this category by item: confirm the task under a set that does.", {}};
}

}  // namespace

std::optional<CallError> OutboxCall::differs(const exchange::TaskLine& line, std::string_view receiver,
                                             std::string_view text) const {
  auto event = host_.event(line.record);
  if (!event) return CallError(std::move(event.error()));
  if (!*event) {
    // The person was erased since: nothing is left that the line could be compared with.
    if (state_.has_confirmed(receiver, TaskName(line.record))) return std::nullopt;
    return CallError(InputError{"task", "The event of this task was erased; there is nothing to confirm.", {}});
  }
  auto field = exchange::differing_field(text, exchange::write_task(told(std::move(**event)), receiver, {}));
  if (!field) return std::nullopt;
  return CallError(InputError{std::move(*field), "This is not as the store has handed it out.", {}});
}

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
    const std::string what = is_due ? rights::task_text(line->entry, line->collected, line->except)
                                    : rights::task_text(line->record, line->at);
    if (host_.id_of(what) != line->id) return refuse(changed_line());
    const TaskName task = is_due ? TaskName(line->id) : TaskName(line->record);
    if (!state_.has_claimed(receiver, task)) {
      return refuse({"task", "This receiver has never claimed the task.", {}});
    }
    if (!is_due) {
      if (auto wrong = differs(*line, receiver, text)) return tl::unexpected(std::move(*wrong));
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
    if (is_due) {
      if (auto wrong = undeclared(host_.model(), line->entry)) return refuse(std::move(*wrong));
    }
    const bool last = state_.is_last(receiver, task);
    told.finished = last || state_.is_finished(task);
    std::optional<Event> erased;
    if (last && is_due) {
      auto event = erased_by(line->id, line->entry, line->except);
      if (!event) return tl::unexpected(CallError(std::move(event.error())));
      if (*event && confirming.ends_more(line->entry, *(*event)->at)) erased = std::move(*event);
      told.kept = line->except;
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
