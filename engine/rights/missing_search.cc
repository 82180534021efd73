#include <algorithm>
#include <engine/graph/residual.h>
#include <engine/rights/missing_search.h>
#include <set>

namespace licet::rights {
namespace {

/// What is left of the graph for all categories asked.
struct Left {
  std::vector<bool> open;  ///< by VariableId
  bool passable = true;    ///< a way leads to a permit
  std::size_t least_steps = 0;
};

Left left_for(const decide::ReadyPolicy& policy, const AskedHistory& history, const PossibleActs& acts,
              const decide::States& now, decide::Workspace& workspace) {
  const graph::DecisionGraph& graph = policy.graph();
  std::vector<bool> may_change(graph.variables.size());
  std::map<Step, std::size_t> changed_by;
  for (std::size_t i = 0; i < may_change.size(); ++i) {
    const Steps& steps = acts.changing(graph::VariableId(i));
    may_change[i] = !steps.empty();
    for (const Step& step : steps) ++changed_by[step];
  }
  std::size_t most = 1;
  for (const auto& [step, count] : changed_by) most = std::max(most, count);

  Left left;
  left.open.assign(may_change.size(), false);
  decide::Observation observation(policy.model(), graph, history.question, now, workspace);
  const auto look = [&](std::optional<model::DataId> category) {
    observation.set_category(category);
    const graph::Residual residual = graph::residual(
        graph, graph.table_of(history.question.purpose, history.question.action),
        [&](graph::VariableId variable) { return observation.value(variable); }, may_change);
    for (const graph::VariableId variable : residual.open) left.open[variable.value] = true;
    left.passable = left.passable && residual.least_changes.has_value();
    if (!residual.least_changes || residual.segments == 0) return;
    const std::size_t together = most * residual.segments;
    left.least_steps = std::max(left.least_steps, (*residual.least_changes + together - 1) / together);
  };
  if (history.question.data.empty()) look(std::nullopt);
  for (const model::DataId category : history.question.data) look(category);
  return left;
}

class Search {
 public:
  Search(const decide::ReadyPolicy& policy, const PossibleActs& acts, Left left, const MissingLimits& limits,
         decide::Workspace& workspace)
      : policy_(policy), acts_(acts), left_(std::move(left)), limits_(limits), workspace_(workspace) {}

  FoundSteps run() {
    if (!left_.passable) return std::move(found_);
    if (left_.least_steps > limits_.acts) {
      found_.complete = false;
      return std::move(found_);
    }
    std::vector<Tried> tried;
    if (!try_steps({}, tried)) return std::move(found_);
    for (std::size_t size = 1; !tried.empty(); ++size) {
      if (size > limits_.acts || shapes_.size() >= limits_.sets) {
        found_.complete = !has_next(tried);
        break;
      }
      std::vector<Tried> next;
      for (const Tried& one : tried) {
        for (const Step& step : one.next) {
          if (!extend(one.steps, step, next)) return sorted();
        }
      }
      tried = std::move(next);
    }
    return sorted();
  }

 private:
  /// A set that is denied, and the steps that may change that.
  struct Tried {
    Steps steps;
    Steps next;
  };

  FoundSteps sorted() {
    std::sort(found_.sets.begin(), found_.sets.end(),
              [](const Steps& a, const Steps& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    return std::move(found_);
  }

  bool has_next(const std::vector<Tried>& tried) const {
    return std::any_of(tried.begin(), tried.end(), [&](const Tried& one) {
      return std::any_of(one.next.begin(), one.next.end(), [&](const Step& step) {
        const Steps steps = joined(one.steps, step);
        return !includes_found(steps);
      });
    });
  }

  static Steps joined(const Steps& steps, const Step& step) {
    Steps all = steps;
    all.insert(std::lower_bound(all.begin(), all.end(), step), step);
    return all;
  }

  bool includes_found(const Steps& steps) const {
    return std::any_of(found_.sets.begin(), found_.sets.end(), [&](const Steps& found) {
      return std::includes(steps.begin(), steps.end(), found.begin(), found.end());
    });
  }

  /// False once a limit is reached.
  bool extend(const Steps& steps, const Step& step, std::vector<Tried>& next) {
    Steps all = joined(steps, step);
    if (includes_found(all) || !seen_.insert(all).second) return true;
    return try_steps(std::move(all), next);
  }

  bool try_steps(Steps steps, std::vector<Tried>& denied) {
    if (found_.tries == limits_.tries) {
      found_.complete = false;
      return false;
    }
    ++found_.tries;
    const AskedHistory history = acts_.with(steps);
    AskedStates states(policy_, history);
    const decide::Verdict verdict =
        policy_.decider().decide_listing(history.question, states.fold(history.question.at), workspace_);
    if (verdict.deciding.outcome() == Outcome::kPermit) {
      Steps shape = steps;
      for (Step& step : shape) step.value = 0;
      shapes_.insert(std::move(shape));
      found_.sets.push_back(std::move(steps));
      return true;
    }
    Steps next;
    for (const graph::VariableId variable : workspace_.tested) {
      if (!left_.open[variable.value]) continue;
      for (const Step& step : acts_.changing(variable)) {
        if (acts_.may_join(steps, step)) next.push_back(step);
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    denied.push_back({std::move(steps), std::move(next)});
    return true;
  }

  const decide::ReadyPolicy& policy_;
  const PossibleActs& acts_;
  Left left_;
  const MissingLimits& limits_;
  decide::Workspace& workspace_;
  FoundSteps found_;
  std::set<Steps> seen_;
  std::set<Steps> shapes_;  ///< of what was found, without values: those that differ in values only may become one
};

}  // namespace

FoundSteps search_steps(const decide::ReadyPolicy& policy, const AskedHistory& history, const PossibleActs& acts,
                        const decide::States& now, const MissingLimits& limits, decide::Workspace& workspace) {
  return Search(policy, acts, left_for(policy, history, acts, now, workspace), limits, workspace).run();
}

}  // namespace licet::rights
