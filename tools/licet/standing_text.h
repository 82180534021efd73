#pragma once
// All that is known of a customer or a device, for people.
//
// Pure functions. Times by the clock of the policy's time zone, without fractions of a second. Source: language.md
// section 13 (`licet show`).

#include <licet/overview.h>
#include <licet/policy.h>
#include <string>
#include <tools/licet/output.h>
#include <vector>

namespace licet::tool {

/// Sections under headings; those without content are named in one line. Ends with a line end.
std::string standing_text(const Overview& overview, const PolicySet& policy, const Style& style);

/// What happened, a line each in its order, and below an event what the policy set makes of it.
std::string history_text(const Overview& overview, const PolicySet& policy, const Style& style);

/// A line for each decision that is listed.
std::vector<std::string> decision_lines(const Overview& overview, const PolicySet& policy);

/// `2026-04-01 14:30:05`; "never" for kNever.
std::string clock_text(Instant t, const PolicySet& policy);

/// The names of a list on one line, parted by commas.
std::string names_text(const std::vector<std::string>& names);

}  // namespace licet::tool
