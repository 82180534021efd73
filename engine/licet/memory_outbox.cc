// How a ledger in memory works off its outbox.
#include <algorithm>
#include <cstring>
#include <engine/base/digest.h>
#include <engine/decide/ready_policy.h>
#include <engine/licet/memory_ledger.h>
#include <engine/licet/outbox.h>
#include <iterator>
#include <utility>

namespace licet {

namespace {

facts::Holder holder_of(const DueEntry& entry) {
  if (entry.customer) return {facts::HolderKind::kCustomer, *entry.customer};
  return {facts::HolderKind::kDevice, entry.device.value_or(std::string())};
}

}  // namespace

class MemoryLedger::Host final : public OutboxHost {
 public:
  Host(MemoryLedger& ledger, const PolicySet& policy) : ledger_(ledger), policy_(policy) {}

  Instant now() const override { return std::max(ledger_.clock_(), ledger_.memory_.last_recorded()); }
  Instant clock() const override { return ledger_.clock_(); }
  std::uint64_t records() const override { return ledger_.memory_.next_record(); }

  Result<Seen> look(std::uint64_t from, std::uint64_t until) const override {
    Seen seen;
    for (std::uint64_t number = from; number < until; ++number) {
      const auto event = ledger_.memory_.find(number);
      if (!event) continue;
      if (rights::cause_of(event->event.kind)) seen.tasks.push_back(number);
      if (event->event.kind != EventKind::kVoided) continue;
      for (const RecordedEvent& each : ledger_.memory_.history(event->event.customer, event->event.device)) {
        if (each.event.id == event->event.voids) seen.voided.push_back(each.record);
      }
    }
    return seen;
  }

  const model::Model& model() const override { return policy_.model(); }

  Result<HeldLines> due(const DueRequest& request) const override {
    auto lines = ledger_.due_lines(request, policy_);
    if (!lines) return tl::unexpected(std::move(lines.error()));
    return lines->finish_held();
  }

  Result<std::optional<RecordedEvent>> event(std::uint64_t record) const override {
    return ledger_.memory_.find(record);
  }

  Result<std::optional<Instant>> held_since(const DueEntry& entry) const override {
    const facts::Holder holder = holder_of(entry);
    const Instant at = now();
    const auto events = ledger_.memory_.history(entry.customer, entry.device);
    const std::vector<std::uint64_t> state = facts::fold(policy_.ready().fold_plan(), holder, events, {at, kNever});
    return licet::held_since(policy_.ready(), facts::HolderView(state), entry, at);
  }

  /// Nothing of a store in memory is kept from who has the store: the hash needs no key.
  exchange::TaskId id_of(std::string_view task_text) const override {
    const Digest digest = sha256(task_text);
    exchange::TaskId id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
  }

  Result<std::vector<std::optional<std::uint64_t>>> record(std::vector<Unit>& units) override {
    std::vector<std::optional<std::uint64_t>> events;
    events.reserve(units.size());
    for (Unit& unit : units) {
      auto& event = events.emplace_back();
      if (unit.erased) {
        const auto taken = ledger_.memory_.take({*unit.erased, {}, {}}, policy_.model(), ledger_.clock_());
        if (taken) {
          event = taken->record;
        } else if (taken.error().field == "at") {
          unit.leave_out_event();
        } else {
          return tl::unexpected(
              Failure{FailureKind::kContradiction, "The event `erased` of a task that is finished is not taken."});
        }
      }
      unit.content.recorded = ledger_.memory_.take_decision(ledger_.clock_()).recorded;
    }
    return events;
  }

 private:
  MemoryLedger& ledger_;
  const PolicySet& policy_;
};

template <class Value, class Act>
Ledger::Outcome<Value> MemoryLedger::at_outbox(const PolicySet& policy, const Act& act) {
  const std::lock_guard lock(guard_);
  if (failed_) return tl::unexpected(CallError(failed_before()));
  Host host(*this, policy);
  OutboxCall call(host, outbox_);
  return act(call);
}

Result<std::set<std::uint64_t>> MemoryLedger::waiting_events(const PolicySet& policy) {
  Host host(*this, policy);
  if (auto caught = OutboxCall(host, outbox_).catch_up(); !caught) return tl::unexpected(std::move(caught.error()));
  return outbox_.open_events();
}

Ledger::Outcome<ReceiversChanged> MemoryLedger::add_receiver(std::string_view name, const PolicySet& policy) {
  return at_outbox<ReceiversChanged>(policy, [&](OutboxCall& call) { return call.add_receiver(name); });
}

Ledger::Outcome<ReceiversChanged> MemoryLedger::remove_receiver(std::string_view name, const PolicySet& policy) {
  return at_outbox<ReceiversChanged>(policy, [&](OutboxCall& call) { return call.remove_receiver(name); });
}

Ledger::Outcome<Claim> MemoryLedger::claim(const ClaimRequest& request, const PolicySet& policy) {
  return at_outbox<Claim>(policy, [&](OutboxCall& call) { return call.claim(request); });
}

Ledger::Outcome<std::uint64_t> MemoryLedger::release(std::string_view receiver, const PolicySet& policy) {
  return at_outbox<std::uint64_t>(policy, [&](OutboxCall& call) { return call.release(receiver); });
}

Ledger::Outcomes<Confirmed> MemoryLedger::confirm(std::string_view receiver, Lines lines, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  if (failed_) return all_failed<Confirmed>(lines.size(), failed_before());
  Host host(*this, policy);
  return OutboxCall(host, outbox_).confirm(receiver, lines);
}

Ledger::Outcome<Outbox> MemoryLedger::outbox(const OutboxRequest& request, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  if (failed_) return tl::unexpected(CallError(failed_before()));
  Host host(*this, policy);
  rights::OutboxState state = outbox_;
  return OutboxCall(host, state).outbox(request);
}

}  // namespace licet
