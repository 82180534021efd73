#pragma once
// Objections, restrictions and requests for erasure that stand in the way of permitting a request.
//
// Thread rule: pure. Private to engine/rights. Source: Art. 17, 18 and 21 GDPR: nobody but the person ends them.

#include <engine/rights/missing.h>
#include <engine/rights/possible_acts.h>

namespace licet::rights {

struct FoundObstacles {
  std::vector<Obstacle> obstacles;  ///< in order of time, one kept for customer and device once
  std::size_t tries = 0;
};

/// One stands in the way if
/// - the decision would be another without it: without this one, or without any but this one; or
/// - a smallest set of acts and of such that are set aside, that permits, sets it aside; or
/// - a set of `found` permits, and would not if the objection came after its acts (`outdone`).
/// If the search for these sets reaches a limit, every one that changes a variable of the request is named, as not
/// certain.
/// Precondition: the history holds only what counts; the question is denied; `found` are steps of `acts`. Cost: a
/// search again where something stands, and some foldings for each.
FoundObstacles obstacles(const decide::ReadyPolicy& policy, const AskedHistory& history, const PossibleActs& acts,
                         const std::vector<Steps>& found, const MissingLimits& limits, decide::Workspace& workspace);

}  // namespace licet::rights
