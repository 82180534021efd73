#include <algorithm>
#include <engine/rights/missing_search.h>
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

Recorded but(Recorded all, Instant recorded) {
  all.erase(recorded);
  return all;
}

/// What stands, each once, by when it was recorded: what is kept for two has one time.
std::map<Instant, ObstacleKind> standing(const decide::States& states) {
  std::map<Instant, ObstacleKind> all;
  for (const facts::HolderView* holder : {&states.person, &states.device}) {
    for (const auto& one : holder->objections()) all.emplace(one.objected.recorded, ObstacleKind::kObjection);
    for (const auto& one : holder->restrictions()) all.emplace(one.begun.recorded, ObstacleKind::kRestriction);
    for (const auto& one : holder->erasures()) all.emplace(one.begun.recorded, ObstacleKind::kErasureRequest);
  }
  return all;
}

class Finding {
 public:
  Finding(const decide::ReadyPolicy& policy, const AskedHistory& history, decide::Workspace& workspace)
      : policy_(policy), history_(history), workspace_(workspace), states_(policy, history) {
    standing_ = standing(states_.fold(history.question.at));
    for (const auto& [recorded, kind] : standing_) all_.insert(recorded);
  }

  FoundObstacles find(const PossibleActs& acts, const std::vector<Steps>& found, const MissingLimits& limits) {
    FoundObstacles result;
    if (all_.empty()) return result;
    Recorded certain = differing([this](const AskedHistory& history) { return decided(history); });
    const bool complete = find_set_aside(limits, certain, result.tries);
    const Recorded outdone_ones = outdone(acts, found);
    certain.insert(outdone_ones.begin(), outdone_ones.end());
    Recorded named = certain;
    if (!complete) named.merge(differing([this](const AskedHistory& history) { return values(history); }));
    for (const Instant recorded : named) {
      Obstacle& one = result.obstacles.emplace_back(told(recorded));
      one.outdone = outdone_ones.contains(recorded);
      one.certain = certain.contains(recorded);
    }
    std::stable_sort(result.obstacles.begin(), result.obstacles.end(),
                     [](const Obstacle& a, const Obstacle& b) { return a.begun.at < b.begun.at; });
    return result;
  }

 private:
  /// Those without which `look` sees something else, be it without this one only or without any but this one.
  template <class Look>
  Recorded differing(const Look& look) {
    const auto with_all = look(history_);
    const auto with_none = look(without(history_, all_));
    Recorded found;
    for (const Instant recorded : all_) {
      if (look(without(history_, {recorded})) != with_all ||
          look(without(history_, but(all_, recorded))) != with_none) {
        found.insert(recorded);
      }
    }
    return found;
  }

  std::vector<std::pair<Reason, std::uint32_t>> decided(const AskedHistory& history) {
    AskedStates states(policy_, history);
    const decide::Verdict verdict =
        policy_.decider().decide(history.question, states.fold(history.question.at), workspace_, {.until = false});
    const auto told = [](const decide::RuleVerdict& one) {
      return std::pair(one.reason, one.has_rule() ? one.rule.value : 0);
    };
    std::vector<std::pair<Reason, std::uint32_t>> verdicts{told(verdict.deciding)};
    for (const decide::RuleVerdict& category : verdict.categories) verdicts.push_back(told(category));
    return verdicts;
  }

  bool permits(const AskedHistory& history) { return decided(history).front().first == Reason::kPermitted; }

  /// Of every variable, for every category asked.
  std::vector<std::uint32_t> values(const AskedHistory& history) {
    AskedStates states(policy_, history);
    const decide::States& now = states.fold(history.question.at);
    decide::Observation observation(policy_.model(), policy_.graph(), history.question, now, workspace_);
    std::vector<std::uint32_t> all;
    const auto look = [&](std::optional<model::DataId> category) {
      observation.set_category(category);
      for (std::size_t i = 0; i < policy_.graph().variables.size(); ++i) {
        if (policy_.graph().variables[graph::VariableId(i)].key.kind == graph::VariableKind::kOverrides) continue;
        all.push_back(observation.value(graph::VariableId(i)));
      }
    };
    if (history.question.data.empty()) look(std::nullopt);
    for (const model::DataId category : history.question.data) look(category);
    return all;
  }

  /// Was every such set found?
  bool find_set_aside(const MissingLimits& limits, Recorded& aside, std::size_t& tries) {
    const std::vector<Instant> numbered(all_.begin(), all_.end());
    const decide::States& now = states_.fold(history_.question.at);
    const PossibleActs acts(policy_, history_, now, workspace_, numbered);
    const FoundSteps found = search_steps(policy_, history_, acts, now,
                                          {limits.tries, limits.acts + numbered.size(), limits.tries}, workspace_);
    tries = found.tries;
    for (const Steps& steps : found.sets) {
      for (const Step& step : steps) {
        if (step.kind == StepKind::kSetAside) aside.insert(numbered[step.subject]);
      }
    }
    return found.complete;
  }

  Recorded outdone(const PossibleActs& acts, const std::vector<Steps>& found) {
    Recorded objections;
    for (const auto& [recorded, kind] : standing_) {
      if (kind == ObstacleKind::kObjection) objections.insert(recorded);
    }
    Recorded later;
    for (const Steps& steps : found) {
      const bool asks =
          std::any_of(steps.begin(), steps.end(), [](const Step& one) { return one.kind == StepKind::kAsk; });
      if (!asks) continue;
      const AskedHistory after = acts.with(steps);
      for (const Instant recorded : objections) {
        if (later.contains(recorded)) continue;
        const AskedHistory alone = without(after, but(objections, recorded));
        if (permits(alone) && !permits(objecting_last(alone, recorded))) later.insert(recorded);
      }
    }
    return later;
  }

  /// The objection comes after all else, with what was lifted of it.
  AskedHistory objecting_last(const AskedHistory& history, Instant recorded) const {
    AskedHistory changed = history;
    Instant last = recorded;
    for (const auto* events : {&history.person, &history.device}) {
      for (const RecordedEvent& one : *events) last = std::max(last, one.recorded);
    }
    for (auto* events : {&changed.person, &changed.device}) {
      const auto from = std::find_if(events->begin(), events->end(),
                                     [&](const RecordedEvent& one) { return one.recorded == recorded; });
      if (from == events->end()) continue;
      const Instant objected_at = *from->event.at;
      std::vector<RecordedEvent> again{*from};
      std::set<std::string> voided;
      for (const RecordedEvent& one : *events) voided.insert(one.event.voids);
      for (const RecordedEvent& one : *events) {
        const bool counts = *one.event.at <= history_.question.at && !(one.event.id && voided.contains(*one.event.id));
        const bool lifts = one.event.kind == EventKind::kObjectionLifted && *one.event.at >= objected_at;
        if (lifts && counts) again.push_back(one);
      }
      events->erase(from);
      for (RecordedEvent& one : again) {
        one.recorded = last = Instant{last.micros + 1};
        one.event.at = history_.question.at;
        one.event.id.reset();
        events->push_back(std::move(one));
      }
    }
    return changed;
  }

  Obstacle told(Instant recorded) const {
    Obstacle obstacle;
    obstacle.kind = standing_.at(recorded);
    for (const bool of_device : {true, false}) {
      for (const RecordedEvent& one : of_device ? history_.device : history_.person) {
        if (one.recorded != recorded) continue;
        obstacle.holder = of_device ? ActHolder::kDevice : ActHolder::kCustomer;
        obstacle.begun = {one.record, *one.event.at, one.recorded};
        obstacle.purposes = one.event.purposes;
        obstacle.channels = one.event.channels;
        obstacle.data = one.event.data;
      }
    }
    return obstacle;
  }

  const decide::ReadyPolicy& policy_;
  const AskedHistory& history_;
  decide::Workspace& workspace_;
  AskedStates states_;
  std::map<Instant, ObstacleKind> standing_;
  Recorded all_;
};

}  // namespace

FoundObstacles obstacles(const decide::ReadyPolicy& policy, const AskedHistory& history, const PossibleActs& acts,
                         const std::vector<Steps>& found, const MissingLimits& limits, decide::Workspace& workspace) {
  return Finding(policy, history, workspace).find(acts, found, limits);
}

}  // namespace licet::rights
