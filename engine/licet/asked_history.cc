// What a ledger on disk knows of those whom a request names.
#include <algorithm>
#include <engine/decide/recipient_chain.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/durable_ledger.h>
#include <utility>

namespace licet {

Ledger::Outcome<rights::AskedHistory> DurableLedger::asked_history(const Request& request, const PolicySet& policy) {
  if (auto wrong = exchange::check_request_form(request)) return tl::unexpected(CallError(std::move(*wrong)));
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const model::Model& model = policy.model();
  const record::LogEnd end = store_->visible();
  auto question = exchange::resolve(request, model, std::max(clock_(), end.recorded));
  if (!question) return tl::unexpected(CallError(std::move(question.error())));

  rights::AskedHistory history;
  std::optional<Failure> failed;
  const auto events_of = [&](facts::HolderKind kind, const std::string& id) -> std::vector<RecordedEvent> {
    if (failed) return {};
    auto events = store_->history({kind, id}, end.records);
    if (events) return facts::recorded_events(*events);
    failed = std::move(events.error());
    return {};
  };
  if (question->customer) history.person = events_of(facts::HolderKind::kCustomer, *question->customer);
  if (question->device) history.device = events_of(facts::HolderKind::kDevice, *question->device);
  for (const std::string& recipient : decide::recipients_asked(model, *question)) {
    history.recipients.push_back(events_of(facts::HolderKind::kRecipient, recipient));
  }
  if (failed) return tl::unexpected(CallError(std::move(*failed)));
  history.question = std::move(*question);
  return history;
}

}  // namespace licet
