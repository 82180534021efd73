#pragma once
// Moments as people in the policy's time zone write them.
//
// Pure functions. Source: language.md section 1 (dates and times are in the policy's time zone).

#include <engine/time/zone.h>
#include <licet/instant.h>
#include <string>

namespace licet::scenario {

/// `2026-04-01 14:30`; seconds and a fraction only where they are not zero; with ` (UTC+2)` where the clock shows this
/// time twice that day; "never" for kNever.
std::string local_time_text(Instant t, const time::Zone& zone);

/// As the language writes it: a date alone for the start of a local day, otherwise as local_time_text.
std::string local_text(Instant t, const time::Zone& zone);

}  // namespace licet::scenario
