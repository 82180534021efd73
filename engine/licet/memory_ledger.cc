#include <algorithm>
#include <engine/decide/ready_policy.h>
#include <engine/decide/recipient_chain.h>
#include <engine/decide/retention.h>
#include <engine/exchange/request_json.h>
#include <engine/explain/standing.h>
#include <engine/licet/answers.h>
#include <engine/licet/due_lines.h>
#include <engine/licet/memory_ledger.h>
#include <utility>

namespace licet {

void MemoryLedger::give_up() {
  const std::lock_guard lock(guard_);
  failed_ = true;
}

std::uint64_t MemoryLedger::records() {
  const std::lock_guard lock(guard_);
  return memory_.next_record();
}

Ledger::Outcome<Recorded> MemoryLedger::take(const facts::Offer& offer, const PolicySet& policy, Instant now) {
  const auto receipt = memory_.take(offer, policy.model(), now);
  if (!receipt) return tl::unexpected(CallError(receipt.error()));
  return Recorded{receipt->record, receipt->recorded, receipt->repeated};
}

Ledger::Outcome<Recorded> MemoryLedger::record(const Event& event, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  if (failed_) return tl::unexpected(CallError(failed_before()));
  if (auto wrong = exchange::check_form(event)) return tl::unexpected(CallError(std::move(*wrong)));
  return take({event, {}, {}}, policy, clock_());
}

Ledger::Outcomes<Recorded> MemoryLedger::record(Lines lines, const PolicySet& policy, RecordOptions options) {
  const std::lock_guard lock(guard_);
  if (failed_) return all_failed<Recorded>(lines.size(), failed_before());
  const Instant now = clock_();
  Outcomes<Recorded> outcomes;
  outcomes.reserve(lines.size());
  for (const std::string_view line : lines) {
    auto sent = read_line(line, options);
    if (!sent) {
      outcomes.push_back(tl::unexpected(CallError(std::move(sent.error()))));
    } else {
      outcomes.push_back(take({std::move(sent->event), std::move(sent->canonical), sent->recorded}, policy, now));
    }
  }
  return outcomes;
}

template <class Answer>
Ledger::Outcome<Answer> MemoryLedger::answer(const Request& request, const PolicySet& policy, DecideOptions options,
                                             Instant now) {
  const decide::ReadyPolicy& ready = policy.ready();
  auto question = exchange::resolve(request, ready.model(), std::max(now, memory_.last_recorded()));
  if (!question) return tl::unexpected(CallError(std::move(question.error())));
  std::vector<RecordedEvent> events = memory_.history(request.customer, request.device);
  for (const std::string& recipient : decide::recipients_asked(ready.model(), *question)) {
    for (RecordedEvent& each : memory_.history_of_recipient(recipient)) events.push_back(std::move(each));
  }
  const decide::FoldedStates folded(ready.fold_plan(), events, *question);
  const auto event = [this](std::uint64_t record) { return memory_.find(record); };
  auto answer = answer_of<Answer>(ready, *question, folded.states(), event, options.until);
  if (answer && options.record) decision_of(*answer).record = memory_.take_decision(now).record;
  return answer;
}

template <class Answer>
Ledger::Outcome<Answer> MemoryLedger::answer_one(const Request& request, const PolicySet& policy,
                                                 DecideOptions options) {
  const std::lock_guard lock(guard_);
  if (failed_) return tl::unexpected(CallError(failed_before()));
  return answer<Answer>(request, policy, options, clock_());
}

template <class Answer>
Ledger::Outcomes<Answer> MemoryLedger::answer_lines(Lines lines, const PolicySet& policy, DecideOptions options) {
  const std::lock_guard lock(guard_);
  if (failed_) return all_failed<Answer>(lines.size(), failed_before());
  const Instant now = clock_();
  Outcomes<Answer> outcomes;
  outcomes.reserve(lines.size());
  for (const std::string_view line : lines) {
    auto request = exchange::read_request(line);
    if (!request) {
      outcomes.push_back(tl::unexpected(CallError(std::move(request.error()))));
    } else {
      outcomes.push_back(answer<Answer>(*request, policy, options, now));
    }
  }
  return outcomes;
}

Ledger::Outcome<Decision> MemoryLedger::decide(const Request& request, const PolicySet& policy, DecideOptions options) {
  return answer_one<Decision>(request, policy, options);
}
Ledger::Outcomes<Decision> MemoryLedger::decide(Lines lines, const PolicySet& policy, DecideOptions options) {
  return answer_lines<Decision>(lines, policy, options);
}
Ledger::Outcome<Explanation> MemoryLedger::explain(const Request& request, const PolicySet& policy,
                                                   DecideOptions options) {
  return answer_one<Explanation>(request, policy, options);
}
Ledger::Outcomes<Explanation> MemoryLedger::explain(Lines lines, const PolicySet& policy, DecideOptions options) {
  return answer_lines<Explanation>(lines, policy, options);
}

Result<DueList> MemoryLedger::due(const DueRequest& request, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  if (failed_) return tl::unexpected(failed_before());
  auto lines = due_lines(request, policy);
  if (!lines) return tl::unexpected(std::move(lines.error()));
  return lines->finish();
}

Result<DueLines> MemoryLedger::due_lines(const DueRequest& request, const PolicySet& policy) const {
  DueLines lines(policy, request, request.at.value_or(std::max(clock_(), memory_.last_recorded())));
  for (const facts::Holder& holder : memory_.holders()) {
    const auto id = std::optional(holder.id);
    const auto events = holder.kind == facts::HolderKind::kDevice ? memory_.history({}, id) : memory_.history(id, {});
    const std::vector<std::uint64_t> state =
        facts::fold(policy.ready().fold_plan(), holder, events, {lines.at(), kNever});
    lines.add(holder, facts::HolderView(state), std::nullopt);
  }
  return lines;
}

Ledger::Outcome<Standing> MemoryLedger::standing(const StandingRequest& request, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  const auto holder = holder_of(request);
  if (!holder) return tl::unexpected(holder.error());
  const Instant now = std::max(clock_(), memory_.last_recorded());
  const auto events = memory_.kept_for(*holder, policy.model());
  return explain::standing_of(policy.ready().decider(), *holder, events, request.at.value_or(now),
                              request.known.value_or(kNever));
}

Ledger::Outcome<rights::AskedHistory> MemoryLedger::asked_history(const Request& request, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  const model::Model& model = policy.model();
  auto question = exchange::resolve(request, model, std::max(clock_(), memory_.last_recorded()));
  if (!question) return tl::unexpected(CallError(std::move(question.error())));
  rights::AskedHistory history;
  if (request.customer) history.person = memory_.history(request.customer, {});
  if (request.device) history.device = memory_.history({}, request.device);
  for (const std::string& recipient : decide::recipients_asked(model, *question)) {
    history.recipients.push_back(memory_.history_of_recipient(recipient));
  }
  history.question = std::move(*question);
  return history;
}

Ledger::Outcome<PolicySet> MemoryLedger::policy_at(Instant /*at*/) {
  return tl::unexpected(CallError(InputError{"policy", "A store in memory keeps no policy sets.", {}}));
}

Ledger::Outcome<std::string> MemoryLedger::prove(std::uint64_t /*record*/) {
  return tl::unexpected(CallError(InputError{"record", "A store in memory records no decisions.", {}}));
}

Ledger::Outcome<RecordedDecision> MemoryLedger::recorded_decision(std::uint64_t /*record*/) {
  return tl::unexpected(CallError(InputError{"record", "A store in memory keeps no record of decisions.", {}}));
}

Ledger::Outcomes<Erasure> MemoryLedger::erase(std::span<const ErasureRequest> requests, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  if (failed_) return all_failed<Erasure>(requests.size(), failed_before());
  const auto holders = holders_of(requests);
  // What receivers have still to be told of stays until they have confirmed it.
  const auto waiting = waiting_events(policy);
  if (!waiting) return all_failed<Erasure>(requests.size(), waiting.error());
  Outcomes<Erasure> outcomes;
  outcomes.reserve(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    outcomes.push_back([&]() -> Outcome<Erasure> {
      const ErasureRequest& request = requests[i];
      if (!holders[i]) return tl::unexpected(holders[i].error());
      const auto times = times_of(request, clock_(), memory_.last_recorded());
      if (!times) return tl::unexpected(times.error());
      const auto events = memory_.history(request.customer, request.device);
      rights::KeptEvents kept = rights::kept_events(policy.ready(), *holders[i], events, *times);
      rights::keep_waiting(kept, events, *waiting);
      const facts::Erasure erased = memory_.erase(*holders[i], times->at, kept.records, policy.model(), times->now);
      return told_erasure(std::move(kept), erased);
    }());
  }
  return outcomes;
}

Result<std::string> MemoryLedger::sign() {
  return tl::unexpected(Failure{FailureKind::kWrongUse, "A store in memory has no record that could be signed."});
}

}  // namespace licet
