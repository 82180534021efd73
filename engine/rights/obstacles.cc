#include <algorithm>
#include <engine/rights/obstacles.h>
#include <set>

namespace licet::rights {
namespace {

using Recorded = std::set<Instant>;

AskedHistory without(const AskedHistory& history, const Recorded& left_out) {
  AskedHistory rest = history;
  const auto filter = [&](std::vector<RecordedEvent>& events) {
    std::erase_if(events, [&](const RecordedEvent& event) { return left_out.contains(event.recorded); });
  };
  filter(rest.person);
  filter(rest.device);
  return rest;
}

using Verdicts = std::vector<std::pair<Reason, std::uint32_t>>;

Verdicts decided(const decide::ReadyPolicy& policy, const AskedHistory& history, decide::Workspace& workspace) {
  AskedStates states(policy, history);
  const decide::Verdict verdict =
      policy.decider().decide(history.question, states.fold(history.question.at), workspace, {.until = false});
  const auto told = [](const decide::RuleVerdict& one) {
    return std::pair(one.reason, one.has_rule() ? one.rule.value : 0);
  };
  Verdicts verdicts{told(verdict.deciding)};
  for (const decide::RuleVerdict& category : verdict.categories) verdicts.push_back(told(category));
  return verdicts;
}

/// Those that stand, each once, by when they were recorded: what is kept for two has one time.
std::map<Instant, ObstacleKind> standing(const decide::States& states) {
  std::map<Instant, ObstacleKind> all;
  for (const facts::HolderView* holder : {&states.person, &states.device}) {
    for (const auto& one : holder->objections()) all.emplace(one.objected.recorded, ObstacleKind::kObjection);
    for (const auto& one : holder->restrictions()) all.emplace(one.begun.recorded, ObstacleKind::kRestriction);
    for (const auto& one : holder->erasures()) all.emplace(one.begun.recorded, ObstacleKind::kErasureRequest);
  }
  return all;
}

std::optional<Obstacle> told(const AskedHistory& history, Instant recorded, ObstacleKind kind) {
  for (const bool of_device : {false, true}) {
    for (const RecordedEvent& one : of_device ? history.device : history.person) {
      if (one.recorded != recorded) continue;
      Obstacle obstacle;
      obstacle.kind = kind;
      obstacle.holder = of_device ? ActHolder::kDevice : ActHolder::kCustomer;
      obstacle.begun = {one.record, *one.event.at, one.recorded};
      obstacle.purposes = one.event.purposes;
      obstacle.channels = one.event.channels;
      obstacle.data = one.event.data;
      return obstacle;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Obstacle> obstacles(const decide::ReadyPolicy& policy, const AskedHistory& history,
                                decide::Workspace& workspace) {
  std::map<Instant, ObstacleKind> standing_now;
  {
    AskedStates states(policy, history);
    standing_now = standing(states.fold(history.question.at));
  }
  std::vector<Obstacle> found;
  if (standing_now.empty()) return found;
  Recorded all;
  for (const auto& [recorded, kind] : standing_now) all.insert(recorded);
  const Verdicts with_all = decided(policy, history, workspace);
  const Verdicts with_none = decided(policy, without(history, all), workspace);
  for (const auto& [recorded, kind] : standing_now) {
    Recorded others = all;
    others.erase(recorded);
    const bool rests = decided(policy, without(history, {recorded}), workspace) != with_all ||
                       decided(policy, without(history, others), workspace) != with_none;
    if (!rests) continue;
    if (auto obstacle = told(history, recorded, kind)) found.push_back(std::move(*obstacle));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Obstacle& a, const Obstacle& b) { return a.begun.at < b.begun.at; });
  return found;
}

}  // namespace licet::rights
