#include <algorithm>
#include <engine/rights/missing_beside.h>
#include <engine/rights/missing_search.h>

namespace licet::rights {
namespace {

/// A request that follows the clock of the day changes twice a day; whether it is ever permitted shows within days.
constexpr std::size_t kChangesByTime = 64;

bool is_of(const model::Model& model, const Step& step, bool device) {
  if (step.kind == StepKind::kAsk || step.kind == StepKind::kConfirm) {
    return (model.consents[model::ConsentId(step.subject)].scope == model::ConsentScope::kDevice) == device;
  }
  if (step.kind != StepKind::kLearn) return false;
  const model::FactOwner owner = model.facts[model::FactId(step.subject)].owner;
  return owner == (device ? model::FactOwner::kDevice : model::FactOwner::kCustomer);
}

/// Would some set need the holder who is not named, if it were one of whom nothing is known?
bool helps(const decide::ReadyPolicy& policy, const AskedHistory& history, bool device, const MissingLimits& limits,
           decide::Workspace& workspace) {
  const model::Model& model = policy.model();
  const auto& named = device ? history.question.device : history.question.customer;
  const bool some =
      std::any_of(model.consents.list.begin(), model.consents.list.end(),
                  [&](const auto& one) { return (one.scope == model::ConsentScope::kDevice) == device; }) ||
      std::any_of(model.facts.list.begin(), model.facts.list.end(), [&](const auto& one) {
        return one.owner == (device ? model::FactOwner::kDevice : model::FactOwner::kCustomer);
      });
  if (named || !some) return false;
  AskedHistory with = history;
  (device ? with.question.device : with.question.customer) = "unknown";
  AskedStates states(policy, with);
  const decide::States& now = states.fold(with.question.at);
  const PossibleActs acts(policy, with, now, workspace);
  const FoundSteps found = search_steps(policy, with, acts, now, limits, workspace);
  return std::any_of(found.sets.begin(), found.sets.end(), [&](const Steps& steps) {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return is_of(model, step, device); });
  });
}

std::vector<std::string> restricted(const decide::ReadyPolicy& policy, const exchange::Question& question,
                                    const decide::States& now, decide::Workspace& workspace) {
  const graph::VariableKey key{graph::VariableKind::kFirstStage, 0, {}, graph::AgeBoundary::kEnd, std::nullopt, false};
  const auto stage = policy.graph().variables.find(key);
  std::vector<std::string> names;
  if (!stage) return names;
  decide::Observation observation(policy.model(), policy.graph(), question, now, workspace);
  for (const model::DataId category : question.data) {
    observation.set_category(category);
    if (observation.value(*stage) != 0) names.push_back(policy.model().data.titles[category.value].name);
  }
  return names;
}

std::optional<Instant> permitted_from(const decide::ReadyPolicy& policy, exchange::Question question,
                                      const decide::States& now, decide::Workspace& workspace) {
  for (std::size_t i = 0; i < kChangesByTime; ++i) {
    const Decision decision = policy.decider().answer(question, now, workspace, {.until = true});
    if (decision.outcome == Outcome::kPermit) return question.at;
    if (decision.until == kNever) return std::nullopt;
    question.at = decision.until;
  }
  return std::nullopt;
}

}  // namespace

void look_beside(const decide::ReadyPolicy& policy, const AskedHistory& history, const MissingLimits& limits,
                 decide::Workspace& workspace, Missing& missing) {
  if (missing.sets.empty()) {
    missing.device_helps = helps(policy, history, true, limits, workspace);
    missing.customer_helps = helps(policy, history, false, limits, workspace);
  }
  AskedStates states(policy, history);
  const decide::States& now = states.fold(history.question.at);
  missing.restricted_by_retention = restricted(policy, history.question, now, workspace);
  missing.permitted_from = permitted_from(policy, history.question, now, workspace);
}

}  // namespace licet::rights
