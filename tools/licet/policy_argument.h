#pragma once
// The option `--policy`, and moments that are written in its time zone.
//
// Thread rule: one thread. Source: language.md section 13.

#include <CLI/CLI.hpp>
#include <licet/instant.h>
#include <licet/policy.h>
#include <optional>
#include <string>
#include <string_view>
#include <tools/licet/output.h>

namespace licet::tool {

/// Adds `--policy PATH`, which must be given.
void add_policy_option(CLI::App& app, std::string& path);
/// Likewise, but it may be left out.
CLI::Option* add_optional_policy_option(CLI::App& app, std::string& path);

/// Loads the set; if it has errors or cannot be read, says so on standard error and gives none.
std::optional<PolicySet> load_policy(Output& output, const std::string& path);

/// RFC 3339, or a date, which stands for the start of that day in the policy's time zone. If `text` is neither, says so
/// on standard error, with the name of the option, and gives none.
std::optional<Instant> parse_moment(Output& output, const char* option, std::string_view text, const PolicySet& policy);

/// A moment for people: by the clock of the policy's time zone, and in UTC; "never" for kNever.
std::string moment_text(Instant t, const PolicySet& policy);

}  // namespace licet::tool
