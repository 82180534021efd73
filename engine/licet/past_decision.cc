#include <engine/decide/recipient_chain.h>
#include <engine/exchange/request_json.h>
#include <engine/facts/fold.h>
#include <engine/facts/state_fit.h>
#include <engine/licet/answers.h>
#include <engine/licet/past_decision.h>
#include <utility>
#include <vector>

namespace licet {
namespace {

/// Stands for the device of a decision that was recorded without its name.
constexpr const char* kUnnamedDevice = "device";

tl::unexpected<Failure> damaged(std::uint64_t record, const char* what) {
  return tl::unexpected(Failure{FailureKind::kDamaged, "Record " + std::to_string(record) + ": " + what});
}

/// What the decision looked at, with the memory it stands in.
struct StatesThen {
  std::vector<std::uint64_t> holder;
  std::vector<std::vector<std::uint64_t>> recipients;
  std::vector<facts::HolderView> recipient_views;
  decide::States states;
};

StatesThen states_then(const PastDecision& past, std::span<const RecordedEvent> events) {
  StatesThen then;
  then.holder = facts::fold(past.policy->fold_plan(), past.holder, events, {past.question.at, past.question.known});
  const bool of_customer = past.holder.kind == facts::HolderKind::kCustomer;
  (of_customer ? then.states.person : then.states.device) = facts::HolderView(then.holder);
  (of_customer ? then.states.has_person : then.states.has_device) = true;
  if (!past.content.device.empty()) {
    then.states.device = facts::HolderView(past.content.device);
    then.states.has_device = true;
  }
  for (const facts::Holder& recipient : recipients_of(past)) {
    then.recipients.push_back(
        facts::fold(past.policy->fold_plan(), recipient, events, {past.question.at, past.question.known}));
  }
  for (const auto& words : then.recipients) then.recipient_views.emplace_back(words);
  then.states.recipients = then.recipient_views;
  return then;
}

}  // namespace

Result<exchange::DecisionContent> decision_content(std::string_view content, std::uint64_t record) {
  auto decision = exchange::read_decision_content(content);
  const bool whole =
      decision && decision->basis <= record && (decision->device.empty() || facts::is_whole(decision->device));
  if (!whole) return damaged(record, "it does not hold a decision as Licet writes them.");
  return std::move(*decision);
}

Result<PastDecision> past_decision(exchange::DecisionContent content, std::shared_ptr<const decide::ReadyPolicy> policy,
                                   std::uint64_t record) {
  if (!content.zone_version) return damaged(record, "it holds no answer.");
  auto question = exchange::resolve(content.request, policy->model(), *content.request.at);
  if (!question) return damaged(record, "what was asked does not fit the archived policy set.");
  const bool fits = content.device.empty() || facts::fits(facts::HolderView(content.device), policy->model());
  if (!fits) return damaged(record, "what it holds of a device does not fit the archived policy set.");
  facts::Holder holder = question->customer ? facts::Holder{facts::HolderKind::kCustomer, *question->customer}
                                            : facts::Holder{facts::HolderKind::kDevice, question->device.value_or("")};
  if (!content.device.empty()) question->device = kUnnamedDevice;
  return PastDecision{std::move(content), std::move(policy), std::move(*question), std::move(holder)};
}

std::vector<facts::Holder> recipients_of(const PastDecision& past) {
  std::vector<facts::Holder> recipients;
  for (std::string& name : decide::recipients_asked(past.policy->model(), past.question)) {
    recipients.push_back({facts::HolderKind::kRecipient, std::move(name)});
  }
  return recipients;
}

template <class Answer>
tl::expected<DecidedAgain<Answer>, CallError> decide_again(const PastDecision& past,
                                                           std::span<const RecordedEvent> events,
                                                           const explain::EventSource& event) {
  const StatesThen then = states_then(past, events);
  const auto answer = [&](bool until) -> tl::expected<DecidedAgain<Answer>, CallError> {
    auto again = answer_of<Answer>(*past.policy, past.question, then.states, event, until);
    if (!again) return tl::unexpected(std::move(again.error()));
    Decision& decision = decision_of(*again);
    // The zone data are those of then, under the name that they had then.
    decision.policy.tz = *past.content.zone_version;
    const bool same = exchange::write_decision(decision) == past.content.answer;
    return DecidedAgain<Answer>{std::move(*again), same};
  };
  auto with_until = answer(true);
  if (!with_until || with_until->same) return with_until;
  auto without = answer(false);
  if (!without || without->same) return without;
  return with_until;
}

template tl::expected<DecidedAgain<Decision>, CallError> decide_again<Decision>(const PastDecision&,
                                                                                std::span<const RecordedEvent>,
                                                                                const explain::EventSource&);
template tl::expected<DecidedAgain<Explanation>, CallError> decide_again<Explanation>(const PastDecision&,
                                                                                      std::span<const RecordedEvent>,
                                                                                      const explain::EventSource&);

}  // namespace licet
