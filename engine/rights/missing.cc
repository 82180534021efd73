#include <algorithm>
#include <engine/rights/missing_beside.h>
#include <engine/rights/missing_search.h>
#include <engine/rights/obstacles.h>

namespace licet::rights {
namespace {

/// A step with every class of values that may stand there.
struct WideStep {
  Step step;  ///< with the first class
  std::vector<std::uint32_t> classes;
};
using WideSteps = std::vector<WideStep>;

/// Only what lies side by side is one region, but for values that have no order.
bool may_unite(const model::Fact& fact, const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const bool ordered = fact.type == model::FactType::kNumber || fact.type == model::FactType::kDate ||
                       fact.type == model::FactType::kTime;
  return !ordered || a.back() + 1 == b.front() || b.back() + 1 == a.front();
}

/// The one step in which the sets differ, if it is only that step's values; none else.
std::optional<std::size_t> only_difference(const WideSteps& a, const WideSteps& b) {
  if (a.size() != b.size()) return std::nullopt;
  std::optional<std::size_t> differs;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i].step.same_subject(b[i].step)) return std::nullopt;
    if (a[i].classes == b[i].classes) continue;
    if (differs) return std::nullopt;
    differs = i;
  }
  return differs;
}

/// Sets that differ in the values of one fact become one.
std::vector<WideSteps> united(const std::vector<Steps>& found, const model::Model& model) {
  std::vector<WideSteps> sets;
  for (const Steps& steps : found) {
    WideSteps& set = sets.emplace_back();
    for (const Step& step : steps) set.push_back({step, {step.value}});
  }
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      for (std::size_t j = i + 1; j < sets.size();) {
        const auto at = only_difference(sets[i], sets[j]);
        const bool unites = at && may_unite(model.facts[model::FactId(sets[i][*at].step.subject)], sets[i][*at].classes,
                                            sets[j][*at].classes);
        if (!unites) {
          ++j;
          continue;
        }
        auto& classes = sets[i][*at].classes;
        classes.insert(classes.end(), sets[j][*at].classes.begin(), sets[j][*at].classes.end());
        std::sort(classes.begin(), classes.end());
        sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(j));
        again = true;
      }
    }
  }
  return sets;
}

/// Does some condition compare the values of the two?
bool are_compared(const model::Model& model, const graph::VariableSet& variables, const Step& a, const Step& b) {
  const auto has_value = [](const Step& step) {
    return step.kind == StepKind::kLearn || step.kind == StepKind::kState;
  };
  if (!has_value(a) || !has_value(b) || a.subject == b.subject) return false;
  const auto is = [&](model::TimeId time, const Step& of) {
    return model[time].kind == model::TimeSourceKind::kFact && model[time].subject == of.subject;
  };
  return std::any_of(variables.pairs().begin(), variables.pairs().end(), [&](const graph::TimePair& pair) {
    return (is(pair.left, a) && is(pair.right, b)) || (is(pair.right, a) && is(pair.left, b));
  });
}

/// Do they differ in values only, and in none that is not compared with another in which they differ?
bool differ_in_compared(const model::Model& model, const graph::VariableSet& variables, const WideSteps& a,
                        const WideSteps& b) {
  if (a.size() != b.size()) return false;
  std::vector<Step> differing;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i].step.same_subject(b[i].step)) return false;
    if (a[i].classes != b[i].classes) differing.push_back(a[i].step);
  }
  return std::all_of(differing.begin(), differing.end(), [&](const Step& one) {
    return std::any_of(differing.begin(), differing.end(),
                       [&](const Step& other) { return are_compared(model, variables, one, other); });
  });
}

/// Sets that differ in what is compared with one another become one: a region for each, which the answer then says.
std::vector<WideSteps> with_compared_united(std::vector<WideSteps> sets, const model::Model& model,
                                            const graph::VariableSet& variables) {
  std::vector<WideSteps> all;
  for (WideSteps& set : sets) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const WideSteps& other) {
      return differ_in_compared(model, variables, other, set);
    });
    if (same == all.end()) {
      all.push_back(std::move(set));
      continue;
    }
    for (std::size_t i = 0; i < set.size(); ++i) {
      auto& classes = (*same)[i].classes;
      classes.insert(classes.end(), set[i].classes.begin(), set[i].classes.end());
      std::sort(classes.begin(), classes.end());
      classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
    }
  }
  return all;
}

template <class Names, class Titles>
std::vector<std::string> names_of(const Names& ids, const Titles& titles) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const auto id : ids) names.push_back(titles[id.value].name);
  return names;
}

class Telling {
 public:
  Telling(const decide::ReadyPolicy& policy, const PossibleActs& acts, const exchange::Question& question)
      : model_(policy.model()), variables_(policy.graph().variables), acts_(acts), question_(question) {}

  MissingSet set(const WideSteps& steps) const {
    MissingSet told;
    for (const WideStep& wide : steps) {
      if (wide.step.kind != StepKind::kState) told.acts.push_back(act(wide, steps));
    }
    return told;
  }

 private:
  MissingAct act(const WideStep& wide, const WideSteps& all) const {
    const Step& step = wide.step;
    MissingAct told;
    const auto name = [&](const model::Title& title) {
      told.name = title.name;
      told.title = title.title;
    };
    switch (step.kind) {
      case StepKind::kLearn: {
        const model::Fact& fact = model_.facts[model::FactId(step.subject)];
        told.kind = ActKind::kLearn;
        told.holder = fact.owner == model::FactOwner::kDevice      ? ActHolder::kDevice
                      : fact.owner == model::FactOwner::kRecipient ? ActHolder::kRecipient
                      : fact.owner == model::FactOwner::kRequest   ? ActHolder::kRequest
                                                                   : ActHolder::kCustomer;
        name(fact.title);
        told.value = region(fact, wide, all);
        break;
      }
      case StepKind::kInform: {
        const model::Notice& notice = model_.notices[model::NoticeId(step.subject)];
        told.kind = ActKind::kInform;
        told.holder = question_.customer ? ActHolder::kCustomer : ActHolder::kDevice;
        name(notice.title);
        if (!notice.wordings.empty()) told.wording = notice.wordings.front().id;
        break;
      }
      case StepKind::kAsk:
      case StepKind::kConfirm:
      case StepKind::kState:
      case StepKind::kSetAside: {
        const model::Consent& consent = model_.consents[model::ConsentId(step.subject)];
        const bool asks = step.kind == StepKind::kAsk;
        told.kind = asks ? ActKind::kAsk : ActKind::kConfirm;
        told.holder = consent.scope == model::ConsentScope::kDevice ? ActHolder::kDevice : ActHolder::kCustomer;
        name(consent.title);
        const bool asked = std::any_of(all.begin(), all.end(), [&](const WideStep& one) {
          return one.step.kind == StepKind::kAsk && one.step.subject == step.subject;
        });
        if (asks || !asked) add_facts(told, step.subject, all);
        if (!asks) break;
        if (!consent.wordings.empty()) told.wording = consent.wordings.front().id;
        told.purposes = names_of(consent.purposes, model_.purposes.titles);
        told.limits_channels = consent.channels.has_value();
        if (consent.channels) told.channels = names_of(*consent.channels, model_.channels.titles);
        break;
      }
    }
    return told;
  }

  void add_facts(MissingAct& told, std::uint32_t consent, const WideSteps& all) const {
    for (const WideStep& one : all) {
      if (one.step.kind != StepKind::kState || one.step.consent != consent) continue;
      const model::Fact& fact = model_.facts[model::FactId(one.step.subject)];
      told.facts.push_back({fact.title.name, region(fact, one, all)});
    }
  }

  /// Those of the set, without a value as this one, with which some condition compares it.
  std::vector<std::string> compared_with(const Step& step, const WideSteps& all) const {
    std::vector<std::string> names;
    for (const WideStep& other : all) {
      if (!are_compared(model_, variables_, step, other.step)) continue;
      const std::string& name = model_.facts[model::FactId(other.step.subject)].title.name;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
  }

  ValueRegion region(const model::Fact& fact, const WideStep& wide, const WideSteps& all) const {
    ValueRegion told = region_of(fact, acts_.classes(wide.step), wide.classes, *model_.zone);
    told.compared_with = compared_with(wide.step, all);
    // Not any value of the one goes with any of the other; those of one found set do.
    if (!told.compared_with.empty()) {
      told.example = as_sent(fact, acts_.classes(wide.step)[wide.step.value].example, *model_.zone);
    }
    return told;
  }

  const model::Model& model_;
  const graph::VariableSet& variables_;
  const PossibleActs& acts_;
  const exchange::Question& question_;
};

/// Only what counts stays, so that what happens next counts too.
void keep_known(AskedHistory& history) {
  const Instant known = history.question.known;
  const auto filter = [&](std::vector<RecordedEvent>& events) {
    std::erase_if(events, [&](const RecordedEvent& event) { return event.recorded > known; });
  };
  filter(history.person);
  filter(history.device);
  for (auto& recipient : history.recipients) filter(recipient);
  history.question.known = kNever;
}

}  // namespace

Missing missing(const decide::ReadyPolicy& policy, AskedHistory history, const MissingLimits& limits) {
  keep_known(history);
  decide::Workspace workspace = policy.decider().make_workspace();
  AskedStates states(policy, history);
  const decide::States& now = states.fold(history.question.at);
  Missing result;
  result.decision = policy.decider().answer(history.question, now, workspace, {.until = false});
  if (result.decision.outcome == Outcome::kPermit) return result;
  const PossibleActs acts(policy, history, now, workspace);
  const FoundSteps found = search_steps(policy, history, acts, now, limits, workspace);
  result.complete = found.complete;
  result.tries = found.tries;
  const Telling telling(policy, acts, history.question);
  for (const WideSteps& set :
       with_compared_united(united(found.sets, policy.model()), policy.model(), policy.graph().variables)) {
    if (result.sets.size() == limits.sets) {
      result.complete = false;
      break;
    }
    result.sets.push_back(telling.set(set));
  }
  FoundObstacles in_the_way = obstacles(policy, history, acts, found.sets, limits, workspace);
  result.in_the_way = std::move(in_the_way.obstacles);
  result.tries += in_the_way.tries;
  look_beside(policy, history, limits, workspace, result);
  return result;
}

}  // namespace licet::rights
