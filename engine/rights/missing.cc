#include <algorithm>
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

template <class Names, class Titles>
std::vector<std::string> names_of(const Names& ids, const Titles& titles) {
  std::vector<std::string> names;
  for (const auto id : ids) names.push_back(titles[id.value].name);
  return names;
}

class Telling {
 public:
  Telling(const model::Model& model, const PossibleActs& acts, const exchange::Question& question)
      : model_(model), acts_(acts), question_(question) {}

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
        told.value = region_of(fact, acts_.classes(step), wide.classes, *model_.zone);
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
      told.facts.push_back({fact.title.name, region_of(fact, acts_.classes(one.step), one.classes, *model_.zone)});
    }
  }

  const model::Model& model_;
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
  const Telling telling(policy.model(), acts, history.question);
  for (const WideSteps& set : united(found.sets, policy.model())) {
    if (result.sets.size() == limits.sets) {
      result.complete = false;
      break;
    }
    result.sets.push_back(telling.set(set));
  }
  FoundObstacles in_the_way = obstacles(policy, history, acts, found.sets, limits, workspace);
  result.in_the_way = std::move(in_the_way.obstacles);
  result.tries += in_the_way.tries;
  return result;
}

}  // namespace licet::rights
