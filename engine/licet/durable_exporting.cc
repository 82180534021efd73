// What a ledger on disk holds of a person, with every decision explained again.
#include <algorithm>
#include <engine/explain/sentences.h>
#include <engine/licet/archived_sets.h>
#include <engine/licet/decisions_made.h>
#include <engine/licet/durable_ledger.h>
#include <engine/licet/past_decision.h>
#include <engine/rights/export.h>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace licet {
namespace {

/// Explains the decisions about one holder, one after the other; what several need is read once.
class PastDecisions {
 public:
  PastDecisions(const facts::DurableStore& store, std::span<const RecordedEvent> events,
                const std::vector<Language>& languages)
      : store_(store), events_(events), languages_(languages), sets_(store) {}

  /// None if the record is erased, or does not count by `at` and `known`.
  Ledger::Outcome<std::optional<ExportedDecision>> find(std::uint64_t record, Instant at, Instant known) {
    auto made = decision_made(store_, record, std::min(at, known));
    if (!made) return tl::unexpected(CallError(std::move(made.error())));
    if (!*made) return std::nullopt;
    auto said = sentences((*made)->opened, std::move((*made)->content), record);
    if (!said) return tl::unexpected(std::move(said.error()));
    (*made)->decision.sentences = std::move(*said);
    return std::move((*made)->decision);
  }

 private:
  using Said = Ledger::Outcome<std::vector<Sentences>>;

  Said sentences(const record::OpenedRecord& opened, exchange::DecisionContent content, std::uint64_t record) {
    auto policy = sets_.find(opened.policy, content.zone);
    if (!policy) return tl::unexpected(CallError(std::move(policy.error())));
    const auto past = past_decision(std::move(content), std::move(*policy), record);
    if (!past) return tl::unexpected(CallError(past.error()));
    auto events = events_before(*past);
    if (!events) return tl::unexpected(CallError(std::move(events.error())));
    const auto event = [this](std::uint64_t number) -> std::optional<RecordedEvent> {
      const auto found = store_.event(number);
      return found && *found ? std::optional((*found)->event) : std::nullopt;
    };
    const auto again = decide_again<Explanation>(*past, *events, event);
    if (!again) return tl::unexpected(again.error());
    // The events behind it were erased with the person it was about.
    if (!again->same && opened.kept_from) return std::vector<Sentences>();
    if (!again->same) {
      return tl::unexpected(CallError(Failure{
          FailureKind::kContradiction,
          "Record " + std::to_string(record) + ": deciding again comes to another answer than the recorded one."}));
    }
    std::vector<Sentences> said;
    for (const Language language : languages_) {
      said.push_back(explain::sentences(again->answer, past->policy->model(), language));
    }
    return said;
  }

  /// Those of the holder and of its recipients that were on the record before the decision.
  Result<std::vector<RecordedEvent>> events_before(const PastDecision& past) {
    std::vector<RecordedEvent> all;
    const auto add = [&](std::span<const RecordedEvent> events) {
      for (const RecordedEvent& event : events) {
        if (event.record < past.content.basis) all.push_back(event);
      }
    };
    add(events_);
    for (const facts::Holder& recipient : recipients_of(past)) {
      auto known = recipients_.find(recipient);
      if (known == recipients_.end()) {
        const auto events = store_.history(recipient, store_.visible().records);
        if (!events) return tl::unexpected(events.error());
        known = recipients_.emplace(recipient, facts::recorded_events(*events)).first;
      }
      add(known->second);
    }
    return all;
  }

  const facts::DurableStore& store_;
  std::span<const RecordedEvent> events_;
  const std::vector<Language>& languages_;
  ArchivedSets sets_;
  std::map<facts::Holder, std::vector<RecordedEvent>> recipients_;
};

}  // namespace

Ledger::Outcome<Export> DurableLedger::export_of(const ExportRequest& request, const PolicySet& policy) {
  const auto holder = holder_of(request);
  if (!holder) return tl::unexpected(holder.error());
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const record::LogEnd end = store_->visible();
  const auto stored = store_->history(*holder, end.records);
  if (!stored) return tl::unexpected(CallError(stored.error()));
  const std::vector<RecordedEvent> events = facts::recorded_events(*stored);
  const Instant at = request.at.value_or(std::max(clock_(), end.recorded));
  const Instant known = request.known.value_or(kNever);

  const auto numbers = store_->decisions(*holder);
  if (!numbers) return tl::unexpected(CallError(numbers.error()));
  PastDecisions past(*store_, events, request.languages);
  std::vector<ExportedDecision> decisions;
  for (const std::uint64_t number : *numbers) {
    if (number >= end.records) break;
    auto decision = past.find(number, at, known);
    if (!decision) return tl::unexpected(std::move(decision.error()));
    if (*decision) decisions.push_back(std::move(**decision));
  }
  return rights::export_of(policy.ready(), *holder, events, std::move(decisions), at, known);
}

}  // namespace licet
