// How a ledger on disk erases people.
#include <engine/licet/durable_ledger.h>
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

Erasing prepare(const facts::DurableStore& store, std::span<const ErasureRequest> requests, const PolicySet& policy,
                Instant now) {
  const record::LogEnd end = store.visible();
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
    const auto times = times_of(requests[i], now, end.recorded);
    if (!times) {
      outcome = tl::unexpected(times.error());
      continue;
    }
    const auto events = store.history(*holders[i], end.records);
    if (!events) {
      outcome = tl::unexpected(CallError(events.error()));
      continue;
    }
    erasing.kept.push_back(rights::kept_events(policy.ready(), *holders[i], facts::recorded_events(*events), *times));
    erasing.orders.push_back({std::move(*holders[i]), times->at, erasing.kept.back().records});
    erasing.places.push_back(i);
  }
  return erasing;
}

}  // namespace

Ledger::Outcomes<Erasure> DurableLedger::erase(std::span<const ErasureRequest> requests, const PolicySet& policy) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_writing()) return all_failed<Erasure>(requests.size(), *refused);
  const auto erase_now = [&] {
    const Instant now = clock_();
    Erasing erasing = prepare(*store_, requests, policy, now);
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
