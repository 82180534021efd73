#pragma once
// Decides questions on the decision graph.
//
// Immutable; any number of threads decide with one Decider, each with its own Workspace. Deciding allocates nothing,
// takes no lock, does not recurse and looks no name up; it cannot fail. Cost: the length of the walks, one a category
// and segment, and with *valid until* again for each candidate instant. Source: language.md section 4.

#include <engine/decide/observation.h>
#include <engine/graph/decision_graph.h>
#include <licet/decision.h>
#include <memory>
#include <span>
#include <vector>

namespace licet::decide {

struct DecideOptions {
  bool until = true;          ///< otherwise `until` is kNever
  bool until_reason = false;  ///< `until` is about the reason, too
};

/// A decision in numbers. `categories` lies in the Workspace, valid until it is used again; empty for a question
/// without data.
struct Verdict {
  RuleVerdict deciding;
  Instant until = kNever;
  std::span<const RuleVerdict> categories;
};

class Decider {
 public:
  Decider(std::shared_ptr<const model::Model> model, std::shared_ptr<const graph::DecisionGraph> graph)
      : model_(std::move(model)), graph_(std::move(graph)) {}

  const model::Model& model() const { return *model_; }
  const graph::DecisionGraph& graph() const { return *graph_; }

  Workspace make_workspace() const { return Workspace(*graph_); }

  /// `states` must answer question.at and question.known.
  Verdict decide(const exchange::Question& question, const States& states, Workspace& workspace,
                 DecideOptions options = {}) const;

  /// Without *valid until*. workspace.tested then lists what the walks of the denied categories met: as long as none of
  /// these variables has another value, they are denied.
  Verdict decide_listing(const exchange::Question& question, const States& states, Workspace& workspace) const;

  /// The answer in names, with duties, citations and levels; allocates.
  Decision answer(const exchange::Question& question, const States& states, Workspace& workspace,
                  DecideOptions options = {}) const;

  /// Is the level reached? `observation` stands at the question's clock.
  bool level_reached(Observation& observation, model::LevelId level) const;

 private:
  RuleVerdict decide_category(Observation& observation, const graph::Table& table,
                              std::optional<model::DataId> category) const;
  RuleVerdict decide_all(Observation& observation, const graph::Table& table,
                         std::vector<RuleVerdict>& categories) const;
  RuleVerdict decide_again(Observation& observation, const graph::Table& table) const;
  std::vector<std::string> levels(Observation& observation) const;

  std::shared_ptr<const model::Model> model_;
  std::shared_ptr<const graph::DecisionGraph> graph_;
};

}  // namespace licet::decide
