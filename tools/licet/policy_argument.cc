#include <engine/check/model.h>
#include <engine/scenario/local_text.h>
#include <engine/time/civil.h>
#include <fmt/core.h>
#include <tools/licet/findings.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/policy_path.h>
#include <variant>

namespace licet::tool {

void add_policy_option(CLI::App& app, std::string& path) { add_optional_policy_option(app, path)->required(); }

CLI::Option* add_optional_policy_option(CLI::App& app, std::string& path) {
  return app.add_option("--policy", path, "The policy set: a directory with *.licet files, or one file")
      ->type_name("PATH");
}

std::optional<PolicySet> load_policy(Output& output, const std::string& path) {
  if (path == kStandardInput) {
    output.message(
        "the policy set cannot come from standard input here: name a directory with *.licet files, or one file");
    return std::nullopt;
  }
  auto policy = PolicySet::load(path);
  if (policy) return std::move(*policy);
  if (const auto* failure = std::get_if<Failure>(&policy.error())) {
    output.message(failure->message);
    return std::nullopt;
  }
  const auto& errors = std::get<PolicyErrors>(policy.error());
  report_findings(output, errors.diagnostics, errors.errors);
  output.message(
      fmt::format("{} has errors ({}); nothing was done", path, findings_summary(errors.diagnostics, errors.errors)));
  return std::nullopt;
}

std::optional<Instant> parse_moment(Output& output, const char* option, std::string_view text,
                                    const PolicySet& policy) {
  if (const std::optional<Instant> t = time::parse_rfc3339(text)) return t;
  if (const std::optional<Date> date = time::parse_date(text)) return policy.model().zone->start_of_day(*date);
  output.message(
      fmt::format("{} is neither a date that exists (2026-04-01) nor a time with its offset from UTC "
                  "(2026-04-01T14:30:00+02:00)",
                  option));
  return std::nullopt;
}

std::string moment_text(Instant t, const PolicySet& policy) {
  if (t == kNever) return "never";
  const time::Zone& zone = *policy.model().zone;
  return fmt::format("{} {} ({})", scenario::local_time_text(t, zone), zone.name(), time::format_rfc3339(t));
}

}  // namespace licet::tool
