#pragma once
// Generated requests that the policy can decide, many aimed at one of its rules.

#include <engine/check/model.h>
#include <licet/event.h>
#include <licet/request.h>
#include <tests/random/generated/timeline.h>
#include <vector>

namespace licet::random {

/// `events` are in order of recording; the request may be known at a moment in or between them.
Request make_request(Dice& dice, const model::Model& model, const Timeline& timeline,
                     const std::vector<RecordedEvent>& events);

}  // namespace licet::random
