// A decision explained again, from its record, the events before it and the archived policy set.
#include <engine/decide/ready_set.h>
#include <engine/exchange/hexadecimal.h>
#include <engine/exchange/record_content.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/answers.h>
#include <engine/licet/durable_ledger.h>
#include <string>
#include <utility>

namespace licet {
namespace {

/// Stands for the device of a decision that was recorded without its name.
constexpr const char* kUnnamedDevice = "device";

tl::unexpected<CallError> no_decision(const char* message) {
  return tl::unexpected(CallError(InputError{"record", message, {}}));
}

tl::unexpected<CallError> fail(FailureKind kind, std::uint64_t record, const char* what) {
  return tl::unexpected(CallError(Failure{kind, "Record " + std::to_string(record) + ": " + what}));
}

/// The policy set that decided, with the time-zone data of then.
Result<std::shared_ptr<const decide::ReadyPolicy>> archived(const facts::DurableStore& store, const Digest& policy,
                                                            const std::string& zone) {
  Digest zone_digest{};
  if (!exchange::read_hexadecimal(zone, zone_digest)) {
    return tl::unexpected(Failure{FailureKind::kDamaged, "A recorded decision names no time-zone data."});
  }
  auto set = store.archived_policy(policy);
  if (!set) return tl::unexpected(std::move(set.error()));
  auto zone_bytes = store.archived_zone(zone_digest);
  if (!zone_bytes) return tl::unexpected(std::move(zone_bytes.error()));
  return decide::load_archived_ready({set->policy_files, set->main_file, std::move(set->bytes)},
                                     std::move(*zone_bytes));
}

/// Explains again; the answer's stamp names the time-zone data of then.
Ledger::Outcome<Explanation> explain_again(const decide::ReadyPolicy& policy, const exchange::Question& question,
                                           const decide::States& states, const explain::EventSource& event,
                                           const std::string& zone_version, bool until) {
  auto explanation = answer_of<Explanation>(policy, question, states, event, until);
  if (explanation) explanation->decision.policy.tz = zone_version;
  return explanation;
}

/// What the decision looked at, made again.
struct Then {
  std::vector<std::uint64_t> holder;
  decide::States states;
};

Then states_then(const decide::ReadyPolicy& policy, const facts::Holder& holder,
                 std::span<const facts::StoredEvent> events, const exchange::Question& question,
                 const std::vector<std::uint64_t>& device) {
  Then then;
  then.holder = facts::fold(policy.fold_plan(), holder, facts::recorded_events(events), {question.at, question.known});
  const bool of_customer = holder.kind == facts::HolderKind::kCustomer;
  (of_customer ? then.states.person : then.states.device) = facts::HolderView(then.holder);
  (of_customer ? then.states.has_person : then.states.has_device) = true;
  if (!device.empty()) {
    then.states.device = facts::HolderView(device);
    then.states.has_device = true;
  }
  return then;
}

}  // namespace

Ledger::Outcome<RecordedDecision> DurableLedger::recorded_decision(std::uint64_t record) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  if (record >= store_->visible().records) return no_decision("There is no record of this number.");
  const auto opened = store_->log().read(record);
  if (!opened) return tl::unexpected(CallError(opened.error()));
  if (opened->kind != record::RecordKind::kDecision) return no_decision("This record is not a decision.");
  if (opened->erased) return no_decision("This decision was erased with the person it was about.");
  const auto content = exchange::read_decision_content(opened->content);
  const bool whole =
      content && content->basis <= record && (content->device.empty() || facts::is_whole(content->device));
  if (!whole) return fail(FailureKind::kDamaged, record, "it does not hold a decision as Licet writes them.");

  const auto policy = archived(*store_, opened->policy, content->zone);
  if (!policy) return tl::unexpected(CallError(policy.error()));
  const decide::ReadyPolicy& ready = **policy;
  const auto zone_version = exchange::zone_version_of(content->answer);
  if (!zone_version) return fail(FailureKind::kDamaged, record, "it holds no answer.");
  auto question = exchange::resolve(content->request, ready.model(), *content->request.at);
  if (!question) return fail(FailureKind::kDamaged, record, "what was asked does not fit the archived policy set.");
  const facts::Holder holder = question->customer
                                   ? facts::Holder{facts::HolderKind::kCustomer, *question->customer}
                                   : facts::Holder{facts::HolderKind::kDevice, question->device.value_or("")};
  if (!content->device.empty()) question->device = kUnnamedDevice;
  const auto events = store_->history(holder, content->basis);
  if (!events) return tl::unexpected(CallError(events.error()));
  const Then then = states_then(ready, holder, *events, *question, content->device);
  const auto event = [this](std::uint64_t number) -> std::optional<RecordedEvent> {
    const auto found = store_->event(number);
    return found && *found ? std::optional((*found)->event) : std::nullopt;
  };
  auto explanation = explain_again(ready, *question, then.states, event, *zone_version, true);
  if (!explanation) return tl::unexpected(std::move(explanation.error()));
  if (exchange::write_decision(explanation->decision) != content->answer) {
    // It may have been asked without `until`.
    explanation = explain_again(ready, *question, then.states, event, *zone_version, false);
    if (!explanation) return tl::unexpected(std::move(explanation.error()));
    if (exchange::write_decision(explanation->decision) != content->answer) {
      return fail(FailureKind::kContradiction, record, "deciding again comes to another answer than the recorded one.");
    }
  }
  explanation->decision.record = record;
  return RecordedDecision{record, content->recorded, content->request, std::move(*explanation), PolicySet(*policy)};
}

}  // namespace licet
