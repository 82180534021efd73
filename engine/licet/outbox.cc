#include <algorithm>
#include <engine/base/hexadecimal.h>
#include <engine/base/nearest_name.h>
#include <engine/decide/retention.h>
#include <engine/exchange/task_json.h>
#include <engine/licet/outbox.h>
#include <iterator>
#include <licet/outbox_limits.h>
#include <utility>

namespace licet {
namespace {

using exchange::OutboxContent;
using rights::TaskName;

/// So many records are looked at before it is recorded how far.
constexpr std::uint64_t kPortion = 65'536;
/// So many units are recorded together.
constexpr std::size_t kUnits = 1'024;

Failure no_sequence() {
  return {FailureKind::kContradiction, "A record of the outbox does not follow from those before it."};
}

std::string hex(const exchange::TaskId& id) {
  std::string digits;
  append_hexadecimal(digits, id);
  return digits;
}

Event erased_event(const DueEntry& entry, Instant at) {
  Event event;
  event.kind = EventKind::kErased;
  event.customer = entry.customer;
  event.device = entry.device;
  event.data = {entry.data};
  event.item = entry.item;
  event.at = at;
  return event;
}

}  // namespace

std::optional<Instant> held_since(const decide::ReadyPolicy& policy, const facts::HolderView& state,
                                  const DueEntry& entry, Instant at) {
  decide::Workspace workspace = policy.decider().make_workspace();
  const auto held =
      decide::held_categories(policy.decider(), state, entry.device.has_value(), at, workspace, std::nullopt);
  const auto found = std::find_if(held.begin(), held.end(), [&](const decide::HeldCategory& each) {
    return each.kind == decide::HeldCategory::Kind::kData && each.entry.data == entry.data &&
           each.entry.item == entry.item;
  });
  if (found == held.end()) return std::nullopt;
  const Collection collection = collection_of(state, *found, static_cast<std::size_t>(found - held.begin()));
  return collection.first.at;
}

std::optional<InputError> OutboxCall::unknown(std::string_view receiver) const {
  if (state_.is_registered(receiver)) return std::nullopt;
  const std::vector<std::string> names = state_.receivers();
  if (names.empty()) {
    return InputError{"receiver", "No receiver is registered: nothing is handed out before one is added.", {}};
  }
  std::string known;
  for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
  return InputError{"receiver", "No receiver of this name is registered; there are: " + known + ".",
                    rights::is_receiver_name(receiver) ? nearest_names(receiver, names) : std::vector<std::string>()};
}

exchange::TaskId OutboxCall::id_of(const HeldLine& held) const {
  return host_.id_of(rights::task_text(held.line.entry, held.collected, held.except));
}

OutboxTask OutboxCall::told(const HeldLine& held, const exchange::TaskId& id) const {
  return {hex(id), TaskCause::kDue, held.line, std::nullopt, held.collected, held.except};
}

OutboxTask OutboxCall::told(RecordedEvent event) const {
  event.event.id.reset();
  event.event.source.clear();
  event.event.actor.clear();
  event.event.evidence.clear();
  OutboxTask task;
  if (!event.event.at) event.event.at = event.recorded;
  task.id = hex(host_.id_of(rights::task_text(event.record, *event.event.at)));
  task.cause = rights::cause_of(event.event.kind).value_or(TaskCause::kWithdrawn);
  task.event = std::move(event);
  return task;
}

Result<void> OutboxCall::apply(const OutboxContent& content) {
  // What throws or fails on the way may have been applied in part.
  sound_ = false;
  if (!state_.apply(content)) return tl::unexpected(no_sequence());
  sound_ = true;
  return {};
}

Result<std::vector<std::optional<std::uint64_t>>> OutboxCall::put(std::vector<OutboxHost::Unit> units) {
  if (units.empty()) return std::vector<std::optional<std::uint64_t>>();
  auto recorded = host_.record(units);
  if (!recorded) return recorded;
  for (const OutboxHost::Unit& unit : units) {
    if (auto applied = apply(unit.content); !applied) return tl::unexpected(std::move(applied.error()));
  }
  return recorded;
}

Result<void> OutboxCall::catch_up() { return state_.in_use() ? look(true) : Result<void>(); }

Result<void> OutboxCall::look(bool write) {
  const std::uint64_t end = host_.records();
  std::uint64_t from = state_.looked_until();
  while (from < end) {
    const std::uint64_t until = std::min(end, from + kPortion);
    auto seen = host_.look(from, until);
    if (!seen) return tl::unexpected(std::move(seen.error()));
    OutboxContent content;
    exchange::OutboxFound& found = content.found.emplace();
    found.until = until;
    std::sort(seen->voided.begin(), seen->voided.end());
    for (const std::uint64_t event : seen->tasks) {
      const bool counts = !std::binary_search(seen->voided.begin(), seen->voided.end(), event);
      if (counts && !state_.knows_event(event)) found.events.push_back(event);
    }
    std::copy_if(seen->voided.begin(), seen->voided.end(), std::back_inserter(found.voided),
                 [&](std::uint64_t event) { return state_.knows_event(event) && !state_.is_finished(event); });
    const bool says_something = !found.events.empty() || !found.voided.empty() || until - from == kPortion;
    if (says_something && write) {
      if (auto done = put({{std::move(content), std::nullopt}}); !done) return tl::unexpected(std::move(done.error()));
    } else if (auto applied = apply(content); !applied) {
      return applied;
    }
    from = until;
  }
  return {};
}

Result<std::optional<Event>> OutboxCall::erased_by(const exchange::TaskId& id, const DueEntry& entry,
                                                   const std::vector<std::string>& except) const {
  const auto claimed = state_.claimed_at(id);
  if (entry.action != DueAction::kErase || !except.empty() || !claimed) return std::nullopt;
  const auto held = host_.held_since(entry);
  if (!held) return tl::unexpected(held.error());
  if (!*held) return std::nullopt;
  return **held <= *claimed ? std::optional(erased_event(entry, *claimed)) : std::nullopt;
}

Result<std::uint64_t> OutboxCall::settle(const HeldLines& list) {
  std::uint64_t finished = 0;
  std::vector<OutboxHost::Unit> units;
  OutboxContent rest;
  for (const HeldLine& held : list.lines) {
    const exchange::TaskId id = id_of(held);
    if (!state_.is_confirmed_by_all(id)) continue;
    ++finished;
    auto erased = erased_by(id, held.line.entry, held.except);
    if (!erased) return tl::unexpected(std::move(erased.error()));
    if (*erased) {
      OutboxHost::Unit& unit = units.emplace_back();
      unit.content.erased = id;
      unit.erased = std::move(*erased);
    } else {
      rest.finished.due.push_back(id);
    }
    if (units.size() < kUnits) continue;
    if (auto done = put(std::exchange(units, {})); !done) return tl::unexpected(std::move(done.error()));
  }
  if (!rest.finished.empty()) units.push_back({std::move(rest), std::nullopt});
  if (auto done = put(std::move(units)); !done) return tl::unexpected(std::move(done.error()));
  return finished;
}

Ledger::Outcome<ReceiversChanged> OutboxCall::add_receiver(std::string_view name) {
  if (!rights::is_receiver_name(name)) {
    return tl::unexpected(CallError(InputError{
        "receiver", "A receiver's name has 1 to 64 letters, digits, `-`, `_` and `.`, and names no person.", {}}));
  }
  if (state_.is_registered(name)) return ReceiversChanged{state_.receivers(), false, 0};
  if (!state_.has_room_for(name)) {
    return tl::unexpected(CallError(Failure{
        FailureKind::kLimit, "A store has at most " + std::to_string(limits::kReceiversEver) +
                                 " receivers, those included that were removed: use the name of one of these."}));
  }
  OutboxContent content;
  content.receivers = state_.receivers();
  content.receivers->insert(std::lower_bound(content.receivers->begin(), content.receivers->end(), name),
                            std::string(name));
  if (auto done = put({{std::move(content), std::nullopt}}); !done) {
    return tl::unexpected(CallError(std::move(done.error())));
  }
  return ReceiversChanged{state_.receivers(), true, 0};
}

Ledger::Outcome<ReceiversChanged> OutboxCall::remove_receiver(std::string_view name) {
  if (auto wrong = unknown(name)) return tl::unexpected(CallError(std::move(*wrong)));
  if (auto caught = catch_up(); !caught) return tl::unexpected(CallError(std::move(caught.error())));
  OutboxContent content;
  content.receivers = state_.receivers();
  std::erase(*content.receivers, name);
  content.finished.events = state_.finished_without(name);
  const std::uint64_t events = content.finished.events.size();
  if (auto done = put({{std::move(content), std::nullopt}}); !done) {
    return tl::unexpected(CallError(std::move(done.error())));
  }
  const auto list = host_.due({host_.now(), true, {}});
  if (!list) return tl::unexpected(CallError(list.error()));
  const auto settled = settle(*list);
  if (!settled) return tl::unexpected(CallError(settled.error()));
  return ReceiversChanged{state_.receivers(), true, events + *settled};
}

Ledger::Outcome<std::uint64_t> OutboxCall::release(std::string_view receiver) {
  if (auto wrong = unknown(receiver)) return tl::unexpected(CallError(std::move(*wrong)));
  const Instant clock = host_.clock();
  OutboxContent content;
  exchange::OutboxClaimed& claimed = content.claimed.emplace();
  claimed.receiver = receiver;
  // Claimed until now is held no more.
  claimed.until = clock;
  claimed.tasks = state_.held_by(receiver, clock);
  const std::uint64_t released = claimed.tasks.size();
  if (released == 0) return released;
  if (auto done = put({{std::move(content), std::nullopt}}); !done) {
    return tl::unexpected(CallError(std::move(done.error())));
  }
  return released;
}

Ledger::Outcome<Claim> OutboxCall::claim(const ClaimRequest& request) {
  if (auto wrong = unknown(request.receiver)) return tl::unexpected(CallError(std::move(*wrong)));
  if (request.most == 0 || request.most > limits::kClaimedTasks) {
    return tl::unexpected(
        CallError(InputError{"limit", "A claim is of 1 to " + std::to_string(limits::kClaimedTasks) + " tasks.", {}}));
  }
  if (request.lease.count() < 1 || request.lease.count() > limits::kLeaseMinutes) {
    return tl::unexpected(CallError(
        InputError{"for", "A claim holds for 1 to " + std::to_string(limits::kLeaseMinutes) + " minutes.", {}}));
  }
  if (auto caught = catch_up(); !caught) return tl::unexpected(CallError(std::move(caught.error())));
  const Instant now = host_.now();
  const auto list = host_.due({now, true, request.languages});
  if (!list) return tl::unexpected(CallError(list.error()));
  // Of what is settled the list still tells: it is finished, and not handed out.
  std::vector<exchange::TaskId> due;
  due.reserve(list->lines.size());
  for (const HeldLine& held : list->lines) due.push_back(id_of(held));
  if (auto settled = settle(*list); !settled) return tl::unexpected(CallError(std::move(settled.error())));

  Claim claim;
  const Instant clock = host_.clock();
  claim.until = Instant{clock.micros + std::chrono::microseconds(request.lease).count()};
  OutboxContent content;
  exchange::OutboxClaimed& claimed = content.claimed.emplace();
  claimed.receiver = request.receiver;
  claimed.until = claim.until;
  const auto is_to_do = [&](const TaskName& task) { return state_.is_to_do(request.receiver, task, clock); };
  for (const std::uint64_t number : state_.open_events()) {
    if (claim.more) break;
    if (!is_to_do(number)) continue;
    auto event = host_.event(number);
    if (!event) return tl::unexpected(CallError(std::move(event.error())));
    if (!*event) {
      content.finished.events.push_back(number);
    } else if (claim.tasks.size() == request.most) {
      claim.more = true;
    } else {
      claimed.tasks.events.push_back(number);
      claim.tasks.push_back(told(std::move(**event)));
    }
  }
  for (std::size_t i = 0; i < due.size() && !claim.more; ++i) {
    if (!is_to_do(due[i])) continue;
    if (claim.tasks.size() == request.most) {
      claim.more = true;
    } else {
      claimed.tasks.due.push_back(due[i]);
      claim.tasks.push_back(told(list->lines[i], due[i]));
    }
  }
  if (claim.tasks.empty() && content.finished.empty()) return claim;
  if (claimed.tasks.empty()) content.claimed.reset();
  if (auto done = put({{std::move(content), std::nullopt}}); !done) {
    return tl::unexpected(CallError(std::move(done.error())));
  }
  return claim;
}

}  // namespace licet
