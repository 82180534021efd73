// What a ledger on disk knows of one holder.
#include <algorithm>
#include <engine/licet/durable_ledger.h>
#include <engine/licet/overview.h>
#include <utility>

namespace licet {

Ledger::Outcome<Overview> DurableLedger::overview(const OverviewRequest& request, const PolicySet& policy) {
  const auto holder = holder_of(request.of);
  if (!holder) return tl::unexpected(holder.error());
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const record::LogEnd end = store_->visible();
  const auto events = store_->history(*holder, end.records);
  if (!events) return tl::unexpected(CallError(events.error()));
  const Instant at = request.of.at.value_or(std::max(clock_(), end.recorded));
  const Instant last = std::min(at, request.of.known.value_or(kNever));
  std::optional<RecordedDecisions> kept;
  NewestDecisions decisions;
  if (holder->kind != facts::HolderKind::kRecipient) {
    auto found = recorded_decisions(*store_, policy.model(), *holder, last);
    if (!found) return tl::unexpected(CallError(std::move(found.error())));
    kept = *found;
    auto newest = newest_decisions(*store_, *holder, end.records, last, request.decisions);
    if (!newest) return tl::unexpected(CallError(std::move(newest.error())));
    decisions = std::move(*newest);
  }
  return overview_of(policy, *holder, facts::recorded_events(*events), request, at, kept, std::move(decisions));
}

Ledger::Outcome<rights::HolderHistory> DurableLedger::holder_history(const PermittedRequest& request,
                                                                     std::span<const std::string> recipients) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const record::LogEnd end = store_->visible();
  rights::HolderHistory history;
  history.customer = request.customer;
  history.device = request.device;
  history.at = request.at.value_or(std::max(clock_(), end.recorded));
  history.known = request.known.value_or(kNever);
  std::optional<Failure> failed;
  const auto read = [&](facts::HolderKind kind, const std::string& id, std::vector<RecordedEvent>& into) {
    if (failed) return;
    auto events = store_->history({kind, id}, end.records);
    if (events) {
      into = facts::recorded_events(*events);
    } else {
      failed = std::move(events.error());
    }
  };
  if (request.customer) read(facts::HolderKind::kCustomer, *request.customer, history.of_customer);
  if (request.device) read(facts::HolderKind::kDevice, *request.device, history.of_device);
  for (const std::string& one : recipients) {
    read(facts::HolderKind::kRecipient, one, history.of_recipients[one]);
  }
  if (failed) return tl::unexpected(CallError(std::move(*failed)));
  return history;
}

}  // namespace licet
