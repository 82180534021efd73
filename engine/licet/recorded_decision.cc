// A decision explained again, from its record, the events before it and the archived policy set.
#include <engine/licet/archived_sets.h>
#include <engine/licet/durable_ledger.h>
#include <engine/licet/not_a_decision.h>
#include <engine/licet/past_decision.h>
#include <string>
#include <utility>
#include <vector>

namespace licet {
namespace {

tl::unexpected<CallError> no_decision(std::string message) {
  return tl::unexpected(CallError(InputError{"record", std::move(message), {}}));
}

tl::unexpected<CallError> fail(FailureKind kind, std::uint64_t record, const char* what) {
  return tl::unexpected(CallError(Failure{kind, "Record " + std::to_string(record) + ": " + what}));
}

}  // namespace

Ledger::Outcome<RecordedDecision> DurableLedger::recorded_decision(std::uint64_t record) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  if (record >= store_->visible().records) return no_decision("There is no record of this number.");
  const auto decision = store_->decision(record);
  if (!decision) return tl::unexpected(CallError(decision.error()));
  if (!*decision) return no_decision(not_a_decision(*store_, record));
  const record::OpenedRecord* const opened = &**decision;
  auto content = decision_content(opened->content, record);
  if (!content) return tl::unexpected(CallError(std::move(content.error())));
  auto policy = ArchivedSets(*store_).find(opened->policy, content->zone);
  if (!policy) return tl::unexpected(CallError(std::move(policy.error())));
  const auto past = past_decision(std::move(*content), std::move(*policy), record);
  if (!past) return tl::unexpected(CallError(past.error()));
  std::vector<facts::Holder> holders = recipients_of(*past);
  holders.insert(holders.begin(), past->holder);
  std::vector<RecordedEvent> events;
  for (const facts::Holder& holder : holders) {
    const auto some = store_->history(holder, past->content.basis);
    if (!some) return tl::unexpected(CallError(some.error()));
    for (RecordedEvent& each : facts::recorded_events(*some)) events.push_back(std::move(each));
  }
  const auto event = [this](std::uint64_t number) -> std::optional<RecordedEvent> {
    const auto found = store_->event(number);
    return found && *found ? std::optional((*found)->event) : std::nullopt;
  };
  auto again = decide_again<Explanation>(*past, events, event);
  if (!again) return tl::unexpected(std::move(again.error()));
  if (!again->same && opened->kept_from) {
    return no_decision("This decision is kept, but the events behind it were erased with the person it was about.");
  }
  if (!again->same) {
    return fail(FailureKind::kContradiction, record, "deciding again comes to another answer than the recorded one.");
  }
  Explanation& explanation = again->answer;
  explanation.decision.record = record;
  return RecordedDecision{record, past->content.recorded, past->content.request, std::move(explanation),
                          PolicySet(past->policy)};
}

}  // namespace licet
