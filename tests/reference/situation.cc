#include <algorithm>
#include <engine/check/coverage.h>
#include <tests/reference/situation.h>

namespace licet::reference {
namespace {

/// "A `lifted`, and `erased`, ends only what the same holder's events began." (Section 6.)
bool share_holder(const PastEvent& a, const PastEvent& b) {
  return (a.of_customer && b.of_customer) || (a.of_device && b.of_device);
}

/// Does an event that names data, or all of it, concern the category as a whole?
bool concerns_whole(const model::Model& model, const PastEvent& event, model::DataId category) {
  return !event.names_data || model.data.hierarchy.is_within_any(category, event.data);
}

/// A `restricted` or `erasure_requested` reaches by overlap; without a category only when it names no data.
bool reaches(const model::Model& model, const PastEvent& event, std::optional<model::DataId> category) {
  if (!event.names_data) return true;
  return category && model.data.hierarchy.overlaps_any(*category, event.data);
}

/// Ended by a later `end` of the same holder that names none or what the category is or lies within.
bool ended(const Situation& situation, const PastEvent& begun, EventKind end, std::optional<model::DataId> category) {
  return std::any_of(situation.events.begin(), situation.events.end(), [&](const PastEvent& event) {
    if (event.kind != end || event.moment <= begun.moment || !share_holder(event, begun)) return false;
    if (!event.names_data) return true;
    return category && concerns_whole(situation.model, event, *category);
  });
}

}  // namespace

Situation::Situation(const model::Model& policy, std::span<const RecordedEvent> recorded,
                     const exchange::Question& asked)
    : Situation(policy, recorded, View{asked.customer, asked.device, asked.at, asked.known}) {
  question = &asked;
}

Situation::Situation(const model::Model& policy, std::span<const RecordedEvent> recorded, const View& seen)
    : model(policy),
      question(nullptr),
      view(seen),
      events(past_events(policy, recorded, seen)),
      consents(consent_states(policy, events)) {}

std::optional<exchange::FactValue> Situation::value(model::FactId fact, std::optional<Instant> at_grant) const {
  if (model.facts[fact].owner == model::FactOwner::kRequest) {
    const exchange::FactValue* stated = question != nullptr ? question->stated(fact) : nullptr;
    return stated != nullptr ? std::optional(*stated) : std::nullopt;
  }
  const PastEvent* latest = nullptr;
  for (const PastEvent& event : events) {
    if (event.kind != EventKind::kFact || event.fact != fact) continue;
    const bool owner = model.facts[fact].owner == model::FactOwner::kDevice ? event.of_device : event.of_customer;
    if (!owner) continue;
    if (at_grant && event.moment.at > *at_grant) {
      if (latest != nullptr && latest->value) break;
      // It had none yet: the first that it got later counts.
      if (!event.value) continue;
      return event.value;
    }
    latest = &event;
  }
  return latest != nullptr ? latest->value : std::nullopt;
}

std::optional<Instant> Situation::last_contact(std::optional<model::PurposeId> purpose) const {
  std::optional<Instant> latest;
  for (const PastEvent& event : events) {
    if (event.kind != EventKind::kContacted) continue;
    if (!purpose || model.purposes.hierarchy.overlaps_any(*purpose, event.purposes)) latest = event.moment.at;
  }
  return latest;
}

bool Situation::counts_as_given(const PastEvent& informed) const {
  const std::vector<model::Wording>& listed = model.notices[*informed.notice].wordings;
  if (listed.empty()) return true;
  return informed.wording && std::any_of(listed.begin(), listed.end(), [&](const model::Wording& wording) {
           return wording.id == *informed.wording;
         });
}

bool Situation::notice_given(model::NoticeId notice, Instant clock) const {
  return std::any_of(events.begin(), events.end(), [&](const PastEvent& event) {
    return event.kind == EventKind::kInformed && event.notice == notice && event.moment.at <= clock &&
           counts_as_given(event);
  });
}

bool declaration_covers(const Situation& situation, const model::Consent& consent,
                        std::optional<model::DataId> category) {
  const model::Model& model = situation.model;
  const exchange::Question& asked = *situation.question;
  if (!model.purposes.hierarchy.is_within_any(asked.purpose, consent.purposes)) return false;
  if (consent.channels &&
      (!asked.channel || !model.channels.hierarchy.is_within_any(*asked.channel, *consent.channels))) {
    return false;
  }
  if (consent.actions && !model.actions.hierarchy.is_within_any(asked.action, *consent.actions)) return false;
  if (asked.recipient && !model.recipients.hierarchy.is_within_any(*asked.recipient, consent.recipients)) return false;
  return !category || model::clause_covers(model, consent.data, *category);
}

std::vector<const PastEvent*> holding(const Situation& situation, model::DataId category, bool device) {
  std::vector<const PastEvent*> collected;
  for (const PastEvent& event : situation.events) {
    if (device ? !event.of_device : !event.of_customer) continue;
    if (event.kind == EventKind::kErased && concerns_whole(situation.model, event, category)) {
      collected.clear();
    } else if (event.kind == EventKind::kCollected && concerns_whole(situation.model, event, category)) {
      collected.push_back(&event);
    }
  }
  return collected;
}

bool restriction_stands(const Situation& situation, std::optional<model::DataId> category) {
  return std::any_of(situation.events.begin(), situation.events.end(), [&](const PastEvent& event) {
    return event.kind == EventKind::kRestricted && reaches(situation.model, event, category) &&
           !ended(situation, event, EventKind::kRestrictionLifted, category);
  });
}

bool erasure_requested(const Situation& situation, std::optional<model::DataId> category) {
  return std::any_of(situation.events.begin(), situation.events.end(), [&](const PastEvent& request) {
    if (request.kind != EventKind::kErasureRequested || !reaches(situation.model, request, category) ||
        ended(situation, request, EventKind::kErased, category)) {
      return false;
    }
    if (!category) return true;
    const auto collected = holding(situation, *category, request.of_device);
    const bool only_later = !collected.empty() && collected.front()->moment > request.moment;
    return !only_later;
  });
}

std::vector<StandingObjection> standing_objections(const Situation& situation) {
  const model::Model& model = situation.model;
  const exchange::Question& asked = *situation.question;
  std::vector<StandingObjection> standing;
  for (const PastEvent& objection : situation.events) {
    if (objection.kind != EventKind::kObjected) continue;
    if (objection.names_purposes && !model.purposes.hierarchy.overlaps_any(asked.purpose, objection.purposes)) continue;
    if (objection.names_channels &&
        (!asked.channel || !model.channels.hierarchy.overlaps_any(*asked.channel, objection.channels))) {
      continue;
    }
    const bool lifted = std::any_of(situation.events.begin(), situation.events.end(), [&](const PastEvent& event) {
      return event.kind == EventKind::kObjectionLifted && event.moment > objection.moment &&
             share_holder(event, objection) &&
             (!event.names_purposes || model.purposes.hierarchy.is_within_any(asked.purpose, event.purposes));
    });
    if (!lifted) standing.push_back({objection.moment});
  }
  return standing;
}

}  // namespace licet::reference
