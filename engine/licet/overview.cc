#include <algorithm>
#include <engine/explain/standing.h>
#include <engine/licet/due_lines.h>
#include <engine/licet/overview.h>
#include <engine/rights/ended_by_time.h>
#include <tuple>
#include <utility>

namespace licet {
namespace {

std::vector<Happening> timeline_of(const Overview& overview, std::vector<Happening> ended) {
  std::vector<Happening> all = std::move(ended);
  for (const HistoryEntry& entry : overview.standing.history) {
    const Instant happened = entry.event.event.at.value_or(entry.event.recorded);
    if (happened > overview.standing.at) continue;
    all.push_back({HappeningKind::kEvent, happened, entry.event.record, {}});
  }
  for (const ExportedDecision& one : overview.decisions) {
    all.push_back({HappeningKind::kDecided, one.recorded, one.record, {}});
  }
  const auto place = [](const Happening& one) {
    const bool is_recorded = one.kind == HappeningKind::kEvent || one.kind == HappeningKind::kDecided;
    return std::tuple(one.at, is_recorded, one.record);
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const Happening& one, const Happening& other) { return place(one) < place(other); });
  return all;
}

}  // namespace

Overview overview_of(const PolicySet& policy, const facts::Holder& holder, std::span<const RecordedEvent> events,
                     const OverviewRequest& request, Instant at, const std::optional<RecordedDecisions>& kept,
                     NewestDecisions decisions) {
  const decide::ReadyPolicy& ready = policy.ready();
  const Instant known = request.of.known.value_or(kNever);
  std::optional<RecordsStanding> kept_decisions;
  std::optional<decide::DecisionsHeld> held_decisions;
  if (kept) {
    kept_decisions = RecordsStanding{{}, kept->first, kept->latest, {}};
    held_decisions = decide::DecisionsHeld{kept->first.at, kept->latest.at};
  }
  Overview overview;
  overview.standing = explain::standing_of(ready.decider(), holder, events, at, known, std::move(kept_decisions));
  overview.decisions = std::move(decisions.newest);
  overview.decisions_in_all = decisions.in_all;

  const std::vector<std::uint64_t> words = facts::fold(ready.fold_plan(), holder, events, {at, known});
  const DueRequest due{at, false, request.languages};
  DueLines lines(policy, due, at);
  lines.add(holder, facts::HolderView(words), held_decisions);
  overview.data = std::move(lines.finish().lines);
  overview.timeline = timeline_of(overview, rights::ended_by_time(ready.fold_plan(), holder, events, at, known));
  return overview;
}

}  // namespace licet
