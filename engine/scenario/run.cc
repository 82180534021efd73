#include <algorithm>
#include <engine/decide/ready_policy.h>
#include <engine/decide/recipient_chain.h>
#include <engine/decide/retention.h>
#include <engine/exchange/question.h>
#include <engine/explain/explain.h>
#include <engine/explain/sentences.h>
#include <engine/facts/memory_store.h>
#include <engine/scenario/expectation.h>
#include <engine/scenario/run.h>
#include <fmt/core.h>
#include <optional>

namespace licet::scenario {
namespace {

using facts::MemoryStore;

/// The last `ask`: what was asked, what was known then, and the answer.
struct Answer {
  exchange::Question question;
  std::vector<RecordedEvent> events;
  Decision decision;
};

/// Everything in a scenario counts as recorded after the latest time it speaks of: no event is then ahead of its
/// recording, and the order of the lines is the order of recording.
Instant recording_begins(const model::Scenario& scenario) {
  Instant latest{0};
  for (const model::ScenarioStep& step : scenario.steps) {
    const auto* given = std::get_if<model::ScenarioGiven>(&step.step);
    if (given == nullptr) continue;
    for (const Event& event : given->events) latest = std::max(latest, event.at.value_or(latest));
  }
  return latest;
}

/// Is an `expect until` about this `ask`? Otherwise there is no need to look for the end.
bool asks_until(const model::Scenario& scenario, std::size_t ask) {
  for (std::size_t i = ask + 1; i < scenario.steps.size(); ++i) {
    if (std::holds_alternative<model::ScenarioAsk>(scenario.steps[i].step)) return false;
    if (std::holds_alternative<model::ExpectUntil>(scenario.steps[i].step)) return true;
  }
  return false;
}

class Run {
 public:
  Run(const decide::ReadyPolicy& policy, const model::Scenario& scenario, decide::Workspace& workspace)
      : policy_(policy),
        model_(policy.model()),
        scenario_(scenario),
        workspace_(workspace),
        recorded_(recording_begins(scenario)) {
    result_.title = scenario.title;
    result_.range = scenario.range;
  }

  ScenarioResult result() {
    for (step_ = 0; step_ < scenario_.steps.size(); ++step_) {
      std::visit([&](const auto& step) { carry_out(step); }, scenario_.steps[step_].step);
    }
    return std::move(result_);
  }

 private:
  SourceRange here() const { return scenario_.steps[step_].range; }

  void fail(const Comparison& comparison, std::vector<std::string> why) {
    result_.failures.push_back({here(), comparison.expected, comparison.found, std::move(why)});
  }

  void carry_out(const model::ScenarioGiven& given) {
    for (const Event& event : given.events) {
      recorded_.micros += 1;
      const auto taken = store_.take({event, {}, recorded_}, model_, recorded_);
      if (!taken) fail({false, "events that a store accepts", refusal(taken.error())}, {});
    }
  }

  void carry_out(const model::ScenarioAsk& ask) {
    at_ = ask.request.at;
    answer_.reset();
    auto question = exchange::resolve(ask.request, model_, at_.value_or(recorded_));
    if (!question) {
      fail({false, "a request that can be decided", refusal(question.error())}, {});
      return;
    }
    Answer answer{std::move(*question), store_.history(ask.request.customer, ask.request.device), {}};
    for (const std::string& recipient : decide::recipients_asked(model_, answer.question)) {
      for (RecordedEvent& event : store_.history_of_recipient(recipient)) answer.events.push_back(std::move(event));
    }
    const decide::FoldedStates folded(policy_.fold_plan(), answer.events, answer.question);
    answer.decision =
        policy_.decider().answer(answer.question, folded.states(), workspace_, {asks_until(scenario_, step_)});
    asked_.push_back(answer.question.at);
    answer_ = std::move(answer);
  }

  void carry_out(const model::ScenarioOn& on) { at_ = on.at; }

  void carry_out(const model::ExpectDue& expected) {
    ++result_.expectations;
    if (!at_) return;
    const std::string customer = model::kScenarioCustomer;
    const std::vector<std::uint64_t> state = facts::fold(policy_.fold_plan(), {facts::HolderKind::kCustomer, customer},
                                                         store_.history(customer, std::nullopt), {*at_, kNever});
    const std::vector<DueEntry> entries =
        decide::due(policy_.decider(), facts::HolderView(state), false, *at_, workspace_, decisions_held(*at_));
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const DueEntry& one) {
      return one.data == expected.data && one.item == expected.item;
    });
    const Comparison comparison =
        compare(model_, expected, entry == entries.end() ? std::nullopt : std::optional<DueEntry>(*entry));
    if (!comparison.holds) fail(comparison, {});
  }

  /// What was asked above counts as recorded, so that a retention of `decisions` can be tried.
  std::optional<decide::DecisionsHeld> decisions_held(Instant at) const {
    std::optional<decide::DecisionsHeld> held;
    for (const Instant asked : asked_) {
      if (asked > at) continue;
      if (!held) held = decide::DecisionsHeld{asked, asked};
      held->first = std::min(held->first, asked);
      held->latest = std::max(held->latest, asked);
    }
    return held;
  }

  template <class Expectation>
  void carry_out(const Expectation& expected) {
    ++result_.expectations;
    if (!answer_) return;
    const Comparison comparison = compare(model_, expected, answer_->decision);
    if (!comparison.holds) fail(comparison, why());
  }

  /// The explanation of the last answer: what it is, on which facts, and what became of every rule it reached.
  std::vector<std::string> why() const {
    const decide::FoldedStates folded(policy_.fold_plan(), answer_->events, answer_->question);
    const auto event = [&](std::uint64_t record) { return store_.find(record); };
    const auto explanation =
        explain::explain(policy_.decider(), answer_->question, folded.states(), policy_.sources(), event, workspace_);
    if (!explanation) return {explanation.error()};
    Sentences said = explain::sentences(*explanation, model_, Language::kEnglish);
    std::vector<std::string> lines = std::move(said.summary);
    std::move(said.details.begin(), said.details.end(), std::back_inserter(lines));
    return lines;
  }

  static std::string refusal(const InputError& error) {
    return error.field.empty() ? error.message : fmt::format("`{}`: {}", error.field, error.message);
  }

  const decide::ReadyPolicy& policy_;
  const model::Model& model_;
  const model::Scenario& scenario_;
  decide::Workspace& workspace_;
  Instant recorded_;
  MemoryStore store_;
  std::optional<Instant> at_;
  std::vector<Instant> asked_;  ///< for which times
  std::optional<Answer> answer_;
  std::size_t step_ = 0;
  ScenarioResult result_;
};

}  // namespace

std::vector<ScenarioResult> run(const decide::ReadyPolicy& policy, const std::vector<model::Scenario>& scenarios) {
  std::vector<ScenarioResult> results;
  results.reserve(scenarios.size());
  decide::Workspace workspace = policy.decider().make_workspace();
  for (const model::Scenario& scenario : scenarios) results.push_back(Run(policy, scenario, workspace).result());
  return results;
}

}  // namespace licet::scenario
