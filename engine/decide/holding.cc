#include <algorithm>
#include <engine/decide/holding.h>
#include <iterator>
#include <utility>

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

/// Each name once in the entry.
void note(HeldCategory& held, MissingFacts missing) {
  std::vector<std::string>& all = held.entry.undetermined;
  for (const auto* names : {&missing.when, &missing.at_least, &missing.at_most}) {
    std::copy_if(names->begin(), names->end(), std::back_inserter(all),
                 [&](const std::string& name) { return std::find(all.begin(), all.end(), name) == all.end(); });
  }
  held.missing.push_back(std::move(missing));
}

std::optional<Instant> at_of(const facts::EventRef& event) {
  return event.is_set() ? std::optional(event.at) : std::nullopt;
}

}  // namespace

Holding::Holding(const Decider& decider, const facts::HolderView& state, bool is_device, Instant at,
                 Workspace& workspace, ChangeAhead* ahead)
    : model_(decider.model()),
      graph_(decider.graph()),
      state_(state),
      at_(at),
      workspace_(workspace),
      ahead_(ahead),
      retention_(model_, graph_, states_, at_, workspace_) {
  (is_device ? states_.device : states_.person) = state;
  (is_device ? states_.has_device : states_.has_person) = true;
}

HeldCategory Holding::category(const facts::HeldEntry& held) {
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
  settle(result, keeps, kept, erasure_request(held));
  list_stage(result, keeps, kept);
  return result;
}

std::optional<HeldCategory> Holding::records(const facts::RecordsEntry& entry) {
  const auto requested = at_of(entry.requested);
  if (entry.kind == facts::RecordsKind::kObjections) {
    const auto keeps = [](const model::Retention& rule) { return rule.objections; };
    return own_records(HeldCategory::Kind::kObjections, "objections", keeps, at_of(entry.latest), requested);
  }
  const model::ConsentId consent(entry.consent);
  const auto keeps = [&](const model::Retention& rule) {
    return std::find(rule.proofs.begin(), rule.proofs.end(), consent) != rule.proofs.end();
  };
  auto proof = own_records(HeldCategory::Kind::kProof, "proof of " + model_.consents[consent].title.name, keeps,
                           at_of(entry.latest), requested, is_current(consent));
  if (proof) proof->consent = consent;
  return proof;
}

std::optional<HeldCategory> Holding::decisions(const DecisionsHeld& held) {
  const auto keeps = [](const model::Retention& rule) { return rule.decisions; };
  return own_records(HeldCategory::Kind::kDecisions, "decisions", keeps, held.latest,
                     request_for_everything(held.first));
}

std::optional<HeldCategory> Holding::own_records(HeldCategory::Kind kind, const std::string& name, const Keeps& keeps,
                                                 std::optional<Instant> collection, std::optional<Instant> requested,
                                                 bool never) {
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

bool Holding::is_current(model::ConsentId consent) const {
  const facts::ConsentEntry* entry = states_.of(model_.consents[consent].scope).consent(consent);
  if (entry == nullptr || entry->current.present == 0 || at_ >= entry->current.end) return false;
  if (ahead_ != nullptr) ahead_->next = std::min(ahead_->next, entry->current.end);
  return true;
}

std::optional<Instant> Holding::request_for_everything(Instant held_from) const {
  for (const facts::DataMarkEntry& request : state_.erasures()) {
    if (request.without_category != 0 && request.begun.at >= held_from) return request.begun.at;
  }
  return std::nullopt;
}

std::optional<Instant> Holding::erasure_request(const facts::HeldEntry& held) const {
  for (const facts::DataMarkEntry& request : state_.erasures()) {
    if (!state_.contains(request.whole, held.data)) continue;
    if (held.first.later_than(request.begun)) continue;
    return request.begun.at;
  }
  return std::nullopt;
}

void Holding::list_stage(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept) {
  const bool suspended = result.entry.suspended;
  // With a hold no date moves, so none is asked for ahead.
  if (result.entry.due <= at_ || (suspended && ahead_ != nullptr)) return;
  StageStanding standing;
  const auto stage = stage_of(model_, graph_, states_, keeps, kept, at_, workspace_, &standing);
  if (ahead_ != nullptr) {
    ahead_->next = std::min({ahead_->next, standing.next, standing.next_end});
    ahead_->next_wall_clock = std::min(ahead_->next_wall_clock, standing.next_wall_clock);
  }
  if (!stage) return;
  if (!suspended) {
    result.entry.due = stage->since;
    result.entry.action = DueAction::kRestrict;
    result.entry.rule = model_.retentions[stage->rule].title.name;
  }
  RulePeriods& told = result.stage.emplace();
  told.rule = stage->rule;
  told.at_most = retention_.at_most(stage->rule, kept, nullptr, nullptr, &told.at_most_runs);
}

void Holding::settle(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept,
                     std::optional<Instant> requested) {
  result.requested = requested;
  find_due(result, keeps, kept, requested);
  result.own_due = result.entry.due;
  result.own_action = result.entry.action;
  result.own_rule = result.entry.rule;
}

void Holding::find_due(HeldCategory& result, const Keeps& keeps, const KeptPiece& kept,
                       std::optional<Instant> requested) {
  DueEntry& entry = result.entry;
  PeriodEnd hold;
  PeriodEnd limit;
  bool some_at_most = false;
  for (std::size_t i = 0; i < model_.retentions.size(); ++i) {
    const model::RetentionId id(i);
    const model::Retention& retention = model_.retentions[id];
    if (!keeps(retention)) continue;
    MissingFacts missing;
    missing.rule = id;
    const auto noted = [&](std::vector<std::string>& facts) { return ahead_ == nullptr ? &facts : nullptr; };
    const Truth counts = retention_.counts(id, kept, noted(missing.when), ahead_);
    if (counts == Truth::kFalse) continue;
    RulePeriods periods;
    periods.rule = id;
    periods.at_least = retention_.at_least(id, kept, noted(missing.at_least), ahead_, &periods.at_least_runs);
    if (retention.at_most && counts == Truth::kTrue) {
      periods.at_most = retention_.at_most(id, kept, noted(missing.at_most), ahead_, &periods.at_most_runs);
    }
    // What is missing of a first stage is told, though it sets no limit.
    if (missing.any()) note(result, std::move(missing));
    if (retention.at_most && counts == Truth::kTrue) {
      if (retention.first_stage) continue;
      some_at_most = true;
    }
    if (periods.at_least) hold = std::max(hold.value_or(kBeforeAll), *periods.at_least);
    if (periods.at_most) limit = std::max(limit.value_or(kBeforeAll), *periods.at_most);
    result.rules.push_back(periods);
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

}  // namespace licet::decide
