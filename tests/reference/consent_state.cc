#include <algorithm>
#include <engine/time/legal_period.h>
#include <tests/reference/consent_state.h>

namespace licet::reference {
namespace {

template <class IdType>
void keep_within(std::vector<bool>& covered, const model::Hierarchy<IdType>& hierarchy, std::span<const IdType> names) {
  for (std::size_t i = 0; i < covered.size(); ++i) {
    covered[i] = covered[i] && hierarchy.is_within_any(IdType(i), names);
  }
}

template <class IdType>
void remove_overlapping(std::vector<bool>& covered, const model::Hierarchy<IdType>& hierarchy,
                        std::span<const IdType> names) {
  for (std::size_t i = 0; i < covered.size(); ++i) {
    covered[i] = covered[i] && !hierarchy.overlaps_any(IdType(i), names);
  }
}

bool any(const std::vector<bool>& covered) { return std::find(covered.begin(), covered.end(), true) != covered.end(); }

bool covers_nothing(const Coverage& coverage) {
  return !any(coverage.purposes) || (coverage.limits_channels && !any(coverage.channels));
}

Coverage coverage_of(const model::Model& model, const model::Consent& consent, const PastEvent& granted) {
  Coverage coverage;
  coverage.purposes.assign(model.purposes.hierarchy.size(), true);
  coverage.channels.assign(model.channels.hierarchy.size(), true);
  coverage.without_channel = true;
  keep_within<model::PurposeId>(coverage.purposes, model.purposes.hierarchy, consent.purposes);
  const auto limit_channels = [&](std::span<const model::ChannelId> names) {
    keep_within(coverage.channels, model.channels.hierarchy, names);
    coverage.limits_channels = true;
    coverage.without_channel = false;
  };
  if (consent.channels) limit_channels(*consent.channels);
  if (granted.names_purposes) {
    keep_within<model::PurposeId>(coverage.purposes, model.purposes.hierarchy, granted.purposes);
  }
  if (granted.names_channels) limit_channels(granted.channels);
  return coverage;
}

/// What was shown must be known.
bool wording_counts(const model::Consent& consent, const std::optional<std::string>& wording) {
  if (!wording) return consent.wordings.empty();
  return std::any_of(consent.wordings.begin(), consent.wordings.end(),
                     [&](const model::Wording& listed) { return listed.id == *wording; });
}

/// Folds the events of one declaration.
class Fold {
 public:
  Fold(const model::Model& model, const model::Consent& consent) : model_(model), consent_(consent) {}

  void granted(const PastEvent& event) {
    if (!wording_counts(consent_, event.wording)) return;
    Grant grant;
    grant.given = event.moment;
    grant.coverage = coverage_of(model_, consent_, event);
    if (covers_nothing(grant.coverage)) return;
    state_facts(grant, event);
    if (consent_.needs_confirmation) {
      if (consent_.confirmation_within) {
        grant.lapse = time::end_of_period(event.moment.at, *consent_.confirmation_within, *model_.zone);
      }
      state_.waiting = std::move(grant);
    } else {
      make_current(std::move(grant));
    }
  }

  void confirmed(const PastEvent& event) {
    if (!state_.waiting || event.moment.at >= state_.waiting->lapse) return;
    Grant grant = std::move(*state_.waiting);
    state_.waiting.reset();
    grant.confirmed = event.moment.at;
    state_facts(grant, event);
    make_current(std::move(grant));
  }

  void refused(const PastEvent& event) { end(ConsentStatus::kRefused, event.moment.at); }

  void withdrawn(const PastEvent& event) {
    if (!event.names_purposes && !event.names_channels) {
      end(ConsentStatus::kWithdrawn, event.moment.at);
      return;
    }
    if (narrow(state_.current, event)) {
      keep_as_last(event.moment.at);
      state_.current.reset();
      state_.last_end = ConsentStatus::kWithdrawn;
    }
    if (narrow(state_.waiting, event)) {
      state_.waiting.reset();
      state_.last_end = ConsentStatus::kWithdrawn;
    }
  }

  void contacted(const PastEvent& event) {
    if (!state_.current || consent_.valid_from != model::ValidityStart::kLastContact || !consent_.valid_for) return;
    const bool concerns = std::any_of(event.purposes.begin(), event.purposes.end(), [&](model::PurposeId purpose) {
      return model_.purposes.hierarchy.is_within_any(purpose, consent_.purposes);
    });
    if (!concerns || event.moment.at >= state_.current->period_end) return;
    state_.current->period_end = time::end_of_period(event.moment.at, *consent_.valid_for, *model_.zone);
  }

  ConsentState finish() {
    if (state_.current) state_.last_current = state_.current;
    return std::move(state_);
  }

 private:
  static void state_facts(Grant& grant, const PastEvent& event) {
    for (const StatedOfGrant& stated : event.of_grant) grant.facts[stated.fact] = stated.value;
  }

  void make_current(Grant grant) {
    if (consent_.valid_for) {
      const bool from_grant = consent_.valid_from == model::ValidityStart::kGrant || !grant.confirmed;
      const Instant start = from_grant ? grant.given.at : *grant.confirmed;
      grant.period_end = time::end_of_period(start, *consent_.valid_for, *model_.zone);
    }
    state_.current = std::move(grant);
    state_.cleared.reset();
  }

  void keep_as_last(Instant cleared) {
    state_.last_current = state_.current;
    state_.cleared = cleared;
  }

  void end(ConsentStatus how, Instant at) {
    if (state_.current) keep_as_last(at);
    state_.current.reset();
    state_.waiting.reset();
    state_.last_end = how;
  }

  /// Takes what the withdrawal names out of the grant; true if nothing is left of it.
  bool narrow(std::optional<Grant>& grant, const PastEvent& event) const {
    if (!grant) return false;
    remove_overlapping<model::PurposeId>(grant->coverage.purposes, model_.purposes.hierarchy, event.purposes);
    remove_overlapping<model::ChannelId>(grant->coverage.channels, model_.channels.hierarchy, event.channels);
    return covers_nothing(grant->coverage);
  }

  const model::Model& model_;
  const model::Consent& consent_;
  ConsentState state_;
};

}  // namespace

ConsentStatus ConsentState::status(Instant clock) const {
  if (current && clock < current->period_end) return ConsentStatus::kGranted;
  if (waiting && clock < waiting->lapse) return ConsentStatus::kPending;
  if (current || waiting) return ConsentStatus::kExpired;
  return last_end;
}

std::optional<Instant> ConsentState::starts() const {
  if (!last_current) return std::nullopt;
  return last_current->given.at;
}

std::optional<Instant> ConsentState::ends(Instant clock) const {
  if (!last_current) return std::nullopt;
  const Instant end = std::min(cleared.value_or(kNever), last_current->period_end);
  if (end == kNever || end > clock) return std::nullopt;
  return end;
}

std::vector<ConsentState> consent_states(const model::Model& model, std::span<const PastEvent> events) {
  std::vector<ConsentState> states;
  states.reserve(model.consents.size());
  for (std::size_t i = 0; i < model.consents.size(); ++i) {
    const model::Consent& consent = model.consents.list[i];
    Fold fold(model, consent);
    for (const PastEvent& event : events) {
      const bool same_holder = consent.scope == model::ConsentScope::kDevice ? event.of_device : event.of_customer;
      if (!same_holder) continue;
      if (event.kind == EventKind::kContacted) {
        fold.contacted(event);
        continue;
      }
      if (event.consent != model::ConsentId(i)) continue;
      switch (event.kind) {
        case EventKind::kGranted:
          fold.granted(event);
          break;
        case EventKind::kConfirmed:
          fold.confirmed(event);
          break;
        case EventKind::kRefused:
          fold.refused(event);
          break;
        case EventKind::kWithdrawn:
          fold.withdrawn(event);
          break;
        default:
          break;
      }
    }
    states.push_back(fold.finish());
  }
  return states;
}

}  // namespace licet::reference
