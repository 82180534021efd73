// How a ledger on disk takes events.
#include <engine/licet/durable_ledger.h>
#include <utility>

namespace licet {
namespace {

constexpr std::size_t kGroupLines = 1024;
/// Half of what a batch may hold, for an event can be kept for two.
constexpr std::size_t kGroupBytes = std::size_t{8} << 20U;

CallError call_error(facts::Refusal refusal) {
  return std::visit([](auto& error) { return CallError(std::move(error)); }, refusal);
}

}  // namespace

Ledger::Outcomes<Recorded> DurableLedger::take(std::span<const facts::Offer> offers, const PolicyInUse& policy) {
  Outcomes<Recorded> outcomes;
  outcomes.reserve(offers.size());
  CommitQueue::Job job;
  job.records = offers.size();
  for (const facts::Offer& offer : offers) job.bytes += offer.canonical.size();
  job.stage = [&] {
    for (const facts::Offer& offer : offers) {
      auto receipt = store_->take(*batch_, offer, policy.policy.model(), policy.digest);
      if (receipt) {
        outcomes.push_back(Recorded{receipt->record, receipt->recorded, receipt->repeated});
      } else {
        outcomes.push_back(tl::unexpected(call_error(std::move(receipt.error()))));
      }
    }
  };
  const Result<void> submitted = submit(job, policy);
  if (!submitted) return all_failed<Recorded>(offers.size(), submitted.error());
  return outcomes;
}

Ledger::Outcome<Recorded> DurableLedger::record(const Event& event, const PolicySet& policy) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_writing()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto wrong = exchange::check_form(event)) return tl::unexpected(CallError(std::move(*wrong)));
  const auto used = use(policy);
  if (!used) return tl::unexpected(CallError(used.error()));
  const facts::Offer offer{event, exchange::canonical_of(event), {}};
  return std::move(take({&offer, 1}, **used).front());
}

Ledger::Outcomes<Recorded> DurableLedger::record(Lines lines, const PolicySet& policy, RecordOptions options) {
  const std::shared_lock open(open_);
  auto refused = refuse_writing();
  if (!refused && options.recorded_given) {
    refused = Failure{FailureKind::kWrongUse, "Only a store in memory takes over times of recording."};
  }
  if (refused) return all_failed<Recorded>(lines.size(), *refused);
  const auto used = use(policy);
  if (!used) return all_failed<Recorded>(lines.size(), used.error());
  Outcomes<Recorded> all(lines.size(), tl::unexpected(CallError(Failure{})));
  std::vector<facts::Offer> offers;
  std::vector<std::size_t> places;
  std::size_t bytes = 0;
  const auto take_group = [&] {
    Outcomes<Recorded> taken = take(offers, **used);
    for (std::size_t i = 0; i < places.size(); ++i) all[places[i]] = std::move(taken[i]);
    offers.clear();
    places.clear();
    bytes = 0;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto sent = read_line(lines[i], options);
    if (!sent) {
      all[i] = tl::unexpected(CallError(std::move(sent.error())));
      continue;
    }
    bytes += sent->canonical.size();
    offers.push_back({std::move(sent->event), std::move(sent->canonical), {}});
    places.push_back(i);
    if (offers.size() == kGroupLines || bytes >= kGroupBytes) take_group();
  }
  if (!offers.empty()) take_group();
  if (signer_ && lines.size() > kGroupLines) signer_->sign_soon();
  return all;
}

}  // namespace licet
