#include <algorithm>
#include <engine/decide/retention.h>
#include <engine/decide/valid_until.h>
#include <engine/time/legal_period.h>

namespace licet::decide {
namespace {

enum class Limb : std::uint8_t { kAtLeast, kAtMost };

/// Where a period ends: none says nothing, kNever is open.
using PeriodEnd = std::optional<Instant>;

DueAction action_of(model::RetentionAction action) {
  switch (action) {
    case model::RetentionAction::kErase:
      return DueAction::kErase;
    case model::RetentionAction::kAnonymise:
      return DueAction::kAnonymise;
    case model::RetentionAction::kRestrict:
      return DueAction::kRestrict;
    case model::RetentionAction::kReview:
      return DueAction::kReview;
  }
  return DueAction::kErase;
}

/// One holder's retention rules at one time.
class HolderRetention {
 public:
  HolderRetention(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at,
                  Workspace& workspace)
      : decider_(decider), model_(decider.model()), state_(state), at_(at), workspace_(workspace) {
    (is_device ? states_.device : states_.person) = state;
    (is_device ? states_.has_device : states_.has_person) = true;
  }

  HeldCategory category(const facts::HeldEntry& held) {
    const model::DataId category(held.data);
    HeldCategory result;
    DueEntry& entry = result.entry;
    entry.data = model_.data.titles[held.data].name;
    entry.suspended = state_.header().suspended != 0;

    PeriodEnd hold;
    PeriodEnd limit;
    bool some_at_most = false;
    for (std::size_t i = 0; i < model_.retentions.size(); ++i) {
      const model::Retention& retention = model_.retentions.list[i];
      if (!model_.data.hierarchy.is_within_any(category, retention.data)) continue;
      PeriodEnd at_least;
      PeriodEnd at_most;
      if (retention.at_least) at_least = period_end(*retention.at_least, held, Limb::kAtLeast, entry.undetermined);
      if (retention.at_most) {
        some_at_most = true;
        at_most = period_end(*retention.at_most, held, Limb::kAtMost, entry.undetermined);
        if (at_most && retention.while_condition) at_most = moved_while(i, *at_most);
      }
      if (at_least) hold = std::max(hold.value_or(kBeforeAll), *at_least);
      if (at_most) limit = std::max(limit.value_or(kBeforeAll), *at_most);
      result.rules.push_back({model::RetentionId(i), at_least, at_most});
    }
    if (entry.suspended) return result;

    const Instant held_back = hold.value_or(kBeforeAll);
    const Instant usual = some_at_most ? std::max(limit.value_or(kNever), held_back) : hold.value_or(kNever);
    if (const facts::DataMarkEntry* request = erasure_request(category)) {
      const Instant by_request = std::max(request->begun.at, held_back);
      if (by_request <= usual) {
        entry.due = by_request;
        if (by_request != kNever) entry.action = DueAction::kErase;
        return result;
      }
    }
    entry.due = usual;
    if (usual == kNever) return result;
    for (const RulePeriods& periods : result.rules) {
      if (periods.at_least != usual && periods.at_most != usual) continue;
      const model::Retention& rule = model_.retentions[periods.rule];
      entry.action = action_of(rule.action);
      entry.rule = rule.title.name;
      break;
    }
    return result;
  }

 private:
  /// The first request that stands and names no data, the category, or what it lies within.
  const facts::DataMarkEntry* erasure_request(model::DataId category) const {
    for (const facts::DataMarkEntry& request : state_.erasures()) {
      if (state_.contains(request.whole, category.value)) return &request;
    }
    return nullptr;
  }

  PeriodEnd consent_ends(model::ConsentId consent, const facts::HeldEntry& held, Limb limb) {
    const facts::ConsentEntry* entry = states_.of(model_.consents[consent].scope).consent(consent);
    if (entry != nullptr && entry->last_current.present != 0) {
      const Instant expiry = entry->last_current.end;
      if (entry->cleared != kNever) return std::min(entry->cleared, expiry);
      if (expiry <= at_) return expiry;
      if (provided(consent) != graph::kLeafFalse) return kNever;
    }
    if (limb == Limb::kAtMost) return held.latest.at;
    return std::nullopt;
  }

  graph::FrozenRef provided(model::ConsentId consent) {
    Observation observation(model_, decider_.graph(), states_, workspace_);
    observation.set_clock(at_);
    observation.begin_walks();
    return observation.walk(decider_.graph().provided[consent.value]);
  }

  PeriodEnd anchor(const model::Anchor& anchor, const facts::HeldEntry& held, Limb limb,
                   std::vector<std::string>& undetermined) {
    switch (anchor.kind) {
      case model::AnchorKind::kFact: {
        const auto values = states_.of(model_.facts[anchor.fact].owner).values(anchor.fact);
        if (!values.empty() && values.back().kind == facts::ValueKind::kInstant) return Instant{values.back().number};
        const std::string& name = model_.facts[anchor.fact].title.name;
        if (std::find(undetermined.begin(), undetermined.end(), name) == undetermined.end()) {
          undetermined.push_back(name);
        }
        return limb == Limb::kAtLeast ? PeriodEnd(kNever) : std::nullopt;
      }
      case model::AnchorKind::kConsentEnds:
        return consent_ends(anchor.consent, held, limb);
      case model::AnchorKind::kConsentStarts: {
        const facts::ConsentEntry* entry = states_.of(model_.consents[anchor.consent].scope).consent(anchor.consent);
        if (entry == nullptr || entry->last_current.present == 0) return std::nullopt;
        return entry->last_current.given.at;
      }
      case model::AnchorKind::kLastContact: {
        PeriodEnd latest;
        for (const facts::ContactEntry& contact : state_.contacts()) {
          latest = std::max(latest.value_or(kBeforeAll), contact.contacted.at);
        }
        return latest;
      }
      case model::AnchorKind::kCollection:
        return held.latest.at;
      case model::AnchorKind::kObjection:
        for (const facts::ObjectionEntry& objection : state_.objections()) {
          if (state_.contains(objection.purposes, anchor.purpose.value)) return objection.objected.at;
        }
        return std::nullopt;
    }
    return std::nullopt;
  }

  PeriodEnd period_end(const model::RetentionPeriod& period, const facts::HeldEntry& held, Limb limb,
                       std::vector<std::string>& undetermined) {
    PeriodEnd from = anchor(period.anchor, held, limb, undetermined);
    if (!from || *from == kNever) return from;
    if (period.anchor.end_of_year) from = time::end_of_year_day(*from, *model_.zone);
    return time::end_of_period(*from, period.period, *model_.zone);
  }

  /// The first instant from `end` on at which the retention's `while` is not true.
  Instant moved_while(std::size_t retention, Instant end) {
    if (end == kNever) return end;
    const graph::FrozenRef root = decider_.graph().retentions[retention];
    Observation observation(model_, decider_.graph(), states_, workspace_);
    observation.set_clock(end);
    observation.begin_walks();
    const auto not_true = [&] { return observation.walk(root) != graph::kLeafTrue; };
    if (not_true()) return end;
    return first_difference(observation, end, not_true);
  }

  const Decider& decider_;
  const model::Model& model_;
  const facts::HolderView& state_;
  Instant at_;
  Workspace& workspace_;
  States states_;
};

}  // namespace

std::vector<HeldCategory> held_categories(const Decider& decider, const facts::HolderView& state, bool is_device,
                                          Instant at, Workspace& workspace) {
  HolderRetention retention(decider, state, is_device, at, workspace);
  std::vector<HeldCategory> categories;
  for (const facts::HeldEntry& held : state.held()) categories.push_back(retention.category(held));
  return categories;
}

std::vector<DueEntry> due(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at,
                          Workspace& workspace) {
  std::vector<DueEntry> entries;
  for (HeldCategory& held : held_categories(decider, state, is_device, at, workspace)) {
    entries.push_back(std::move(held.entry));
  }
  return entries;
}

}  // namespace licet::decide
