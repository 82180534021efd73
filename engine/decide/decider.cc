#include <algorithm>
#include <engine/decide/decider.h>
#include <engine/decide/valid_until.h>

namespace licet::decide {
namespace {

/// The first denied category decides, or if none is, the first; one that only needs a review gives way to one that is
/// denied for another reason.
class Deciding {
 public:
  void add(const RuleVerdict& category) {
    const int weight = weight_of(category.reason);
    if (weight <= weight_) return;
    weight_ = weight;
    verdict_ = category;
  }
  const RuleVerdict& verdict() const { return verdict_; }

 private:
  static int weight_of(Reason reason) {
    if (reason == Reason::kPermitted) return 0;
    return reason == Reason::kNeedsReview ? 1 : 2;
  }

  RuleVerdict verdict_;
  int weight_ = -1;
};

}  // namespace

RuleVerdict Decider::decide_category(Observation& observation, const graph::Table& table,
                                     std::optional<model::DataId> category) const {
  observation.set_category(category);
  for (const graph::Segment& segment : graph_->segments_of(table)) {
    const graph::FrozenRef leaf = observation.walk(segment.root);
    if (graph::is_verdict(leaf)) {
      const graph::Verdict verdict = graph::verdict_of(leaf);
      return {verdict.reason, verdict.rule};
    }
    Reason reason = Reason::kNothingPermits;
    if (leaf == graph::kLeafTrue) reason = segment.when_true;
    if (leaf == graph::kLeafUnknown) reason = segment.when_unknown;
    if (reason != Reason::kNothingPermits) return {reason, model::RuleId(segment.rule)};
  }
  return {};
}

RuleVerdict Decider::decide_all(Observation& observation, const graph::Table& table,
                                std::vector<RuleVerdict>& categories) const {
  categories.clear();
  const exchange::Question& question = *observation.question();
  if (question.data.empty()) return decide_category(observation, table, std::nullopt);
  Deciding deciding;
  for (const model::DataId category : question.data) {
    categories.push_back(decide_category(observation, table, category));
    deciding.add(categories.back());
  }
  return deciding.verdict();
}

RuleVerdict Decider::decide_again(Observation& observation, const graph::Table& table) const {
  const exchange::Question& question = *observation.question();
  if (question.data.empty()) return decide_category(observation, table, std::nullopt);
  Deciding deciding;
  for (const model::DataId category : question.data) deciding.add(decide_category(observation, table, category));
  return deciding.verdict();
}

Verdict Decider::decide(const exchange::Question& question, const States& states, Workspace& workspace,
                        DecideOptions options) const {
  Observation observation(*model_, *graph_, question, states, workspace);
  const graph::Table& table = graph_->table_of(question.purpose, question.action);
  // Where all walks begin is known here; their nodes come from memory while the first is under way.
  for (const graph::Segment& segment : graph_->segments_of(table)) graph_->prefetch(segment.root);
  if (options.until) observation.begin_walks();
  Verdict verdict;
  verdict.deciding = decide_all(observation, table, workspace.categories);
  verdict.categories = workspace.categories;
  if (options.until) {
    verdict.until = first_difference(observation, question.at, [&] {
      const RuleVerdict again = decide_again(observation, table);
      return !again.same_for_until(verdict.deciding) ||
             (options.until_reason && again.reason != verdict.deciding.reason);
    });
  }
  return verdict;
}

Verdict Decider::decide_listing(const exchange::Question& question, const States& states, Workspace& workspace) const {
  Observation observation(*model_, *graph_, question, states, workspace);
  const graph::Table& table = graph_->table_of(question.purpose, question.action);
  observation.begin_walks();
  Verdict verdict;
  verdict.deciding = decide_all(observation, table, workspace.categories);
  verdict.categories = workspace.categories;
  if (question.data.empty()) return verdict;
  observation.begin_walks();
  for (std::size_t i = 0; i < question.data.size(); ++i) {
    if (workspace.categories[i].outcome() == Outcome::kDeny) decide_category(observation, table, question.data[i]);
  }
  return verdict;
}

bool Decider::level_reached(Observation& observation, model::LevelId level) const {
  return observation.walk(graph_->levels[level.value]) == graph::kLeafTrue;
}

std::vector<std::string> Decider::levels(Observation& observation) const {
  const auto& levels = model_->levels.list;
  std::vector<bool> shown(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) shown[i] = level_reached(observation, model::LevelId(i));
  std::vector<bool> below(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (!shown[i]) continue;
    for (const model::LevelId lower : levels[i].all_below) below[lower.value] = true;
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (shown[i] && !below[i]) names.push_back(levels[i].title.name);
  }
  return names;
}

Decision Decider::answer(const exchange::Question& question, const States& states, Workspace& workspace,
                         DecideOptions options) const {
  const Verdict verdict = decide(question, states, workspace, options);
  const auto name_of = [&](const RuleVerdict& one) -> std::optional<std::string> {
    if (!one.has_rule()) return std::nullopt;
    return model_->rules[one.rule].title.name;
  };
  Decision decision;
  decision.outcome = verdict.deciding.outcome();
  decision.rule = name_of(verdict.deciding);
  decision.reason = verdict.deciding.reason;
  if (verdict.deciding.has_rule()) decision.because = model_->rules[verdict.deciding.rule].citations;
  for (std::size_t i = 0; i < verdict.categories.size(); ++i) {
    const RuleVerdict& category = verdict.categories[i];
    decision.categories.push_back(
        {model_->data.titles[question.data[i].value].name, category.outcome(), name_of(category), category.reason});
  }
  if (decision.outcome == Outcome::kPermit) {
    const auto add_duties = [&](const RuleVerdict& one) {
      for (const model::DutyId duty : model_->rules[one.rule].duties) {
        const std::string& name = model_->duties[duty].title.name;
        auto& duties = decision.duties;
        if (std::find(duties.begin(), duties.end(), name) == duties.end()) duties.push_back(name);
      }
    };
    if (verdict.categories.empty()) add_duties(verdict.deciding);
    for (const RuleVerdict& category : verdict.categories) add_duties(category);
  }
  Observation observation(*model_, *graph_, question, states, workspace);
  decision.levels = levels(observation);
  decision.until = verdict.until;
  decision.at = question.at;
  decision.policy = {model_->name, model_->version, model_->digest, time::zone_data_version()};
  return decision;
}

}  // namespace licet::decide
