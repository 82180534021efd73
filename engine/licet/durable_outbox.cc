// How a ledger on disk works off its outbox.
#include <algorithm>
#include <engine/decide/ready_policy.h>
#include <engine/exchange/event_json.h>
#include <engine/licet/durable_ledger.h>
#include <engine/licet/outbox.h>
#include <string>
#include <utility>

namespace licet {
namespace {

Failure wrong_content(std::uint64_t record) {
  return {FailureKind::kDamaged, "Record " + std::to_string(record) + " does not hold what the outbox can hold."};
}

facts::Holder holder_of(const DueEntry& entry) {
  if (entry.customer) return {facts::HolderKind::kCustomer, *entry.customer};
  return {facts::HolderKind::kDevice, entry.device.value_or(std::string())};
}

Result<void> read_into(rights::OutboxState& state, const facts::DurableStore& store) {
  return store.read_outbox([&](std::uint64_t record, std::string_view content) -> Result<void> {
    const auto read = exchange::read_outbox_content(content);
    if (!read || !state.apply(*read)) return tl::unexpected(wrong_content(record));
    return {};
  });
}

}  // namespace

class DurableLedger::OutboxAtWork final : public OutboxHost {
 public:
  OutboxAtWork(DurableLedger& ledger, const PolicyInUse& policy) : ledger_(ledger), policy_(policy) {}

  /// Did nothing fail that was to be recorded?
  bool is_sound() const { return sound_; }

  Instant now() const override { return std::max(ledger_.clock_(), ledger_.store_->visible().recorded); }
  Instant clock() const override { return ledger_.clock_(); }
  std::uint64_t records() const override { return ledger_.store_->visible().records; }

  Result<Seen> look(std::uint64_t from, std::uint64_t until) const override {
    Seen seen;
    auto visited = ledger_.store_->visit_events(from, until, [&](const facts::StoredEvent& event) {
      if (rights::cause_of(event.event.event.kind)) seen.tasks.push_back(event.event.record);
      if (event.voids) seen.voided.push_back(*event.voids);
    });
    if (!visited) return tl::unexpected(std::move(visited.error()));
    return seen;
  }

  const model::Model& model() const override { return policy_.policy.model(); }

  Result<HeldLines> due(const DueRequest& request) const override {
    auto lines = ledger_.due_lines(request, policy_);
    if (!lines) return tl::unexpected(std::move(lines.error()));
    return lines->finish_held();
  }

  Result<std::optional<RecordedEvent>> event(std::uint64_t record) const override {
    auto found = ledger_.store_->event(record);
    if (!found) return tl::unexpected(std::move(found.error()));
    if (!*found) return std::nullopt;
    RecordedEvent& event = (*found)->event;
    // In place of the other holder stands the name of a link, which says nothing to a receiver.
    const bool of_customer = facts::holder_of(**found).kind == facts::HolderKind::kCustomer;
    (of_customer ? event.event.device : event.event.customer).reset();
    return std::move(event);
  }

  Result<std::optional<Instant>> held_since(const DueEntry& entry) const override {
    const facts::Holder holder = holder_of(entry);
    // One of its own: all that are lent may be held by who waits for this call to end.
    auto session = ledger_.store_->session();
    if (!session) return tl::unexpected(std::move(session.error()));
    facts::Holders asked;
    (entry.customer ? asked.customer : asked.device) = holder.id;
    const Instant at = now();
    if (auto looked = session->look(asked, policy_.rules, {at, kNever}); !looked) {
      return tl::unexpected(std::move(looked.error()));
    }
    const facts::HolderView& state = entry.customer ? session->person() : session->device();
    return licet::held_since(policy_.policy.ready(), state, entry, at);
  }

  exchange::TaskId id_of(std::string_view task_text) const override {
    return ledger_.store_->log().keys().task_hash(task_text);
  }

  Result<std::vector<std::optional<std::uint64_t>>> record(std::vector<Unit>& units) override {
    sound_ = false;
    if (auto archived = ledger_.archive(policy_); !archived) return tl::unexpected(std::move(archived.error()));
    facts::DurableStore& store = *ledger_.store_;
    ledger_.batch_time_ = ledger_.clock_();
    facts::Batch batch = store.begin(ledger_.batch_time_);
    std::vector<std::optional<std::uint64_t>> events;
    events.reserve(units.size());
    for (Unit& unit : units) {
      auto& event = events.emplace_back();
      if (unit.erased) {
        const facts::Offer offer{*unit.erased, exchange::canonical_of(*unit.erased), {}};
        const auto taken = store.take(batch, offer, policy_.policy.model(), policy_.digest);
        if (taken) {
          event = taken->record;
        } else if (is_before_erasure(taken.error())) {
          unit.leave_out_event();
        } else {
          return tl::unexpected(failure_of(taken.error()));
        }
      }
      store.add_outbox(batch, policy_.digest, unit.erased.has_value(), [&](const facts::Receipt& receipt) {
        unit.content.recorded = receipt.recorded;
        return exchange::write_outbox_content(unit.content);
      });
    }
    const std::size_t records = batch.records();
    const auto committed = store.commit(std::move(batch));
    ledger_.note_commit(committed, records);
    if (!committed) return tl::unexpected(committed.error());
    sound_ = true;
    return events;
  }

 private:
  static bool is_before_erasure(const facts::Refusal& refusal) {
    const auto* wrong = std::get_if<InputError>(&refusal);
    return wrong != nullptr && wrong->field == "at";
  }
  static Failure failure_of(const facts::Refusal& refusal) {
    if (const auto* failure = std::get_if<Failure>(&refusal)) return *failure;
    return {FailureKind::kContradiction, "The event `erased` of a task that is finished is not taken."};
  }

  DurableLedger& ledger_;
  const PolicyInUse& policy_;
  bool sound_ = true;
};

Result<void> DurableLedger::know_outbox() {
  if (outbox_) return {};
  rights::OutboxState state;
  if (auto read = read_into(state, *store_); !read) return read;
  outbox_ = std::move(state);
  return {};
}

Result<std::set<std::uint64_t>> DurableLedger::waiting_events(const PolicySet& policy) {
  if (auto known = know_outbox(); !known) return tl::unexpected(std::move(known.error()));
  if (!outbox_->in_use()) return std::set<std::uint64_t>();
  const auto used = use(policy);
  if (!used) return tl::unexpected(used.error());
  OutboxAtWork host(*this, **used);
  OutboxCall call(host, *outbox_);
  auto caught = call.catch_up();
  if (!host.is_sound() || !call.is_sound()) outbox_.reset();
  if (!caught) return tl::unexpected(std::move(caught.error()));
  return outbox_->open_events();
}

template <class Act, class Failed>
auto DurableLedger::at_outbox(const PolicySet& policy, const Act& act, const Failed& failed)
    -> decltype(failed(Failure{})) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_writing()) return failed(std::move(*refused));
  const auto used = use(policy);
  if (!used) return failed(used.error());
  auto outcome = failed(Failure{});
  CommitQueue::Job job;
  job.alone = true;
  job.stage = [&] {
    if (auto known = know_outbox(); !known) {
      outcome = failed(std::move(known.error()));
      return;
    }
    OutboxAtWork host(*this, **used);
    // Whatever throws leaves it unknown.
    rights::OutboxState state = std::move(*outbox_);
    outbox_.reset();
    OutboxCall call(host, state);
    outcome = act(call);
    if (host.is_sound() && call.is_sound()) outbox_ = std::move(state);
  };
  if (auto submitted = queue_.submit(job); !submitted) return failed(std::move(submitted.error()));
  return outcome;
}

namespace {

template <class Value>
Ledger::Outcome<Value> one_failed(Failure failure) {
  return tl::unexpected(CallError(std::move(failure)));
}

}  // namespace

Ledger::Outcome<ReceiversChanged> DurableLedger::add_receiver(std::string_view name, const PolicySet& policy) {
  return at_outbox(
      policy, [&](OutboxCall& call) { return call.add_receiver(name); }, one_failed<ReceiversChanged>);
}

Ledger::Outcome<ReceiversChanged> DurableLedger::remove_receiver(std::string_view name, const PolicySet& policy) {
  return at_outbox(
      policy, [&](OutboxCall& call) { return call.remove_receiver(name); }, one_failed<ReceiversChanged>);
}

Ledger::Outcome<Claim> DurableLedger::claim(const ClaimRequest& request, const PolicySet& policy) {
  return at_outbox(
      policy, [&](OutboxCall& call) { return call.claim(request); }, one_failed<Claim>);
}

Ledger::Outcome<std::uint64_t> DurableLedger::release(std::string_view receiver, const PolicySet& policy) {
  return at_outbox(
      policy, [&](OutboxCall& call) { return call.release(receiver); }, one_failed<std::uint64_t>);
}

Ledger::Outcomes<Confirmed> DurableLedger::confirm(std::string_view receiver, Lines lines, const PolicySet& policy) {
  Outcomes<Confirmed> outcomes;
  outcomes.reserve(lines.size());
  while (outcomes.size() < lines.size()) {
    const Lines group = lines.subspan(outcomes.size(), std::min(kConfirmedTogether, lines.size() - outcomes.size()));
    auto confirmed = at_outbox(
        policy, [&](OutboxCall& call) { return call.confirm(receiver, group); },
        [&](const Failure& failure) { return all_failed<Confirmed>(group.size(), failure); });
    std::move(confirmed.begin(), confirmed.end(), std::back_inserter(outcomes));
  }
  return outcomes;
}

Ledger::Outcome<Outbox> DurableLedger::outbox(const OutboxRequest& request, const PolicySet& policy) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const auto used = use(policy);
  if (!used) return tl::unexpected(CallError(used.error()));
  rights::OutboxState state;
  if (auto read = read_into(state, *store_); !read) return tl::unexpected(CallError(std::move(read.error())));
  OutboxAtWork host(*this, **used);
  return OutboxCall(host, state).outbox(request);
}

}  // namespace licet
