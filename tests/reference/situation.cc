#include <algorithm>
#include <engine/check/coverage.h>
#include <set>
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
    // One piece erased is not what was asked for.
    if (end == EventKind::kErased && event.item) return false;
    if (!event.names_data) return true;
    return category && concerns_whole(situation.model, event, *category);
  });
}

bool has_first_stage(const model::Model& model) {
  return std::any_of(model.retentions.list.begin(), model.retentions.list.end(),
                     [](const model::Retention& retention) { return retention.first_stage; });
}

/// The latest value of a recipient's own events.
std::optional<exchange::FactValue> value_of_recipient(const Situation& situation, model::FactId fact,
                                                      model::RecipientId recipient) {
  std::optional<exchange::FactValue> latest;
  for (const PastEvent& event : situation.events) {
    if (event.kind == EventKind::kFact && event.fact == fact && event.recipient == recipient) latest = event.value;
  }
  return latest;
}

/// The latest value that a holder's events state, of one piece or of none.
std::optional<exchange::FactValue> value_of_holder(const Situation& situation, model::FactId fact,
                                                   const Viewpoint& from) {
  const model::FactOwner owner = situation.model.facts[fact].owner;
  const PastEvent* latest = nullptr;
  for (const PastEvent& event : situation.events) {
    if (event.kind != EventKind::kFact || event.fact != fact) continue;
    if (!belongs_to(event, owner == model::FactOwner::kDevice)) continue;
    if (owner == model::FactOwner::kItem && event.item != from.item) continue;
    if (from.at_grant && event.moment.at > *from.at_grant) {
      if (latest != nullptr && latest->value) break;
      // It had none yet: the first that it got later counts.
      if (!event.value) continue;
      return event.value;
    }
    latest = &event;
  }
  return latest != nullptr ? latest->value : std::nullopt;
}

}  // namespace

Situation::Situation(const model::Model& policy, std::span<const RecordedEvent> recorded,
                     const exchange::Question& asked)
    : Situation(policy, recorded, View{asked.customer, asked.device, asked.at, asked.known}) {
  question = &asked;
  if (!has_first_stage(policy)) return;
  if (asked.customer) own.emplace_back(policy, recorded, View{asked.customer, std::nullopt, asked.at, asked.known});
  if (asked.device) own.emplace_back(policy, recorded, View{std::nullopt, asked.device, asked.at, asked.known});
}

Situation::Situation(const model::Model& policy, std::span<const RecordedEvent> recorded, const View& seen)
    : model(policy),
      question(nullptr),
      view(seen),
      events(past_events(policy, recorded, seen)),
      consents(consent_states(policy, events)) {}

std::optional<exchange::FactValue> Situation::value(model::FactId fact, const Viewpoint& from) const {
  switch (model.facts[fact].owner) {
    case model::FactOwner::kRequest: {
      const exchange::FactValue* stated = question != nullptr ? question->stated(fact) : nullptr;
      return stated != nullptr ? std::optional(*stated) : std::nullopt;
    }
    case model::FactOwner::kConsent: {
      if (from.grant == nullptr) return std::nullopt;
      const auto stated = from.grant->facts.find(fact);
      return stated != from.grant->facts.end() ? stated->second : std::nullopt;
    }
    case model::FactOwner::kRecipient: {
      if (question == nullptr) return std::nullopt;
      for (auto recipient = question->recipient; recipient; recipient = model.recipients.hierarchy.parent(*recipient)) {
        if (auto value = value_of_recipient(*this, fact, *recipient)) return value;
      }
      return std::nullopt;
    }
    default:
      return value_of_holder(*this, fact, from);
  }
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

namespace {

/// "A category is held when a `collected` event names it or what it lies within": also by one that names no item, which
/// is a piece without a name.
std::string piece_named(const PastEvent& collected) { return collected.item.value_or(std::string()); }

}  // namespace

std::vector<std::string> items_of(const Situation& situation, model::DataId category, bool device) {
  std::set<std::string> items;
  for (const PastEvent& event : situation.events) {
    if (event.kind != EventKind::kCollected || !belongs_to(event, device)) continue;
    if (concerns_whole(situation.model, event, category)) items.insert(piece_named(event));
  }
  return {items.begin(), items.end()};
}

std::vector<const PastEvent*> holding(const Situation& situation, const Piece& piece, Instant until) {
  const bool by_item = situation.model.by_item[piece.category.value];
  std::vector<const PastEvent*> collected;
  if (by_item && !piece.item) {
    for (const std::string& item : items_of(situation, piece.category, piece.device)) {
      const auto of_item = holding(situation, {piece.category, item, piece.device}, until);
      collected.insert(collected.end(), of_item.begin(), of_item.end());
    }
    std::sort(collected.begin(), collected.end(),
              [](const PastEvent* a, const PastEvent* b) { return a->moment < b->moment; });
    return collected;
  }
  for (const PastEvent& event : situation.events) {
    if (!belongs_to(event, piece.device) || event.moment.at > until) continue;
    if (!concerns_whole(situation.model, event, piece.category)) continue;
    const bool of_piece = !by_item || piece_named(event) == piece.item;
    if (event.kind == EventKind::kCollected && of_piece) collected.push_back(&event);
    // An erasure of one piece takes nothing from what is not kept by item, and nothing from other pieces.
    const bool erases = !event.item || (by_item && event.item == piece.item);
    if (event.kind == EventKind::kErased && erases) collected.clear();
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
    const auto collected = holding(situation, {*category, std::nullopt, request.of_device});
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
