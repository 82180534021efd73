#include <algorithm>
#include <engine/decide/first_stage.h>
#include <engine/decide/holder_retention.h>
#include <engine/decide/retention.h>

namespace licet::decide {
namespace {

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

/// What one holder holds, one after the other.
class Holding {
 public:
  Holding(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at, Workspace& workspace)
      : model_(decider.model()),
        graph_(decider.graph()),
        state_(state),
        at_(at),
        workspace_(workspace),
        retention_(model_, graph_, states_, at_, workspace_) {
    (is_device ? states_.device : states_.person) = state;
    (is_device ? states_.has_device : states_.has_person) = true;
  }
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;

  HeldCategory category(const facts::HeldEntry& held) {
    const model::DataId category(held.data);
    const KeptPiece kept{held.item, held.latest.at};
    HeldCategory result;
    result.data = category;
    result.entry.data = model_.data.titles[held.data].name;
    if (held.item != 0) result.entry.item = std::string(state_.item_text(held.item - 1));
    result.entry.suspended = state_.is_suspended(category);
    const auto keeps = [&](const model::Retention& retention) {
      return model_.data.hierarchy.is_within_any(category, retention.data);
    };
    const auto request = erasure_request(held);
    settle(result, keeps, kept, request);
    list_stage(result, keeps, kept);
    return result;
  }

  /// Licet's own records: `name` as in DueEntry::data.
  std::optional<HeldCategory> records(HeldCategory::Kind kind, const std::string& name, const Keeps& keeps,
                                      std::optional<Instant> collection, std::optional<Instant> requested,
                                      bool never = false) {
    const auto& rules = model_.retentions.list;
    if (std::none_of(rules.begin(), rules.end(), keeps)) return std::nullopt;
    HeldCategory result;
    result.kind = kind;
    result.entry.data = name;
    result.entry.suspended = state_.header().suspended != 0;
    const KeptPiece kept{0, collection};
    settle(result, keeps, kept, requested);
    if (!never) {
      list_stage(result, keeps, kept);
    } else {
      result.entry.due = result.own_due = kNever;
      for (auto* action : {&result.entry.action, &result.own_action}) action->reset();
      for (auto* rule : {&result.entry.rule, &result.own_rule}) rule->reset();
    }
    return result;
  }

  /// Goes on, and has not expired.
  bool is_current(model::ConsentId consent) const {
    const facts::ConsentEntry* entry = states_.of(model_.consents[consent].scope).consent(consent);
    return entry != nullptr && entry->current.present != 0 && at_ < entry->current.end;
  }

  /// When the first request fell that stands and names nothing, of those that are not older than what is held.
  std::optional<Instant> request_for_everything(Instant held_from) const {
    for (const facts::DataMarkEntry& request : state_.erasures()) {
      if (request.without_category != 0 && request.begun.at >= held_from) return request.begun.at;
    }
    return std::nullopt;
  }

 private:
  /// When the first request fell that stands and names no data, the category, or what it lies within.
  std::optional<Instant> erasure_request(const facts::HeldEntry& held) const {
    for (const facts::DataMarkEntry& request : state_.erasures()) {
      if (!state_.contains(request.whole, held.data)) continue;
      if (held.item != 0 && held.first.later_than(request.begun)) continue;
      return request.begun.at;
    }
    return std::nullopt;
  }

  /// Listed with the first stage, from its end on until it is due itself.
  void list_stage(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept) {
    if (result.entry.suspended || result.entry.due <= at_) return;
    const auto stage = stage_of(model_, graph_, states_, keeps, kept, at_, workspace_);
    if (!stage) return;
    result.entry.due = stage->since;
    result.entry.action = DueAction::kRestrict;
    result.entry.rule = model_.retentions[stage->rule].title.name;
  }

  void settle(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept, std::optional<Instant> requested) {
    find_due(result, keeps, kept, requested);
    result.own_due = result.entry.due;
    result.own_action = result.entry.action;
    result.own_rule = result.entry.rule;
  }

  void find_due(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept, std::optional<Instant> requested) {
    DueEntry& entry = result.entry;
    PeriodEnd hold;
    PeriodEnd limit;
    bool some_at_most = false;
    for (std::size_t i = 0; i < model_.retentions.size(); ++i) {
      const model::RetentionId id(i);
      const model::Retention& retention = model_.retentions[id];
      if (!keeps(retention)) continue;
      const Truth counts = retention_.counts(id, kept, &entry.undetermined);
      if (counts == Truth::kFalse) continue;
      const PeriodEnd at_least = retention_.at_least(id, kept, &entry.undetermined);
      PeriodEnd at_most;
      if (retention.at_most && counts == Truth::kTrue) {
        // What is missing of a first stage is told, though it sets no limit.
        at_most = retention_.at_most(id, kept, &entry.undetermined);
        if (retention.first_stage) continue;
        some_at_most = true;
      }
      if (at_least) hold = std::max(hold.value_or(kBeforeAll), *at_least);
      if (at_most) limit = std::max(limit.value_or(kBeforeAll), *at_most);
      result.rules.push_back({id, at_least, at_most});
    }
    if (entry.suspended) return;

    const Instant held_back = hold.value_or(kBeforeAll);
    const Instant usual = some_at_most ? std::max(limit.value_or(kNever), held_back) : hold.value_or(kNever);
    if (requested) {
      const Instant by_request = std::max(*requested, held_back);
      if (by_request <= usual) {
        entry.due = by_request;
        if (by_request != kNever) entry.action = DueAction::kErase;
        return;
      }
    }
    entry.due = usual;
    if (usual == kNever) return;
    for (const RulePeriods& periods : result.rules) {
      if (periods.at_least != usual && periods.at_most != usual) continue;
      const model::Retention& rule = model_.retentions[periods.rule];
      entry.action = action_of(rule.action);
      entry.rule = rule.title.name;
      break;
    }
  }

  const model::Model& model_;
  const graph::DecisionGraph& graph_;
  const facts::HolderView& state_;
  Instant at_;
  Workspace& workspace_;
  States states_;
  HolderRetention retention_;
};

std::optional<Instant> at_of(const facts::EventRef& event) {
  return event.is_set() ? std::optional(event.at) : std::nullopt;
}

}  // namespace

std::vector<HeldCategory> held_categories(const Decider& decider, const facts::HolderView& state, bool is_device,
                                          Instant at, Workspace& workspace, std::optional<DecisionsHeld> decisions) {
  const model::Model& model = decider.model();
  Holding holding(decider, state, is_device, at, workspace);
  std::vector<HeldCategory> categories;
  for (const facts::HeldEntry& held : state.held()) categories.push_back(holding.category(held));
  const auto add = [&](std::optional<HeldCategory> held) {
    if (held) categories.push_back(std::move(*held));
  };
  for (const facts::RecordsEntry& entry : state.records()) {
    const auto requested = at_of(entry.requested);
    if (entry.kind == facts::RecordsKind::kObjections) {
      const auto keeps = [](const model::Retention& rule) { return rule.objections; };
      add(holding.records(HeldCategory::Kind::kObjections, "objections", keeps, at_of(entry.latest), requested));
      continue;
    }
    const model::ConsentId consent(entry.consent);
    const auto keeps = [&](const model::Retention& rule) {
      return std::find(rule.proofs.begin(), rule.proofs.end(), consent) != rule.proofs.end();
    };
    auto proof = holding.records(HeldCategory::Kind::kProof, "proof of " + model.consents[consent].title.name, keeps,
                                 at_of(entry.latest), requested, holding.is_current(consent));
    if (proof) proof->consent = consent;
    add(std::move(proof));
  }
  if (decisions) {
    const auto keeps = [](const model::Retention& rule) { return rule.decisions; };
    add(holding.records(HeldCategory::Kind::kDecisions, "decisions", keeps, decisions->latest,
                        holding.request_for_everything(decisions->first)));
  }
  return categories;
}

std::vector<DueEntry> due(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at,
                          Workspace& workspace, std::optional<DecisionsHeld> decisions) {
  std::vector<DueEntry> entries;
  for (HeldCategory& held : held_categories(decider, state, is_device, at, workspace, decisions)) {
    entries.push_back(std::move(held.entry));
  }
  return entries;
}

}  // namespace licet::decide
