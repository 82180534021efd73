#include <engine/check/model.h>
#include <engine/time/civil.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/policy_in_use.h>
#include <utility>
#include <variant>

namespace licet::tool {

namespace {

/// By the clock of the set that was in use when the day had begun everywhere. Without one nothing was in use before.
Instant start_of(Date date, const Store& store) {
  const Instant begun = time::parse_rfc3339(time::format_date(date) + "T12:00:00Z").value();
  const auto set = store.policy_at(begun);
  return set ? set->model().zone->start_of_day(date) : begun;
}

}  // namespace

void PolicyOptions::add_to(CLI::App& app) {
  CLI::Option* const given = add_optional_policy_option(app, path);
  app.add_option("--policy-at", at, "The policy set that was in use at this time, from the store's archive")
      ->type_name("TIME")
      ->excludes(given);
}

std::optional<PolicyAndStore> open_policy_and_store(Output& output, const PolicyOptions& policy,
                                                    const StoreOptions& store, Access access) {
  if (!policy.at) {
    if (policy.path.empty()) {
      output.message("name the policy set: --policy PATH, or --policy-at TIME for the one in use then");
      return std::nullopt;
    }
    std::optional<PolicySet> set = load_policy(output, policy.path);
    if (!set) return std::nullopt;
    std::optional<Store> opened = open_store(output, store, access, *set);
    if (!opened) return std::nullopt;
    return PolicyAndStore{std::move(*set), std::move(*opened)};
  }
  if (store.store.empty() || !store.events.empty()) {
    output.message("--policy-at needs --store DIR: events in memory come with no archive of policy sets");
    return std::nullopt;
  }
  std::optional<Instant> at = time::parse_rfc3339(*policy.at);
  const std::optional<Date> date = at ? std::nullopt : time::parse_date(*policy.at);
  if (!at && !date) {
    output.message(
        "--policy-at is neither a date that exists (2026-04-01) nor a time with its offset from UTC "
        "(2026-04-01T14:30:00+02:00)");
    return std::nullopt;
  }
  std::optional<Store> opened = open_directory(output, store, access);
  if (!opened) return std::nullopt;
  if (date) at = start_of(*date, *opened);
  auto set = opened->policy_at(*at);
  if (set) return PolicyAndStore{std::move(*set), std::move(*opened)};
  const auto* failure = std::get_if<Failure>(&set.error());
  output.message(failure != nullptr ? failure->message : std::get<InputError>(set.error()).message);
  return std::nullopt;
}

}  // namespace licet::tool
