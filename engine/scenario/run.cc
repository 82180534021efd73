#include <algorithm>
#include <engine/decide/evaluate.h>
#include <engine/exchange/question.h>
#include <engine/facts/memory_store.h>
#include <engine/scenario/expectation.h>
#include <engine/scenario/run.h>
#include <engine/scenario/why.h>
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
  Run(const model::Model& model, const model::Scenario& scenario, const SourceFiles& sources)
      : model_(model), scenario_(scenario), sources_(sources), recorded_(recording_begins(scenario)) {
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
    answer.decision =
        decide::evaluate(model_, answer.events, answer.question, {asks_until(scenario_, step_), false}).decision;
    answer_ = std::move(answer);
  }

  void carry_out(const model::ScenarioOn& on) { at_ = on.at; }

  void carry_out(const model::ExpectDue& expected) {
    ++result_.expectations;
    if (!at_) return;
    const std::string customer = model::kScenarioCustomer;
    const std::vector<RecordedEvent> events = store_.history(customer, std::nullopt);
    const std::vector<DueEntry> entries = decide::due(model_, events, customer, std::nullopt, *at_);
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const DueEntry& one) {
      return one.data == model_.data.titles[expected.data.value].name;
    });
    const Comparison comparison =
        compare(model_, expected, entry == entries.end() ? std::nullopt : std::optional<DueEntry>(*entry));
    if (!comparison.holds) fail(comparison, {});
  }

  template <class Expectation>
  void carry_out(const Expectation& expected) {
    ++result_.expectations;
    if (!answer_) return;
    const Comparison comparison = compare(model_, expected, answer_->decision);
    if (!comparison.holds) fail(comparison, why(expected));
  }

  Circumstances circumstances() const { return {model_, sources_, answer_->question, answer_->events}; }

  std::vector<std::string> why(const model::ExpectDecision& expected) const {
    return why_decision(expected.permit ? model::Effect::kPermit : model::Effect::kForbid);
  }
  std::vector<std::string> why(const model::ExpectDuties&) const { return why_decision(model::Effect::kPermit); }
  std::vector<std::string> why(const model::ExpectLevels&) const {
    return why_levels(circumstances(), answer_->decision.levels);
  }
  std::vector<std::string> why(const model::ExpectUntil&) const {
    return why_until(circumstances(), answer_->decision);
  }

  std::vector<std::string> why_decision(model::Effect missed) const {
    const decide::Evaluated again = decide::evaluate(model_, answer_->events, answer_->question, {false, true});
    return why_decided(circumstances(), again, missed);
  }

  static std::string refusal(const InputError& error) {
    return error.field.empty() ? error.message : fmt::format("`{}`: {}", error.field, error.message);
  }

  const model::Model& model_;
  const model::Scenario& scenario_;
  const SourceFiles& sources_;
  Instant recorded_;
  MemoryStore store_;
  std::optional<Instant> at_;
  std::optional<Answer> answer_;
  std::size_t step_ = 0;
  ScenarioResult result_;
};

}  // namespace

std::vector<ScenarioResult> run(const model::Model& model, const std::vector<model::Scenario>& scenarios,
                                const SourceFiles& sources) {
  std::vector<ScenarioResult> results;
  results.reserve(scenarios.size());
  for (const model::Scenario& scenario : scenarios) results.push_back(Run(model, scenario, sources).result());
  return results;
}

}  // namespace licet::scenario
