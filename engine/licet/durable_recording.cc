// How a ledger on disk takes events.
#include <engine/licet/durable_ledger.h>
#include <utility>

namespace licet {
namespace {

constexpr std::size_t kGroupLines = 1024;

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
      auto receipt = store_.take(*batch_, offer, policy.policy.model(), policy.digest);
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
  if (auto refused = refuse_writing()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto wrong = exchange::check_form(event)) return tl::unexpected(CallError(std::move(*wrong)));
  const auto used = use(policy);
  if (!used) return tl::unexpected(CallError(used.error()));
  const facts::Offer offer{event, {}, {}};
  return std::move(take({&offer, 1}, **used).front());
}

Ledger::Outcomes<Recorded> DurableLedger::record(Lines lines, const PolicySet& policy, RecordOptions options) {
  auto refused = refuse_writing();
  if (!refused && options.recorded_given) {
    refused = Failure{FailureKind::kWrongUse, "Only a store in memory takes over times of recording."};
  }
  if (refused) return all_failed<Recorded>(lines.size(), *refused);
  const auto used = use(policy);
  if (!used) return all_failed<Recorded>(lines.size(), used.error());
  Outcomes<Recorded> all;
  all.reserve(lines.size());
  for (std::size_t begin = 0; begin < lines.size(); begin += kGroupLines) {
    const Lines group = lines.subspan(begin, std::min(kGroupLines, lines.size() - begin));
    std::vector<facts::Offer> offers;
    std::vector<std::optional<InputError>> wrong(group.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
      auto sent = read_line(group[i], options);
      if (sent) {
        offers.push_back({std::move(sent->event), std::move(sent->canonical), {}});
      } else {
        wrong[i] = std::move(sent.error());
      }
    }
    Outcomes<Recorded> taken = take(offers, **used);
    std::size_t next = 0;
    for (auto& error : wrong) {
      if (error) {
        all.push_back(tl::unexpected(CallError(std::move(*error))));
      } else {
        all.push_back(std::move(taken[next++]));
      }
    }
  }
  return all;
}

}  // namespace licet
