#include <algorithm>
#include <engine/decide/first_stage.h>
#include <engine/decide/holder_retention.h>

namespace licet::decide {

std::optional<Stage> stage_of(const model::Model& model, const graph::DecisionGraph& graph, const States& states,
                              const Keeps& keeps, const KeptPiece& kept, Instant clock, Workspace& workspace,
                              StageStanding* standing) {
  std::optional<Stage> earliest;
  ChangeAhead ahead;
  Instant next_end = kNever;
  HolderRetention retention(model, graph, states, clock, workspace);
  for (std::size_t i = 0; i < model.retentions.size(); ++i) {
    const model::RetentionId id(i);
    const model::Retention& rule = model.retentions[id];
    if (!rule.first_stage || !keeps(rule)) continue;
    if (retention.counts(id, kept, nullptr, &ahead) != Truth::kTrue) continue;
    const PeriodEnd end = retention.at_most(id, kept, nullptr, &ahead);
    if (!end) continue;
    if (*end > clock) {
      next_end = std::min(next_end, *end);
    } else if (!earliest || *end < earliest->since) {
      earliest = Stage{id, *end};
    }
  }
  if (standing != nullptr) {
    standing->restricts = standing->restricts || earliest.has_value();
    standing->next_end = std::min(standing->next_end, next_end);
    standing->next = std::min(standing->next, ahead.next);
    standing->next_wall_clock = std::min(standing->next_wall_clock, ahead.next_wall_clock);
  }
  return earliest;
}

std::optional<Stage> stage_of(const model::Model& model, const graph::DecisionGraph& graph, const States& states,
                              model::DataId held, const KeptPiece& kept, Instant clock, Workspace& workspace,
                              StageStanding* standing) {
  // Small enough for std::function to hold without memory of its own.
  const struct {
    const model::Model* model;
    model::DataId held;
    bool operator()(const model::Retention& rule) const { return model->data.hierarchy.is_within_any(held, rule.data); }
  } keeps{&model, held};
  return stage_of(model, graph, states, Keeps(keeps), kept, clock, workspace, standing);
}

StageStanding first_stage(const model::Model& model, const graph::DecisionGraph& graph, const States& states,
                          model::DataId category, Instant clock, Workspace& workspace) {
  StageStanding standing;
  const auto look = [&](const States& of_one, const facts::HolderView& holder) {
    for (const facts::HeldEntry& held : holder.held()) {
      if (!model.data.hierarchy.is_within(model::DataId(held.data), category)) continue;
      const KeptPiece kept{held.item, held.latest.at};
      stage_of(model, graph, of_one, model::DataId(held.data), kept, clock, workspace, &standing);
    }
  };
  States of_one;
  if (states.has_person) {
    of_one.person = states.person;
    of_one.has_person = true;
    look(of_one, states.person);
  }
  if (states.has_device) {
    of_one = {};
    of_one.device = states.device;
    of_one.has_device = true;
    look(of_one, states.device);
  }
  // What is restricted already is not restricted more by another end; many pieces have many.
  if (!standing.restricts) standing.next = std::min(standing.next, standing.next_end);
  return standing;
}

}  // namespace licet::decide
