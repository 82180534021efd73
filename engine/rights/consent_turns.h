#pragma once
// What happened to a consent without an event that says so.
//
// Private to engine/rights. Pure function. Source: language.md section 3.

#include <engine/decide/ready_policy.h>
#include <engine/facts/fold.h>
#include <licet/export.h>
#include <map>
#include <span>
#include <string>

namespace licet::rights {

/// By the consent's name, those until `at`, in order of time, as far as known at `known`. `events` as
/// explain::standing_of takes them. Cost: that of ended_by_time, and of standing_of for each withdrawal in part.
std::map<std::string, std::vector<ExportedTurn>> consent_turns(const decide::ReadyPolicy& policy,
                                                               const facts::Holder& holder,
                                                               std::span<const RecordedEvent> events, Instant at,
                                                               Instant known);

}  // namespace licet::rights
