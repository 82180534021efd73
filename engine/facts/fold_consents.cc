#include <algorithm>
#include <engine/facts/fold_consents.h>
#include <engine/facts/fold_parts.h>
#include <engine/time/legal_period.h>

namespace licet::facts {

bool ConsentFold::OpenGrant::covers_nothing() const {
  const auto none = [](const std::vector<bool>& set) { return std::find(set.begin(), set.end(), true) == set.end(); };
  return none(purposes) || (limits_channels && none(channels));
}

ConsentFold::ConsentFold(const model::Model& model, model::ConsentId consent)
    : model_(model), consent_(model.consents[consent]) {
  entry_.consent = consent.value;
}

void ConsentFold::take(const ReadableEvent& event) {
  switch (event.kind) {
    case EventKind::kGranted:
      granted(event);
      break;
    case EventKind::kConfirmed:
      confirmed(event);
      break;
    case EventKind::kContacted:
      contacted(event);
      break;
    case EventKind::kRefused:
      end(ConsentEnd::kRefused, event);
      break;
    case EventKind::kWithdrawn:
      withdrawn(event);
      break;
    default:
      break;
  }
}

bool ConsentFold::shown_is_known(const ReadableEvent& event) const {
  const auto& listed = consent_.wordings;
  if (!event.wording) return listed.empty();
  return std::any_of(listed.begin(), listed.end(),
                     [&](const model::Wording& wording) { return wording.id == *event.wording; });
}

void ConsentFold::granted(const ReadableEvent& event) {
  if (!shown_is_known(event)) return;
  OpenGrant grant;
  grant.entry.given = event.ref;
  grant.entry.present = 1;
  for (std::size_t i = 0; i < model_.purposes.hierarchy.size(); ++i) {
    const model::PurposeId purpose(i);
    const bool wanted =
        !event.purposes.stated || model_.purposes.hierarchy.is_within_any(purpose, event.purposes.names);
    grant.purposes.push_back(wanted && model_.purposes.hierarchy.is_within_any(purpose, consent_.purposes));
  }
  for (std::size_t i = 0; i < model_.channels.hierarchy.size(); ++i) {
    const model::ChannelId channel(i);
    const bool declared = !consent_.channels || model_.channels.hierarchy.is_within_any(channel, *consent_.channels);
    grant.channels.push_back(
        declared && (!event.channels.stated || model_.channels.hierarchy.is_within_any(channel, event.channels.names)));
  }
  grant.limits_channels = consent_.channels.has_value() || event.channels.stated;
  grant.entry.without_channel = grant.limits_channels ? 0 : 1;
  if (grant.covers_nothing()) return;
  state_facts(grant, event);
  touched_ = true;
  if (!consent_.needs_confirmation) {
    make_current(std::move(grant));
    return;
  }
  if (consent_.confirmation_within) {
    grant.entry.end = time::end_of_period(event.ref.at, *consent_.confirmation_within, *model_.zone);
  }
  waiting_ = std::move(grant);
}

void ConsentFold::state_facts(OpenGrant& grant, const ReadableEvent& event) {
  for (const GrantFact& fact : event.grant_facts) {
    grant.facts.insert_or_assign(fact.fact.value, GrantFactEvent{fact.value, event.ref});
  }
}

void ConsentFold::confirmed(const ReadableEvent& event) {
  if (!waiting_ || event.ref.at >= waiting_->entry.end) return;
  OpenGrant grant = std::move(*waiting_);
  waiting_.reset();
  grant.entry.confirmed = event.ref;
  grant.entry.end = kNever;
  state_facts(grant, event);
  make_current(std::move(grant));
}

void ConsentFold::make_current(OpenGrant grant) {
  if (consent_.valid_for) {
    const bool counts_from_confirmation =
        consent_.valid_from != model::ValidityStart::kGrant && grant.entry.confirmed.is_set();
    const Instant start = counts_from_confirmation ? grant.entry.confirmed.at : grant.entry.given.at;
    grant.entry.end = time::end_of_period(start, *consent_.valid_for, *model_.zone);
  }
  current_ = std::move(grant);
  last_current_.reset();
  entry_.cleared = kNever;
}

void ConsentFold::clear_current(Instant at) {
  if (!current_) return;
  last_current_ = std::move(current_);
  current_.reset();
  entry_.cleared = at;
}

void ConsentFold::contacted(const ReadableEvent& event) {
  if (!current_ || !consent_.valid_for || consent_.valid_from != model::ValidityStart::kLastContact) return;
  const bool concerns = std::any_of(
      event.purposes.names.begin(), event.purposes.names.end(),
      [&](model::PurposeId purpose) { return model_.purposes.hierarchy.is_within_any(purpose, consent_.purposes); });
  if (!concerns || event.ref.at >= current_->entry.end) return;
  current_->entry.extended = event.ref;
  current_->entry.end = time::end_of_period(event.ref.at, *consent_.valid_for, *model_.zone);
}

void ConsentFold::end(ConsentEnd how, const ReadableEvent& event) {
  touched_ = true;
  clear_current(event.ref.at);
  waiting_.reset();
  entry_.last_end = how;
  entry_.ended = event.ref;
}

void ConsentFold::narrow(OpenGrant& grant, const ReadableEvent& withdrawal) const {
  const auto before = std::pair(grant.purposes, grant.channels);
  for (std::size_t i = 0; i < grant.purposes.size(); ++i) {
    if (model_.purposes.hierarchy.overlaps_any(model::PurposeId(i), withdrawal.purposes.names)) {
      grant.purposes[i] = false;
    }
  }
  for (std::size_t i = 0; i < grant.channels.size(); ++i) {
    if (model_.channels.hierarchy.overlaps_any(model::ChannelId(i), withdrawal.channels.names)) {
      grant.channels[i] = false;
    }
  }
  if (before != std::pair(grant.purposes, grant.channels)) grant.entry.narrowed = withdrawal.ref;
}

void ConsentFold::withdrawn(const ReadableEvent& event) {
  if (!event.purposes.stated && !event.channels.stated) {
    end(ConsentEnd::kWithdrawn, event);
    return;
  }
  const auto mark_end = [&] {
    entry_.last_end = ConsentEnd::kWithdrawn;
    entry_.ended = event.ref;
  };
  if (current_) {
    narrow(*current_, event);
    if (current_->covers_nothing()) {
      clear_current(event.ref.at);
      mark_end();
    }
  }
  if (waiting_) {
    narrow(*waiting_, event);
    if (waiting_->covers_nothing()) {
      waiting_.reset();
      mark_end();
    }
  }
}

void ConsentFold::add_facts(GrantPlace place, const OpenGrant& grant, StateBuilder& builder) const {
  for (const auto& [fact, event] : grant.facts) {
    builder.grant_facts.push_back({entry_.consent, place, value_entry(fact, event.value, event.stated, builder)});
  }
}

std::optional<ConsentEntry> ConsentFold::finish(StateBuilder& builder) const {
  if (!touched_) return std::nullopt;
  const auto pack = [&](const std::optional<OpenGrant>& grant) {
    if (!grant) return GrantEntry{};
    GrantEntry entry = grant->entry;
    entry.purposes = builder.add_bits(grant->purposes);
    entry.channels = builder.add_bits(grant->channels);
    return entry;
  };
  ConsentEntry entry = entry_;
  entry.current = pack(current_);
  entry.waiting = pack(waiting_);
  entry.last_current = current_ ? entry.current : pack(last_current_);
  if (current_) add_facts(GrantPlace::kCurrent, *current_, builder);
  if (waiting_) add_facts(GrantPlace::kWaiting, *waiting_, builder);
  if (current_ || last_current_) add_facts(GrantPlace::kLastCurrent, current_ ? *current_ : *last_current_, builder);
  return entry;
}

}  // namespace licet::facts
