#include <algorithm>
#include <engine/explain/standing.h>
#include <engine/rights/consent_turns.h>
#include <engine/rights/ended_by_time.h>

namespace licet::rights {
namespace {

/// What is left of the consent after all that happened until `at`; none if nothing is.
std::optional<ExportedTurn> left_of(const decide::ReadyPolicy& policy, const facts::Holder& holder,
                                    std::span<const RecordedEvent> events, const RecordedEvent& withdrawn,
                                    Instant known) {
  const Instant at = *withdrawn.event.at;
  const Standing then = explain::standing_of(policy.decider(), holder, events, at, known);
  const auto found = std::find_if(then.consents.begin(), then.consents.end(),
                                  [&](const ConsentStanding& one) { return one.consent == withdrawn.event.consent; });
  if (found == then.consents.end()) return std::nullopt;
  const bool granted = found->status == "granted" && found->current;
  const bool pending = found->status == "pending" && found->waiting;
  if (!granted && !pending) return std::nullopt;
  const GrantStanding& grant = granted ? *found->current : *found->waiting;
  return ExportedTurn{granted ? TurnKind::kLeft : TurnKind::kLeftWaiting,
                      at,
                      withdrawn.record,
                      grant.purposes,
                      grant.limits_channels,
                      grant.channels};
}

}  // namespace

std::map<std::string, std::vector<ExportedTurn>> consent_turns(const decide::ReadyPolicy& policy,
                                                               const facts::Holder& holder,
                                                               std::span<const RecordedEvent> events, Instant at,
                                                               Instant known) {
  std::map<std::string, std::vector<ExportedTurn>> turns;
  for (const Happening& one : ended_by_time(policy.fold_plan(), holder, events, at, known)) {
    const TurnKind kind = one.kind == HappeningKind::kExpired ? TurnKind::kExpired : TurnKind::kLapsed;
    turns[one.consent].push_back({kind, one.at, one.record, {}, false, {}});
  }
  for (const RecordedEvent& one : events) {
    const bool in_part =
        one.event.kind == EventKind::kWithdrawn && !(one.event.purposes.empty() && one.event.channels.empty());
    if (!in_part || *one.event.at > at || one.recorded > known) continue;
    if (auto left = left_of(policy, holder, events, one, known)) turns[one.event.consent].push_back(std::move(*left));
  }
  for (auto& [consent, list] : turns) {
    std::stable_sort(list.begin(), list.end(),
                     [](const ExportedTurn& a, const ExportedTurn& b) { return a.at < b.at; });
  }
  return turns;
}

}  // namespace licet::rights
