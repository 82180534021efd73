#pragma once
// All that is known of a customer or a device, for people.
//
// Pure functions. Times by the clock of the policy's time zone, without fractions of a second. Source: language.md
// section 13 (`licet show`).

#include <licet/policy.h>
#include <licet/standing.h>
#include <string>
#include <tools/licet/output.h>

namespace licet::tool {

/// Sections under headings; those without content are named in one line. Ends with a line end.
std::string standing_text(const Standing& standing, const PolicySet& policy, const Style& style);

/// One line an event, and below it what the policy set makes of it.
std::string history_text(const Standing& standing, const PolicySet& policy, const Style& style);

/// `2026-04-01 14:30:05`; "never" for kNever.
std::string clock_text(Instant t, const PolicySet& policy);

/// The names of a list on one line, parted by commas.
std::string names_text(const std::vector<std::string>& names);

}  // namespace licet::tool
