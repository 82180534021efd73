// How a ledger on disk erases people.
#include <engine/licet/decisions_held.h>
#include <engine/licet/durable_ledger.h>
#include <engine/rights/kept_events.h>
#include <set>
#include <utility>

namespace licet {
namespace {

/// Requests on their way: an outcome for each, and an order for each that was not refused.
struct Erasing {
  Ledger::Outcomes<Erasure> outcomes;
  std::vector<facts::ErasureOrder> orders;
  std::vector<rights::KeptEvents> kept;  ///< of the orders
  std::vector<std::size_t> places;       ///< likewise: whose outcome is theirs
};

/// What one order erases, and what of it stays.
struct Prepared {
  facts::ErasureOrder order;
  rights::KeptEvents kept;
};

Ledger::Outcome<Prepared> prepare(const facts::DurableStore& store, facts::Holder holder, const ErasureRequest& request,
                                  const PolicySet& policy, Instant now, const std::set<std::uint64_t>& waiting) {
  const record::LogEnd end = store.visible();
  const auto times = times_of(request, now, end.recorded);
  if (!times) return tl::unexpected(times.error());
  const auto events = store.history(holder, end.records);
  if (!events) return tl::unexpected(CallError(events.error()));
  const auto last = decisions_held(store, policy.ready().model(), holder, times->now);
  if (!last) return tl::unexpected(CallError(last.error()));
  rights::KeptEvents kept = rights::kept_events(policy.ready(), holder, facts::recorded_events(*events), *times, *last);
  rights::keep_waiting(kept, facts::recorded_events(*events), waiting);
  std::vector<std::uint64_t> staying = kept.records;
  if (kept.decisions) {
    const auto decisions = store.decisions(holder);
    if (!decisions) return tl::unexpected(CallError(decisions.error()));
    staying.insert(staying.end(), decisions->begin(), decisions->end());
  }
  return Prepared{{std::move(holder), times->at, std::move(staying)}, std::move(kept)};
}

Erasing prepare(const facts::DurableStore& store, std::span<const ErasureRequest> requests, const PolicySet& policy,
                Instant now, const std::set<std::uint64_t>& waiting) {
  auto holders = holders_of(requests);
  Erasing erasing;
  erasing.outcomes.reserve(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    erasing.outcomes.emplace_back(tl::unexpect, CallError(Failure{}));
    auto& outcome = erasing.outcomes.back();
    if (!holders[i]) {
      outcome = tl::unexpected(std::move(holders[i].error()));
      continue;
    }
    auto prepared = prepare(store, std::move(*holders[i]), requests[i], policy, now, waiting);
    if (!prepared) {
      outcome = tl::unexpected(std::move(prepared.error()));
      continue;
    }
    erasing.orders.push_back(std::move(prepared->order));
    erasing.kept.push_back(std::move(prepared->kept));
    erasing.places.push_back(i);
  }
  return erasing;
}

}  // namespace

Ledger::Outcomes<Erasure> DurableLedger::erase(std::span<const ErasureRequest> requests, const PolicySet& policy) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_writing()) return all_failed<Erasure>(requests.size(), *refused);
  const auto erase_now = [&] {
    // What receivers have still to be told of stays until they have confirmed it.
    const auto waiting = waiting_events(policy);
    if (!waiting) return all_failed<Erasure>(requests.size(), waiting.error());
    const Instant now = clock_();
    Erasing erasing = prepare(*store_, requests, policy, now, *waiting);
    if (erasing.orders.empty()) return std::move(erasing.outcomes);
    const auto results = store_->erase(erasing.orders, now);
    forget_sessions();
    for (std::size_t i = 0; i < results.size(); ++i) {
      Outcome<Erasure>& outcome = erasing.outcomes[erasing.places[i]];
      if (!results[i]) {
        outcome = tl::unexpected(CallError(results[i].error()));
        continue;
      }
      if (signer_) signer_->appended(results[i]->recorded);
      outcome = told_erasure(std::move(erasing.kept[i]), *results[i]);
    }
    return std::move(erasing.outcomes);
  };
  // What is to be kept must not change between reading it and erasing the rest: no other job is staged meanwhile.
  Outcomes<Erasure> outcomes;
  CommitQueue::Job job;
  job.alone = true;
  job.stage = [&] { outcomes = erase_now(); };
  if (auto submitted = queue_.submit(job); !submitted) return all_failed<Erasure>(requests.size(), submitted.error());
  return outcomes;
}

}  // namespace licet
