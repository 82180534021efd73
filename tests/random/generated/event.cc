#include <algorithm>
#include <array>
#include <cstdint>
#include <engine/time/civil.h>
#include <tests/random/generated/event.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/vocabulary.h>

namespace licet::random {
namespace {

using Names = std::vector<std::string>;

std::optional<std::string> make_wording(Dice& dice, const std::vector<model::Wording>& listed) {
  if (!listed.empty() && dice.percent(92)) return dice.one_of(listed).id;
  if (dice.percent(90)) return std::nullopt;
  return dice.one_of(kWordings);
}

void set_holders(Dice& dice, Event& event) {
  const std::size_t kind = dice.below(100);
  if (kind < 80) event.customer = dice.percent(92) ? kCustomer : kOtherCustomer;
  if (kind >= 50) event.device = dice.percent(90) ? kDevice : kOtherDevice;
}

/// A date, some years back, so that ages are reached near the marks.
std::string make_date_value(Dice& dice, const time::Zone& zone, const Timeline& timeline) {
  static constexpr std::array<std::int32_t, 5> kYears{0, 0, 1, 3, 16};
  Date date = zone.local(timeline.pick(dice)).date;
  const std::int32_t back = dice.one_of(kYears);
  if (date.year > back) date.year -= back;
  if (!time::exists(date)) date = Date{2024, 2, 29};
  return time::format_date(date);
}

void make_consent_event(Dice& dice, const model::Model& model, const Timeline& timeline, Event& event) {
  static constexpr std::array<EventKind, 8> kKinds{EventKind::kGranted,   EventKind::kGranted,   EventKind::kGranted,
                                                   EventKind::kConfirmed, EventKind::kConfirmed, EventKind::kRefused,
                                                   EventKind::kWithdrawn, EventKind::kWithdrawn};
  const model::Consent& consent = dice.one_of(model.consents.list);
  event.kind = dice.one_of(kKinds);
  event.consent = consent.title.name;
  if (event.kind == EventKind::kGranted) event.wording = make_wording(dice, consent.wordings);
  if (event.kind == EventKind::kGranted || event.kind == EventKind::kWithdrawn) {
    if (dice.percent(25)) event.purposes = some_titles(dice, model.purposes.titles, 4);
    if (dice.percent(20)) event.channels = some_titles(dice, model.channels.titles, 3);
  }
  if (event.kind == EventKind::kGranted || (event.kind == EventKind::kConfirmed && dice.percent(40))) {
    event.facts = some_grant_facts(dice, model, timeline);
  }
  const bool of_device = consent.scope == model::ConsentScope::kDevice;
  if (of_device && dice.percent(95)) event.device = dice.percent(92) ? kDevice : kOtherDevice;
  if (!of_device && dice.percent(95) && !event.customer) event.customer = kCustomer;
}

void make_fact_event(Dice& dice, const model::Model& model, const Timeline& timeline, Event& event) {
  const model::Fact& fact = dice.one_of(model.facts.list);
  event.kind = EventKind::kFact;
  event.fact = fact.title.name;
  event.value = make_value(dice, fact, *model.zone, timeline);
  switch (fact.owner) {
    case model::FactOwner::kDevice:
      event.device = kDevice;
      break;
    case model::FactOwner::kItem:
      event.item = dice.one_of(kItems);
      [[fallthrough]];
    case model::FactOwner::kCustomer:
      if (!event.customer) event.customer = kCustomer;
      break;
    case model::FactOwner::kRecipient:
      event.customer.reset();
      event.device.reset();
      event.recipient = dice.one_of(model.recipients.titles).name;
      break;
    case model::FactOwner::kRequest:
    case model::FactOwner::kConsent:
      break;
  }
}

bool keeps_by_item(const model::Model& model) {
  return std::find(model.by_item.begin(), model.by_item.end(), true) != model.by_item.end();
}

/// The piece that was collected or erased; seldom one where there is none to name.
void set_item(Dice& dice, const model::Model& model, Event& event) {
  if (!keeps_by_item(model)) return;
  const bool itself = std::any_of(event.data.begin(), event.data.end(),
                                  [&](const std::string& name) { return model.by_item[model.data.find(name)->value]; });
  const std::size_t chance = event.kind == EventKind::kErased ? 45 : itself ? 97 : 30;
  if (dice.percent(chance)) event.item = dice.one_of(kItems);
}

/// What only a request for erasure names.
void add_records(Dice& dice, const model::Model& model, Event& event) {
  if (dice.percent(20)) event.data.emplace_back("objections");
  if (model.consents.size() > 0 && dice.percent(20)) {
    event.data.push_back("proof of " + dice.one_of(model.consents.list).title.name);
  }
}

/// Was the policy made with additions? One of version 1 shall meet events of version 1.
bool has_additions(const model::Model& model) {
  const bool of_facts = std::any_of(model.facts.list.begin(), model.facts.list.end(), [](const model::Fact& fact) {
    return fact.owner == model::FactOwner::kConsent || fact.owner == model::FactOwner::kItem ||
           fact.owner == model::FactOwner::kRecipient;
  });
  return of_facts || keeps_by_item(model) ||
         std::any_of(model.retentions.list.begin(), model.retentions.list.end(), [](const model::Retention& one) {
           return one.first_stage || one.when || one.objections || one.decisions || !one.proofs.empty();
         });
}

void make_other_event(Dice& dice, const model::Model& model, Event& event) {
  static constexpr std::array<EventKind, 18> kKinds{EventKind::kObjected,
                                                    EventKind::kObjected,
                                                    EventKind::kObjectionLifted,
                                                    EventKind::kRestricted,
                                                    EventKind::kRestrictionLifted,
                                                    EventKind::kInformed,
                                                    EventKind::kInformed,
                                                    EventKind::kCollected,
                                                    EventKind::kCollected,
                                                    EventKind::kCollected,
                                                    EventKind::kContacted,
                                                    EventKind::kContacted,
                                                    EventKind::kErasureRequested,
                                                    EventKind::kErased,
                                                    EventKind::kHold,
                                                    EventKind::kHoldLifted,
                                                    EventKind::kLinked,
                                                    EventKind::kUnlinked};
  event.kind = dice.one_of(kKinds);
  switch (event.kind) {
    case EventKind::kObjected:
    case EventKind::kObjectionLifted:
      if (dice.percent(65)) event.purposes = some_titles(dice, model.purposes.titles, 2);
      if (event.kind == EventKind::kObjected && dice.percent(25)) {
        event.channels = some_titles(dice, model.channels.titles, 2);
      }
      break;
    case EventKind::kRestricted:
    case EventKind::kRestrictionLifted:
    case EventKind::kErasureRequested:
    case EventKind::kErased:
      if (dice.percent(65)) event.data = some_titles(dice, model.data.titles, 3);
      if (event.kind == EventKind::kErased) set_item(dice, model, event);
      if (event.kind == EventKind::kErasureRequested && has_additions(model)) add_records(dice, model, event);
      break;
    case EventKind::kHold:
    case EventKind::kHoldLifted:
      if (has_additions(model) && dice.percent(60)) event.data = some_titles(dice, model.data.titles, 2);
      break;
    case EventKind::kInformed: {
      const model::Notice& notice = dice.one_of(model.notices.list);
      event.notice = notice.title.name;
      event.wording = make_wording(dice, notice.wordings);
      break;
    }
    case EventKind::kCollected:
      event.data = some_titles(dice, model.data.titles, 4);
      set_item(dice, model, event);
      break;
    case EventKind::kContacted:
      event.purposes = some_titles(dice, model.purposes.titles, 2);
      if (dice.percent(50)) event.channels = some_titles(dice, model.channels.titles, 1);
      break;
    case EventKind::kLinked:
    case EventKind::kUnlinked:
      event.customer = kCustomer;
      event.device = kDevice;
      break;
    default:
      break;
  }
}

}  // namespace

Names some_titles(Dice& dice, const std::vector<model::Title>& titles, std::size_t most) {
  Names names;
  for (const model::Title& title : titles) names.push_back(title.name);
  return some_of(dice, names, most);
}

RawValue make_value(Dice& dice, const model::Fact& fact, const time::Zone& zone, const Timeline& timeline) {
  static constexpr std::array<std::int64_t, 10> kNumbers{0, 1, 2, 3, 4, 5, 6, -1, INT64_MAX, INT64_MIN};
  switch (fact.type) {
    case model::FactType::kDate:
      return make_date_value(dice, zone, timeline);
    case model::FactType::kTime:
      if (dice.percent(30)) return make_date_value(dice, zone, timeline);
      return time::format_rfc3339(timeline.pick(dice));
    case model::FactType::kNumber:
      return dice.one_of(kNumbers);
    case model::FactType::kText:
      return dice.percent(80) ? dice.one_of(kTexts) : std::string("Bon");
    case model::FactType::kYesNo:
      return dice.percent(50);
    case model::FactType::kChoice:
      return dice.one_of(fact.choices);
  }
  return false;
}

std::vector<NamedValue> some_grant_facts(Dice& dice, const model::Model& model, const Timeline& timeline) {
  std::vector<NamedValue> facts;
  for (const model::Fact& fact : model.facts.list) {
    if (fact.owner != model::FactOwner::kConsent || dice.percent(30)) continue;
    facts.push_back({fact.title.name, make_value(dice, fact, *model.zone, timeline)});
  }
  std::sort(facts.begin(), facts.end(), [](const NamedValue& a, const NamedValue& b) { return a.fact < b.fact; });
  return facts;
}

Event make_event(Dice& dice, const model::Model& model, const Timeline& timeline, std::size_t number) {
  Event event;
  const auto id_of = [](std::size_t which) { return "event-" + std::to_string(which); };
  if (dice.percent(50)) event.id = id_of(number);
  if (number > 1 && dice.percent(6)) {
    event.kind = EventKind::kVoided;
    event.voids = id_of(1 + dice.below(number - 1));
    event.customer = kCustomer;
    if (dice.percent(60)) event.device = kDevice;
    if (!model.recipients.titles.empty() && dice.percent(12)) {
      event.customer.reset();
      event.device.reset();
      event.recipient = dice.one_of(model.recipients.titles).name;
    }
    return event;
  }
  set_holders(dice, event);
  const std::size_t kind = dice.below(100);
  if (kind < 40 && model.consents.size() > 0) {
    make_consent_event(dice, model, timeline, event);
  } else if (kind < 60 && model.facts.size() > 0) {
    make_fact_event(dice, model, timeline, event);
  } else {
    make_other_event(dice, model, event);
  }
  return event;
}

}  // namespace licet::random
