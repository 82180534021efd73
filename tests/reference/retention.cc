#include <algorithm>
#include <engine/time/legal_period.h>
#include <tests/reference/conditions.h>
#include <tests/reference/first_change.h>
#include <tests/reference/retention.h>
#include <tests/reference/times.h>
#include <tests/reference/undetermined.h>

namespace licet::reference {
namespace {

/// Which of a rule's two periods an anchor is asked for: some anchors without a value say different things to each.
enum class Limb : std::uint8_t { kAtLeast, kAtMost };

/// An anchor's time; kNever is open; none says nothing.
using AnchorTime = std::optional<Instant>;

AnchorTime consent_ends(const Situation& situation, model::ConsentId consent, const Viewpoint& from, Limb limb) {
  const ConsentState& state = situation.consents[consent.value];
  if (const auto end = state.ends(from.clock)) return end;
  if (state.current && Conditions(situation).provided(consent, from.clock) != Truth::kFalse) return kNever;
  // It never was current, or what it was given under does not hold.
  if (limb == Limb::kAtMost) return from.own_collection;
  return std::nullopt;
}

AnchorTime anchor_time(const Situation& situation, const model::Anchor& anchor, const Viewpoint& from, Limb limb,
                       std::vector<model::FactId>& undetermined) {
  const model::TimeSource& source = source_of(situation, anchor.time, from);
  if (source.kind == model::TimeSourceKind::kConsentEnds) {
    return consent_ends(situation, model::ConsentId(source.subject), from, limb);
  }
  const Times times = times_of(situation, source, from);
  if (!times.all.empty()) return times.all.front();
  if (!times.unknown) return std::nullopt;
  undetermined.emplace_back(source.subject);
  if (limb == Limb::kAtLeast) return kNever;
  return std::nullopt;
}

Instant end_after(const Situation& situation, const model::RetentionPeriod& period, Instant anchor) {
  const time::Zone& zone = *situation.model.zone;
  if (period.anchor.end_of_year) anchor = time::end_of_year_day(anchor, zone);
  return time::end_of_period(anchor, period.period, zone);
}

std::optional<Instant> end_of(const Situation& situation, const model::RetentionPeriod& period, const Viewpoint& from,
                              Limb limb, std::vector<model::FactId>& undetermined) {
  const AnchorTime anchor = anchor_time(situation, period.anchor, from, limb, undetermined);
  if (!anchor || *anchor == kNever) return anchor;
  return end_after(situation, period, *anchor);
}

/// The first instant from `end` on at which the condition is not true.
Instant while_moves(const Situation& situation, const model::Retention& retention, const Held& held, Instant end) {
  const Conditions conditions(situation);
  const model::ExpressionId condition = *retention.while_condition;
  const auto not_true = [&](Instant clock) {
    return conditions.value(condition, within_retention(retention, held, clock)) != Truth::kTrue;
  };
  if (end == kNever || not_true(end)) return end;
  const Changes changes = changes_of(situation, {condition}, within_retention(retention, held, end));
  return first_change(changes, end, *situation.model.zone, not_true);
}

void each_once(std::vector<model::FactId>& facts) {
  std::vector<model::FactId> once;
  for (const model::FactId fact : facts) {
    if (std::find(once.begin(), once.end(), fact) == once.end()) once.push_back(fact);
  }
  facts = std::move(once);
}

}  // namespace

Viewpoint within_retention(const model::Retention& retention, const Held& held, Instant clock) {
  Viewpoint from = apart_from_request(clock);
  from.own_collection = held.collection;
  if (retention.by_item) from.item = held.item;
  return from;
}

std::vector<Instant> possible_ends(const Situation& situation, const model::Retention& retention, const Held& held) {
  const Viewpoint from = within_retention(retention, held, kNever);
  const model::TimeSource& source = source_of(situation, retention.at_most->anchor.time, from);
  std::vector<Instant> anchors = times_of(situation, source, from).all;
  // What has not ended, or does not hold, lets the collection stand in.
  const bool may_stand_in = source.kind == model::TimeSourceKind::kConsentEnds && held.collection;
  if (may_stand_in) anchors.push_back(*held.collection);
  std::vector<Instant> ends;
  for (const Instant anchor : anchors) {
    const Instant end = end_after(situation, *retention.at_most, anchor);
    ends.push_back(end);
    if (retention.while_condition) ends.push_back(while_moves(situation, retention, held, end));
  }
  return ends;
}

RetentionSays retention_says(const Situation& situation, const model::Retention& retention, const Held& held,
                             Instant clock) {
  RetentionSays says;
  if (!retention.in_force.contains(clock)) return says;
  const Viewpoint from = within_retention(retention, held, clock);
  const Truth when = retention.when ? Conditions(situation).value(*retention.when, from) : Truth::kTrue;
  if (when == Truth::kFalse) return says;
  if (when == Truth::kUnknown) says.undetermined = undetermined_facts(situation, *retention.when, from);
  if (retention.at_least) {
    says.at_least_counts = true;
    says.at_least = end_of(situation, *retention.at_least, from, Limb::kAtLeast, says.undetermined);
  }
  if (retention.at_most && when == Truth::kTrue) {
    says.at_most_counts = true;
    says.at_most = end_of(situation, *retention.at_most, from, Limb::kAtMost, says.undetermined);
    if (says.at_most && retention.while_condition) {
      says.at_most = while_moves(situation, retention, held, *says.at_most);
    }
  }
  each_once(says.undetermined);
  return says;
}

}  // namespace licet::reference
