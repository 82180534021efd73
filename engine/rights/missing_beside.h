#pragma once
// What a question about missing acts should also know: who is not named, what time does by itself.
//
// Thread rule: pure. Private to engine/rights.

#include <engine/rights/missing.h>

namespace licet::rights {

/// Fills Missing::device_helps, customer_helps, restricted_by_retention and permitted_from. Precondition: the question
/// is denied, its sets are filled, and the history holds only what counts. Cost: without sets, a search again for a
/// holder that is not named and that some consent or fact is of; and a decision for each moment at which time alone
/// changes it, up to a limit.
void look_beside(const decide::ReadyPolicy& policy, const AskedHistory& history, const MissingLimits& limits,
                 decide::Workspace& workspace, Missing& missing);

}  // namespace licet::rights
