#include <engine/time/legal_period.h>
#include <tests/reference/conditions.h>
#include <tests/reference/first_change.h>
#include <tests/reference/retention.h>

namespace licet::reference {
namespace {

/// Which of a rule's two periods an anchor is asked for: some anchors without a value say different things to each.
enum class Limb : std::uint8_t { kAtLeast, kAtMost };

/// An anchor's time; kNever is open; none says nothing.
using AnchorTime = std::optional<Instant>;

bool belongs(const PastEvent& event, const Held& held) { return held.device ? event.of_device : event.of_customer; }

AnchorTime consent_ends(const Situation& situation, model::ConsentId consent, const Held& held, Limb limb) {
  const ConsentState& state = situation.consents[consent.value];
  const Instant t = situation.view.at;
  if (state.last_current) {
    const Instant expiry = state.last_current->period_end;
    if (state.cleared) return std::min(*state.cleared, expiry);
    if (expiry <= t) return expiry;
    if (Conditions(situation).provided(consent, t) != Truth::kFalse) return kNever;
  }
  // It never was current, or what it was given under does not hold.
  if (limb == Limb::kAtMost) return held.collection;
  return std::nullopt;
}

AnchorTime latest_objection(const Situation& situation, model::PurposeId purpose, const Held& held) {
  const auto& hierarchy = situation.model.purposes.hierarchy;
  AnchorTime latest;
  for (const PastEvent& event : situation.events) {
    if (!belongs(event, held)) continue;
    if (event.kind == EventKind::kObjected &&
        (!event.names_purposes || hierarchy.overlaps_any(purpose, event.purposes))) {
      latest = event.moment.at;
    }
    if (event.kind == EventKind::kObjectionLifted &&
        (!event.names_purposes || hierarchy.is_within_any(purpose, event.purposes))) {
      latest.reset();
    }
  }
  return latest;
}

AnchorTime anchor_time(const Situation& situation, const model::Anchor& anchor, const Held& held, Limb limb,
                       std::vector<model::FactId>& undetermined) {
  switch (anchor.kind) {
    case model::AnchorKind::kFact: {
      const auto value = situation.value(anchor.fact, std::nullopt);
      if (value) return std::get<Instant>(*value);
      undetermined.push_back(anchor.fact);
      if (limb == Limb::kAtLeast) return kNever;
      return std::nullopt;
    }
    case model::AnchorKind::kConsentEnds:
      return consent_ends(situation, anchor.consent, held, limb);
    case model::AnchorKind::kConsentStarts: {
      const ConsentState& state = situation.consents[anchor.consent.value];
      if (!state.last_current) return std::nullopt;
      return state.last_current->given.at;
    }
    case model::AnchorKind::kLastContact:
      return situation.last_contact(std::nullopt);
    case model::AnchorKind::kCollection:
      return held.collection;
    case model::AnchorKind::kObjection:
      return latest_objection(situation, anchor.purpose, held);
  }
  return std::nullopt;
}

std::optional<Instant> end_of(const Situation& situation, const model::RetentionPeriod& period, const Held& held,
                              Limb limb, std::vector<model::FactId>& undetermined) {
  AnchorTime anchor = anchor_time(situation, period.anchor, held, limb, undetermined);
  if (!anchor || *anchor == kNever) return anchor;
  const time::Zone& zone = *situation.model.zone;
  if (period.anchor.end_of_year) anchor = time::end_of_year_day(*anchor, zone);
  return time::end_of_period(*anchor, period.period, zone);
}

/// The first instant from `end` on at which the condition is not true.
Instant while_moves(const Situation& situation, model::ExpressionId condition, Instant end) {
  const Conditions conditions(situation);
  const auto not_true = [&](Instant clock) {
    return conditions.value(condition, {clock, std::nullopt, std::nullopt, false}) != Truth::kTrue;
  };
  if (end == kNever || not_true(end)) return end;
  return first_change(changes_of(situation, {condition}), end, *situation.model.zone, not_true);
}

}  // namespace

PeriodEnds period_ends(const Situation& situation, const model::Retention& retention, const Held& held) {
  PeriodEnds ends;
  if (retention.at_least) {
    ends.at_least = end_of(situation, *retention.at_least, held, Limb::kAtLeast, ends.undetermined);
  }
  if (retention.at_most) {
    ends.at_most = end_of(situation, *retention.at_most, held, Limb::kAtMost, ends.undetermined);
    if (ends.at_most && retention.while_condition) {
      ends.at_most = while_moves(situation, *retention.while_condition, *ends.at_most);
    }
  }
  return ends;
}

}  // namespace licet::reference
