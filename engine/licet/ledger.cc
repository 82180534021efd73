#include <algorithm>
#include <engine/decide/ready_policy.h>
#include <engine/decide/retention.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/question.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/answers.h>
#include <engine/licet/journal_entry.h>
#include <engine/licet/ledger.h>
#include <licet/limits.h>
#include <string>
#include <utility>

namespace licet {
namespace {

constexpr std::size_t kGroupLines = 1024;
/// What a group may hold in memory beside its lines of input.
constexpr std::size_t kGroupBytes = std::size_t{32} << 20U;

Failure failed_before() {
  return {FailureKind::kNotWritable, "An earlier write to the store failed: it must be opened again."};
}

}  // namespace

Result<Ledger> Ledger::open(const std::filesystem::path& directory, Access access, Clock clock,
                            record::FileSystem& files) {
  if (access == Access::kWrite) {
    // A misspelt path must not become an empty store that denies everything.
    auto there = record::Journal::open(directory, record::JournalAccess::kRead, files);
    if (!there) return tl::unexpected(std::move(there.error()));
  }
  auto journal = record::Journal::open(
      directory, access == Access::kRead ? record::JournalAccess::kRead : record::JournalAccess::kWrite, files);
  if (!journal) return tl::unexpected(std::move(journal.error()));
  Ledger ledger(std::move(clock));
  ledger.writable_ = access != Access::kRead;
  ledger.journal_ = std::move(*journal);
  if (auto replayed = ledger.replay(); !replayed) return tl::unexpected(std::move(replayed.error()));
  return ledger;
}

Result<void> Ledger::replay() {
  return journal_->read([&](std::uint64_t number, std::string_view line) -> Result<void> {
    auto restored = restore(line);
    if (restored) return restored;
    restored.error().message = "The journal, line " + std::to_string(number) + ": " + restored.error().message;
    return restored;
  });
}

Result<void> Ledger::restore(std::string_view line) {
  const auto damaged = [](std::string message) {
    return tl::unexpected(Failure{FailureKind::kDamaged, std::move(message)});
  };
  auto entry = read_entry(line);
  if (!entry) return damaged("neither an event nor a decision stands there.");
  if (const auto* decision = std::get_if<DecisionEntry>(&*entry)) {
    if (decision->recorded <= memory_.last_recorded()) return damaged("it is recorded before the line above it.");
    memory_.take_decision(decision->recorded);
    return {};
  }
  auto& event = std::get<EventEntry>(*entry);
  event.event.record = memory_.next_record();
  const auto restored = memory_.restore(event.event, event.content);
  if (!restored) return damaged("`" + restored.error().field + "`: " + restored.error().message);
  return {};
}

std::optional<Failure> Ledger::refuse_writing() const {
  if (failed_) return failed_before();
  if (!writable_) return Failure{FailureKind::kWrongUse, "The store is open for reading only."};
  return std::nullopt;
}

Ledger::RecordOutcome Ledger::take(const facts::Offer& offer, const model::Model& model, Instant now, Group& group) {
  const auto receipt = memory_.take(offer, model, now);
  if (!receipt) return tl::unexpected(CallError(receipt.error()));
  if (!receipt->repeated && journal_) {
    const std::optional<RecordedEvent> kept = memory_.find(receipt->record);
    group.push_back(write_entry(*kept, offer.event.id ? std::optional(facts::content_of(offer)) : std::nullopt));
  }
  return Recorded{receipt->record, receipt->recorded, receipt->repeated};
}

Ledger::RecordOutcome Ledger::take_line(std::string_view line, const model::Model& model, RecordOptions options,
                                        Instant now, Group& group) {
  const bool given = options.recorded_given;
  auto sent = exchange::read_event(line, given ? exchange::Recorded::kAllowed : exchange::Recorded::kRefused);
  if (!sent) return tl::unexpected(CallError(std::move(sent.error())));
  return take({std::move(sent->event), std::move(sent->canonical), sent->recorded}, model, now, group);
}

template <class Answer>
tl::expected<Answer, CallError> Ledger::answer(const Request& request, const decide::ReadyPolicy& policy,
                                               DecideOptions options, Instant now, Group& group) {
  const Instant at = std::max(now, memory_.last_recorded());
  auto question = exchange::resolve(request, policy.model(), at);
  if (!question) return tl::unexpected(CallError(std::move(question.error())));
  const std::vector<RecordedEvent> events = memory_.history(request.customer, request.device);
  auto answer = answer_of<Answer>(policy, *question, events, memory_, options.until);
  if (!answer || !options.record) return answer;

  Decision& decision = decision_of(*answer);
  const facts::Receipt receipt = memory_.take_decision(now);
  decision.record = receipt.record;
  if (journal_) {
    Request recorded = request;
    recorded.at = decision.at;
    // Below a cross-device opt-in no lasting link between device and person arises, not in the record either.
    if (request.customer && request.device && !memory_.is_linked(*request.customer, *request.device)) {
      recorded.device.reset();
    }
    group.push_back(write_entry(recorded, decision, receipt.recorded));
  }
  return answer;
}

template <class Value>
void Ledger::settle(const Group& group, std::span<tl::expected<Value, CallError>> outcomes) {
  if (group.empty()) return;
  const std::vector<std::string_view> lines(group.begin(), group.end());
  const auto appended = journal_->append(lines);
  if (appended) return;
  failed_ = true;
  for (auto& outcome : outcomes) outcome = tl::unexpected(CallError(appended.error()));
}

template <class Value, class Act>
std::vector<tl::expected<Value, CallError>> Ledger::in_groups(std::span<const std::string_view> lines, const Act& act) {
  std::vector<tl::expected<Value, CallError>> outcomes;
  outcomes.reserve(lines.size());
  const Instant now = clock_();
  Group group;
  std::size_t begin = 0;
  std::size_t bytes = 0;
  for (const std::string_view line : lines) {
    if (failed_) {
      outcomes.push_back(tl::unexpected(CallError(failed_before())));
      continue;
    }
    outcomes.push_back(act(line, now, group));
    bytes += line.size();
    if (group.size() < kGroupLines && bytes < kGroupBytes) continue;
    settle<Value>(group, std::span(outcomes).subspan(begin));
    group.clear();
    begin = outcomes.size();
    bytes = 0;
  }
  settle<Value>(group, std::span(outcomes).subspan(begin));
  return outcomes;
}

tl::expected<Recorded, CallError> Ledger::record(const Event& event, const model::Model& model) {
  if (auto refused = refuse_writing()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto wrong = exchange::check_form(event)) return tl::unexpected(CallError(std::move(*wrong)));
  Group group;
  RecordOutcome outcome = take({event, {}, {}}, model, clock_(), group);
  settle<Recorded>(group, {&outcome, 1});
  return outcome;
}

std::vector<tl::expected<Recorded, CallError>> Ledger::record(std::span<const std::string_view> lines,
                                                              const model::Model& model, RecordOptions options) {
  std::optional<Failure> refused = refuse_writing();
  if (!refused && options.recorded_given && journal_) {
    refused = Failure{FailureKind::kWrongUse, "Only a store in memory takes over times of recording."};
  }
  if (refused) return std::vector<RecordOutcome>(lines.size(), tl::unexpected(CallError(*refused)));
  return in_groups<Recorded>(lines, [&](std::string_view line, Instant now, Group& group) {
    return take_line(line, model, options, now, group);
  });
}

template <class Answer>
tl::expected<Answer, CallError> Ledger::answer_one(const Request& request, const decide::ReadyPolicy& policy,
                                                   DecideOptions options) {
  if (failed_) return tl::unexpected(CallError(failed_before()));
  if (options.record) {
    if (auto refused = refuse_writing()) return tl::unexpected(CallError(std::move(*refused)));
  }
  Group group;
  tl::expected<Answer, CallError> outcome = answer<Answer>(request, policy, options, clock_(), group);
  settle<Answer>(group, {&outcome, 1});
  return outcome;
}

template <class Answer>
std::vector<tl::expected<Answer, CallError>> Ledger::answer_lines(std::span<const std::string_view> lines,
                                                                  const decide::ReadyPolicy& policy,
                                                                  DecideOptions options) {
  using Answered = tl::expected<Answer, CallError>;
  std::optional<Failure> refused;
  if (options.record) refused = refuse_writing();
  if (failed_) refused = failed_before();
  if (refused) return std::vector<Answered>(lines.size(), tl::unexpected(CallError(*refused)));
  return in_groups<Answer>(lines, [&](std::string_view line, Instant now, Group& group) -> Answered {
    auto request = exchange::read_request(line);
    if (!request) return tl::unexpected(CallError(std::move(request.error())));
    return answer<Answer>(*request, policy, options, now, group);
  });
}

tl::expected<Decision, CallError> Ledger::decide(const Request& request, const decide::ReadyPolicy& policy,
                                                 DecideOptions options) {
  return answer_one<Decision>(request, policy, options);
}

std::vector<tl::expected<Decision, CallError>> Ledger::decide(std::span<const std::string_view> lines,
                                                              const decide::ReadyPolicy& policy,
                                                              DecideOptions options) {
  return answer_lines<Decision>(lines, policy, options);
}

tl::expected<Explanation, CallError> Ledger::explain(const Request& request, const decide::ReadyPolicy& policy,
                                                     DecideOptions options) {
  return answer_one<Explanation>(request, policy, options);
}

std::vector<tl::expected<Explanation, CallError>> Ledger::explain(std::span<const std::string_view> lines,
                                                                  const decide::ReadyPolicy& policy,
                                                                  DecideOptions options) {
  return answer_lines<Explanation>(lines, policy, options);
}

Result<std::vector<DueEntry>> Ledger::due(const decide::ReadyPolicy& policy, Instant at) const {
  if (failed_) return tl::unexpected(failed_before());
  decide::Workspace workspace = policy.decider().make_workspace();
  std::vector<DueEntry> all;
  for (const facts::Holder& holder : memory_.holders()) {
    std::optional<std::string> customer;
    std::optional<std::string> device;
    (holder.kind == facts::HolderKind::kCustomer ? customer : device) = holder.id;
    const std::vector<std::uint64_t> state =
        facts::fold(policy.fold_plan(), holder, memory_.history(customer, device), {at, kNever});
    std::vector<DueEntry> entries =
        decide::due(policy.decider(), facts::HolderView(state), device.has_value(), at, workspace);
    for (DueEntry& entry : entries) {
      entry.customer = customer;
      entry.device = device;
    }
    std::move(entries.begin(), entries.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace licet
