#pragma once
// Does a first stage of retention (`then restrict`) restrict what is held?
//
// Thread rule: as Observation's; no allocation. Source: language-additions.md, "Retention that follows the statute".

#include <engine/decide/observation.h>
#include <functional>
#include <optional>

namespace licet::decide {

/// Of what either holder holds and is the category asked, or lies within it. `workspace` is that of retentions.
StageStanding first_stage(const model::Model& model, const graph::DecisionGraph& graph, const States& states,
                          model::DataId category, Instant clock, Workspace& workspace);

/// The first stage that restricts what is held, and from when on; none if none does. The earliest, ties: in source
/// order. `keeps` says of a retention whether it is about that.
struct Stage {
  model::RetentionId rule;
  Instant since;
};
using Keeps = std::function<bool(const model::Retention&)>;
std::optional<Stage> stage_of(const model::Model& model, const graph::DecisionGraph& graph, const States& states,
                              const Keeps& keeps, const KeptPiece& kept, Instant clock, Workspace& workspace,
                              StageStanding* ahead = nullptr);
/// Of a category.
std::optional<Stage> stage_of(const model::Model& model, const graph::DecisionGraph& graph, const States& states,
                              model::DataId held, const KeptPiece& kept, Instant clock, Workspace& workspace,
                              StageStanding* ahead = nullptr);

}  // namespace licet::decide
