#include <algorithm>
#include <array>
#include <engine/facts/memory_store.h>
#include <tests/random/generated/event.h>
#include <tests/random/generated/history.h>

namespace licet::random {
namespace {

struct Planned {
  Instant at;
  Event event;
};

/// What often comes after, or just before, a grant, at the boundaries of its periods.
void plan_around_grant(Dice& dice, const model::Model& model, const Timeline& timeline, const Planned& grant,
                       std::vector<Planned>& plan) {
  const auto id = model.consents.find(grant.event.consent);
  if (!id) return;
  const model::Consent& consent = model.consents[*id];
  const auto add = [&](EventKind kind, const std::optional<time::Period>& period) -> Event& {
    Planned next{at_boundary(dice, grant.at, period, *model.zone), {}};
    next.event.kind = kind;
    next.event.customer = grant.event.customer;
    next.event.device = grant.event.device;
    plan.push_back(std::move(next));
    return plan.back().event;
  };
  if (consent.needs_confirmation && dice.percent(70)) {
    add(EventKind::kConfirmed, consent.confirmation_within).consent = grant.event.consent;
  }
  if (consent.valid_for && dice.percent(40)) {
    const model::PurposeId purpose = dice.one_of(consent.purposes);
    add(EventKind::kContacted, consent.valid_for).purposes = {model.purposes.titles[purpose.value].name};
  }
  if (dice.percent(20)) {
    // Between the grant and its confirmation, or after, a fact of the grant may be stated anew.
    Event& confirmed = add(EventKind::kConfirmed, consent.confirmation_within);
    confirmed.consent = grant.event.consent;
    confirmed.facts = some_grant_facts(dice, model, timeline);
  }
  if (dice.percent(15)) add(dice.percent(50) ? EventKind::kObjected : EventKind::kObjectionLifted, std::nullopt);
  if (dice.percent(10)) {
    Event& objected = add(EventKind::kObjected, std::nullopt);
    objected.customer.reset();
    objected.device = kDevice;
  }
}

/// The events and when they happen, in order.
std::vector<Planned> make_plan(Dice& dice, const model::Model& model, const Timeline& timeline) {
  std::vector<Planned> plan;
  const std::size_t count = 1 + dice.below(dice.percent(25) ? 50 : 20);
  for (std::size_t i = 1; i <= count; ++i) {
    Planned next{timeline.pick(dice), make_event(dice, model, timeline, i)};
    if (!plan.empty() && dice.percent(12)) next.at = dice.one_of(plan).at;
    plan.push_back(next);
    if (next.event.kind == EventKind::kGranted) plan_around_grant(dice, model, timeline, next, plan);
  }
  std::stable_sort(plan.begin(), plan.end(), [](const Planned& a, const Planned& b) { return a.at < b.at; });
  // Some are recorded late.
  for (std::size_t i = 1; i < plan.size(); ++i) {
    if (dice.percent(10)) std::swap(plan[i], plan[dice.below(i)]);
  }
  return plan;
}

Instant make_recorded(Dice& dice, Instant at, Instant last) {
  static constexpr std::array<std::int64_t, 4> kDelays{0, 1, 60'000'000, 86'400'000'000};
  const Instant earliest = last == kBeforeAll ? at : std::max(at, Instant{last.micros + 1});
  return {earliest.micros + (dice.percent(60) ? 0 : dice.one_of(kDelays))};
}

}  // namespace

std::vector<RecordedEvent> make_history(Dice& dice, const model::Model& model, Timeline& timeline) {
  facts::MemoryStore store;
  for (Planned& planned : make_plan(dice, model, timeline)) {
    facts::Offer offer{std::move(planned.event), "", make_recorded(dice, planned.at, store.last_recorded())};
    offer.event.at = planned.at;
    if (*offer.recorded > kLastStated) break;
    // What the store refuses was none of the events it could keep.
    if (store.take(offer, model, *offer.recorded)) timeline.add_mark(planned.at);
  }
  std::vector<RecordedEvent> events;
  for (std::uint64_t record = 0; record < store.next_record(); ++record) {
    if (auto event = store.find(record)) events.push_back(std::move(*event));
  }
  return events;
}

}  // namespace licet::random
