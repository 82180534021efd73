#include <algorithm>
#include <engine/decide/observation.h>

namespace licet::decide {
namespace {

using model::TimeSourceKind;

const facts::FactEntry* with_value(const facts::FactEntry* entry) {
  return entry != nullptr && entry->kind != facts::ValueKind::kNone ? entry : nullptr;
}

/// The value a fact had when a grant was given, or, where it had none yet, the first it got later.
const facts::FactEntry* as_of(std::span<const facts::FactEntry> values, Instant given) {
  const facts::FactEntry* found = nullptr;
  for (const facts::FactEntry& value : values) {
    const bool later = value.stated.at > given;
    if (later && with_value(found) != nullptr) break;
    if (later && value.kind == facts::ValueKind::kNone) continue;
    found = &value;
  }
  return found;
}

}  // namespace

Observation::Stated Observation::stated(model::FactId fact, std::optional<model::ConsentId> at_grant,
                                        bool at_clock) const {
  const model::FactOwner owner = graph_.variables.owner_of(fact);
  const bool is_of_holder = owner == model::FactOwner::kCustomer || owner == model::FactOwner::kDevice;
  if (!is_of_holder) return stated_elsewhere(fact, at_grant, owner);
  const facts::HolderView& holder = states_.of(owner);
  const facts::FactEntry* found = nullptr;
  if (!at_grant || at_clock) {
    found = holder.latest(fact);
  } else {
    const facts::ConsentEntry* entry = consent(*at_grant);
    if (entry == nullptr || entry->current.present == 0) return {};
    found = as_of(holder.values(fact), entry->current.given.at);
  }
  return with_value(found) != nullptr ? Stated{found, &holder} : Stated{};
}

Observation::Stated Observation::stated_elsewhere(model::FactId fact, std::optional<model::ConsentId> at_grant,
                                                  model::FactOwner owner) const {
  const auto in = [](const facts::HolderView& holder, const facts::FactEntry* entry) {
    return with_value(entry) != nullptr ? Stated{entry, &holder} : Stated{};
  };
  switch (owner) {
    case model::FactOwner::kConsent: {
      if (!at_grant) return {};
      const facts::HolderView& holder = states_.of(graph_.variables.scope_of(*at_grant));
      return in(holder, holder.grant_fact(*at_grant, facts::GrantPlace::kCurrent, fact));
    }
    case model::FactOwner::kItem: {
      const facts::HolderView& holder = states_.has_device && !states_.has_person ? states_.device : states_.person;
      if (kept_ == nullptr || kept_->item == 0) return {};
      return in(holder, holder.item_fact(fact, kept_->item - 1));
    }
    case model::FactOwner::kRecipient:
      for (const facts::HolderView& recipient : states_.recipients) {
        if (const Stated found = in(recipient, recipient.latest(fact)); found.entry != nullptr) return found;
      }
      return {};
    case model::FactOwner::kCustomer:
    case model::FactOwner::kDevice:
    case model::FactOwner::kRequest:
      break;
  }
  return {};
}

std::optional<Instant> Observation::consent_end(model::ConsentId id) const {
  const facts::ConsentEntry* entry = consent(id);
  if (entry == nullptr || entry->last_current.present == 0) return std::nullopt;
  const Instant end = std::min(entry->cleared, entry->last_current.end);
  return end <= clock_ ? std::optional(end) : std::nullopt;
}

Instant Observation::step_ahead(model::TimeId time) const {
  const model::TimeSource& source = model_[time];
  if (source.kind == TimeSourceKind::kConsentEnds) {
    const facts::ConsentEntry* entry = consent(model::ConsentId(source.subject));
    if (entry == nullptr || entry->last_current.present == 0) return kNever;
    return std::min(entry->cleared, entry->last_current.end);
  }
  Instant least = kNever;
  for (const facts::HolderView* holder : {&states_.person, &states_.device}) {
    for (const facts::TimeEntry& entry : holder->time(time)) {
      if (entry.since > clock_) least = std::min(least, entry.since);
    }
  }
  return least;
}

std::optional<facts::EventRef> Observation::last_contact(const std::vector<model::ChannelId>& channels) const {
  std::optional<facts::EventRef> latest;
  for (const facts::HolderView* holder : {&states_.person, &states_.device}) {
    for (const facts::ContactEntry& contact : holder->contacts()) {
      const bool concerns =
          model_.purposes.hierarchy.overlap(question_->purpose, model::PurposeId(contact.purpose)) &&
          (channels.empty() || (contact.channel != 0 && model_.channels.hierarchy.is_within_any(
                                                            model::ChannelId(contact.channel - 1), channels)));
      if (concerns && (!latest || contact.contacted.later_than(*latest))) latest = contact.contacted;
    }
  }
  return latest;
}

std::optional<facts::EventRef> Observation::event_of(model::TimeId time, Instant clock) const {
  const model::TimeSource& source = model_[time];
  switch (source.kind) {
    case TimeSourceKind::kLastContactForAsked:
      return last_contact(source.channels);
    case TimeSourceKind::kConsentStarts: {
      const facts::ConsentEntry* entry = consent(model::ConsentId(source.subject));
      if (entry == nullptr || entry->last_current.present == 0) return std::nullopt;
      return entry->last_current.given;
    }
    case TimeSourceKind::kFact:
    case TimeSourceKind::kOwnCollection:
    case TimeSourceKind::kConsentEnds:
      return std::nullopt;
    default:
      break;
  }
  std::optional<facts::EventRef> found;
  for (const facts::HolderView* holder : {&states_.person, &states_.device}) {
    const auto entries = holder->time(time);
    const auto after =
        std::upper_bound(entries.begin(), entries.end(), clock,
                         [](Instant sought, const facts::TimeEntry& entry) { return sought < entry.since; });
    if (after == entries.begin() || !std::prev(after)->event.is_set()) continue;
    const facts::EventRef& event = std::prev(after)->event;
    const bool later = found && event.later_than(*found);
    if (!found || later == (source.kind != TimeSourceKind::kNoticeFirst)) found = event;
  }
  return found;
}

std::optional<Instant> Observation::time_of(const Remembered& asked) const {
  const model::TimeId time(asked.subject);
  const graph::StatedTime stated_time = graph_.variables.stated_time(time);
  if (!stated_time.is_of_holder || asked.as_of_grant()) return time_of(time, asked.grant(), asked.at_clock());
  const facts::FactEntry* found = with_value(states_.of(stated_time.owner).latest(stated_time.fact));
  return found != nullptr ? std::optional(Instant{found->number}) : std::nullopt;
}

std::optional<Instant> Observation::time_of(model::TimeId time, std::optional<model::ConsentId> at_grant,
                                            bool at_clock) const {
  const model::TimeSource& source = model_[time];
  switch (source.kind) {
    case TimeSourceKind::kFact: {
      const model::FactId fact(source.subject);
      if (graph_.variables.owner_of(fact) == model::FactOwner::kRequest) {
        const exchange::FactValue* value = question_ != nullptr ? question_->stated(fact) : nullptr;
        return value != nullptr ? std::optional(std::get<Instant>(*value)) : std::nullopt;
      }
      const Stated found = stated(fact, at_grant, at_clock);
      return found.entry != nullptr ? std::optional(Instant{found.entry->number}) : std::nullopt;
    }
    case TimeSourceKind::kOwnCollection:
      return kept_ != nullptr ? kept_->collection : std::nullopt;
    case TimeSourceKind::kConsentEnds:
      return consent_end(model::ConsentId(source.subject));
    default:
      break;
  }
  Instant clock = clock_;
  if (at_grant && !at_clock) {
    const facts::ConsentEntry* entry = consent(*at_grant);
    if (entry != nullptr && entry->current.present != 0) clock = entry->current.given.at;
  }
  const auto event = event_of(time, clock);
  return event ? std::optional(event->at) : std::nullopt;
}

std::vector<model::FactId> Observation::missing(graph::VariableId variable) const {
  const graph::VariableKey& key = graph_.variables[variable].key;
  std::vector<model::FactId> facts;
  const auto add_fact = [&](model::FactId fact) {
    if (stated(fact, key.at_grant, key.at_clock).entry == nullptr) facts.push_back(fact);
  };
  const auto add_time = [&](model::TimeId time) {
    if (model_[time].kind == TimeSourceKind::kFact) add_fact(model::FactId(model_[time].subject));
  };
  switch (key.kind) {
    case graph::VariableKind::kAge:
    case graph::VariableKind::kPassed:
    case graph::VariableKind::kDay:
      add_time(model::TimeId(key.subject));
      break;
    case graph::VariableKind::kOrder:
      add_time(graph_.variables.pairs()[key.subject].left);
      add_time(graph_.variables.pairs()[key.subject].right);
      break;
    case graph::VariableKind::kNumber:
    case graph::VariableKind::kText:
    case graph::VariableKind::kChoice:
    case graph::VariableKind::kYesNo:
      add_fact(model::FactId(key.subject));
      break;
    default:
      break;
  }
  return facts;
}

std::uint32_t Observation::order(const Remembered& asked) const {
  using graph::OrderValue;
  const graph::TimePair& pair = graph_.variables.pairs()[asked.subject];
  const auto left = time_of(pair.left, asked.grant(), asked.at_clock());
  const auto right = time_of(pair.right, asked.grant(), asked.at_clock());
  const auto no_event = [&](const std::optional<Instant>& value, model::TimeId time) {
    return !value && model_[time].kind != TimeSourceKind::kFact;
  };
  const auto number = [](OrderValue value) { return static_cast<std::uint32_t>(value); };
  if (no_event(left, pair.left) || no_event(right, pair.right)) return number(OrderValue::kNoEvent);
  if (!left || !right) return number(OrderValue::kUnknown);
  const auto compared = [&](const auto& a, const auto& b) {
    return number(a < b ? OrderValue::kBefore : b < a ? OrderValue::kAfter : OrderValue::kSame);
  };
  if (!pair.by_days) return compared(*left, *right);
  return compared(model_.zone->local(*left).date, model_.zone->local(*right).date);
}

}  // namespace licet::decide
