#pragma once
// Objections, restrictions and requests for erasure on which a denial rests.
//
// Thread rule: pure. Private to engine/rights. Source: Art. 17, 18 and 21 GDPR: nobody but the person ends them.

#include <engine/rights/asked_states.h>
#include <licet/missing.h>
#include <vector>

namespace licet::rights {

/// Those without which the decision would be another: without this one, or without any but this one. In order of time,
/// one kept for customer and device once. Precondition: the history holds only what counts. Cost: two foldings for each
/// that stands.
std::vector<Obstacle> obstacles(const decide::ReadyPolicy& policy, const AskedHistory& history,
                                decide::Workspace& workspace);

}  // namespace licet::rights
