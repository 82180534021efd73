#pragma once
// One holder's retention rules at one time: where their periods end for what the holder holds. Private to this stage.
//
// Thread rule: as Observation's. No allocation but for names of missing facts. Source: language.md section 7;
// language-additions.md, "Items" and "Retention that follows the statute".

#include <engine/decide/observation.h>
#include <engine/decide/retention.h>
#include <functional>
#include <string>
#include <vector>

namespace licet::decide {

/// Where a period ends: none says nothing, kNever is open.
using PeriodEnd = std::optional<Instant>;

/// What tells that time alone may change what a retention says: least instants after the clock, kNever without one.
struct ChangeAhead {
  Instant next = kNever;
  Instant next_wall_clock = kNever;
};

class HolderRetention {
 public:
  /// All arguments must outlive it. `states` has the one holder.
  HolderRetention(const model::Model& model, const graph::DecisionGraph& graph, const States& states, Instant at,
                  Workspace& workspace)
      : model_(model), graph_(graph), states_(states), at_(at), workspace_(workspace) {}

  enum class Limb : std::uint8_t { kAtLeast, kAtMost };

  /// In force, and its `when`. Unknown: what is missing is in `undetermined`, if that is not null.
  Truth counts(model::RetentionId retention, const KeptPiece& kept, std::vector<std::string>* undetermined,
               ChangeAhead* ahead = nullptr);
  PeriodEnd at_least(model::RetentionId retention, const KeptPiece& kept, std::vector<std::string>* undetermined,
                     ChangeAhead* ahead = nullptr, PeriodRun* runs = nullptr);
  /// Moved by `while`.
  PeriodEnd at_most(model::RetentionId retention, const KeptPiece& kept, std::vector<std::string>* undetermined,
                    ChangeAhead* ahead = nullptr, PeriodRun* runs = nullptr);

 private:
  PeriodEnd anchor(const model::Anchor& anchor, const KeptPiece& kept, Limb limb,
                   std::vector<std::string>* undetermined, ChangeAhead* ahead, PeriodRun* runs);
  PeriodEnd period_end(const model::RetentionPeriod& period, const KeptPiece& kept, Limb limb,
                       std::vector<std::string>* undetermined, ChangeAhead* ahead, PeriodRun* runs);
  PeriodEnd consent_ends(model::ConsentId consent, const KeptPiece& kept, Limb limb, ChangeAhead* ahead,
                         PeriodRun* runs);
  Instant moved_while(model::RetentionId retention, const KeptPiece& kept, Instant end);
  /// The leaf of a condition at `at_`; what it met is noted.
  graph::FrozenRef walk(graph::FrozenRef root, const KeptPiece& kept, ChangeAhead* ahead);
  void note_missing(model::ExpressionId condition, const KeptPiece& kept, std::vector<std::string>& undetermined);

  const model::Model& model_;
  const graph::DecisionGraph& graph_;
  const States& states_;
  Instant at_;
  Workspace& workspace_;
};

}  // namespace licet::decide
