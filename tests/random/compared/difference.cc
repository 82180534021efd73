#include <algorithm>
#include <engine/decide/recipient_chain.h>
#include <engine/decide/retention.h>
#include <engine/exchange/question.h>
#include <engine/exchange/request_json.h>
#include <tests/random/compared/difference.h>
#include <tests/random/compared/explained.h>
#include <tests/random/compared/rule_values.h>
#include <tests/reference/evaluate.h>

namespace licet::random {
namespace {

/// The states of everything that happened, as a store keeps them.
class WholeStates {
 public:
  WholeStates(const Readied& policy, std::span<const RecordedEvent> events, const exchange::Question& question) {
    const facts::FoldPlan& plan = policy.policy->fold_plan();
    if (question.customer) {
      person_ = facts::fold(plan, {facts::HolderKind::kCustomer, *question.customer}, events);
      states_.person = facts::HolderView(person_);
      states_.has_person = true;
    }
    if (question.device) {
      device_ = facts::fold(plan, {facts::HolderKind::kDevice, *question.device}, events);
      states_.device = facts::HolderView(device_);
      states_.has_device = true;
    }
    decide::for_each_recipient(*policy.model, question, [&](const std::string& name) {
      recipients_.push_back(facts::fold(plan, {facts::HolderKind::kRecipient, name}, events));
    });
    for (const auto& words : recipients_) views_.emplace_back(words);
    states_.recipients = views_;
  }
  WholeStates(const WholeStates&) = delete;
  WholeStates& operator=(const WholeStates&) = delete;

  bool answers(const exchange::Question& question) const {
    const auto of_one = [&](const facts::HolderView& holder) {
      return holder.header().latest_at <= question.at && holder.header().latest_recorded <= question.known;
    };
    return of_one(states_.person) && of_one(states_.device) && std::all_of(views_.begin(), views_.end(), of_one);
  }
  const decide::States& states() const { return states_; }

 private:
  std::vector<std::uint64_t> person_;
  std::vector<std::uint64_t> device_;
  std::vector<std::vector<std::uint64_t>> recipients_;
  std::vector<facts::HolderView> views_;
  decide::States states_;
};

/// What the two answers differ in; empty if in nothing.
std::string differing_field(const Decision& graph, const Decision& evaluator) {
  if (graph.outcome != evaluator.outcome) return "decision";
  if (graph.rule != evaluator.rule) return "rule";
  if (graph.reason != evaluator.reason) return "reason";
  if (graph.duties != evaluator.duties) return "duties";
  if (graph.because != evaluator.because) return "because";
  if (graph.categories != evaluator.categories) return "categories";
  if (graph.levels != evaluator.levels) return "levels";
  if (graph.until != evaluator.until) return "until";
  return graph == evaluator ? "" : "another field";
}

std::string lines_of(const std::vector<DueEntry>& entries) {
  std::string lines;
  for (const DueEntry& entry : entries) lines += exchange::write_due(entry) + "\n";
  return lines;
}

std::string due_difference(const Readied& policy, std::span<const RecordedEvent> events, const facts::Holder& holder,
                           Instant at, decide::Workspace& workspace, Sides& sides, Tally& tally) {
  const bool of_device = holder.kind == facts::HolderKind::kDevice;
  const std::optional<std::string> id = holder.id;
  const auto customer = of_device ? std::nullopt : id;
  const auto device = of_device ? id : std::nullopt;
  const auto slow = reference::due(*policy.model, events, customer, device, at);
  const auto state = facts::fold(policy.policy->fold_plan(), holder, events, {at, kNever});
  auto fast = decide::due(policy.policy->decider(), facts::HolderView(state), of_device, at, workspace);
  for (DueEntry& entry : fast) (of_device ? entry.device : entry.customer) = holder.id;
  tally.due_entries += slow.size();
  for (const DueEntry& entry : slow) {
    tally.due_some_day += entry.due != kNever ? 1U : 0U;
    tally.due_pieces += entry.item ? 1U : 0U;
    tally.due_records += policy.model->data.find(entry.data) ? 0U : 1U;
    tally.undetermined += entry.undetermined.empty() ? 0U : 1U;
  }
  if (fast == slow) return {};
  sides = {lines_of(fast), lines_of(slow)};
  return of_device ? "due of the device" : "due of the customer";
}

void count(const reference::Evaluated& slow, Tally& tally) {
  ++tally.triples;
  tally.permitted += slow.decision.reason == Reason::kPermitted ? 1U : 0U;
  tally.forbidden += slow.decision.reason == Reason::kForbidden ? 1U : 0U;
  tally.not_ruled_out += slow.decision.reason == Reason::kCannotBeRuledOut ? 1U : 0U;
  tally.to_review += slow.decision.reason == Reason::kNeedsReview ? 1U : 0U;
  tally.with_until += slow.decision.until != kNever ? 1U : 0U;
  tally.with_levels += slow.decision.levels.size() > 1 ? 1U : 0U;
  for (const reference::CategoryTrace& category : slow.trace) {
    for (const reference::RuleTrace& rule : category.rules) {
      ++(!rule.applies                ? tally.rules_not_applied
         : rule.overridden_by.empty() ? tally.rules_applied
                                      : tally.rules_overridden);
    }
  }
}

}  // namespace

std::string difference(const Readied& policy, std::span<const RecordedEvent> events, const Request& request,
                       decide::Workspace& workspace, Sides& sides, Tally& tally) {
  const auto question = exchange::resolve(request, *policy.model, Instant{});
  const decide::Decider& decider = policy.policy->decider();
  const decide::FoldedStates folded(policy.policy->fold_plan(), events, *question);
  const reference::Evaluated slow = reference::evaluate(*policy.model, events, *question, {true, true});
  count(slow, tally);

  const auto compare = [&](const decide::States& states, bool until) -> std::string {
    Decision expected = slow.decision;
    if (!until) expected.until = kNever;
    const Decision fast = decider.answer(*question, states, workspace, {until});
    sides = {exchange::write_decision(fast), exchange::write_decision(expected)};
    return differing_field(fast, expected);
  };
  if (auto field = compare(folded.states(), true); !field.empty()) return field;
  if (auto field = compare(folded.states(), false); !field.empty()) return field + " with valid until declined";
  if (const WholeStates whole(policy, events, *question); whole.answers(*question)) {
    if (auto field = compare(whole.states(), true); !field.empty()) return field + " on the whole history's state";
  }
  if (auto rule = differing_rule(decider, *question, folded.states(), slow.trace, workspace, sides); !rule.empty()) {
    return rule;
  }
  auto explained = differing_explanation(policy, events, *question, folded.states(), slow, workspace, sides);
  if (!explained.empty()) return explained;
  if (question->customer) {
    const facts::Holder holder{facts::HolderKind::kCustomer, *question->customer};
    auto due = due_difference(policy, events, holder, question->at, workspace, sides, tally);
    if (!due.empty()) return due;
  }
  if (!question->device) return {};
  const facts::Holder holder{facts::HolderKind::kDevice, *question->device};
  return due_difference(policy, events, holder, question->at, workspace, sides, tally);
}

}  // namespace licet::random
