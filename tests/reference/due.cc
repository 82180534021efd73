#include <algorithm>
#include <tests/reference/evaluate.h>
#include <tests/reference/retention.h>

namespace licet::reference {
namespace {

struct Said {
  const model::Retention* rule = nullptr;
  RetentionSays says;
};

/// All retention rules of what is held, brought together (section 7, "Due").
struct Retained {
  std::optional<Instant> hold;
  std::optional<Instant> limit;
  bool some_at_most = false;
  std::vector<Said> rules;       ///< in source order, without first stages
  std::optional<Instant> stage;  ///< when the earliest first stage ends
  const model::Retention* stage_rule = nullptr;
  std::vector<std::string> undetermined;

  /// When it falls due, an erasure request apart: the later of limit and hold.
  Instant usual() const {
    const Instant held = hold.value_or(kBeforeAll);
    if (!some_at_most) return hold.value_or(kNever);
    return std::max(limit.value_or(kNever), held);
  }

  const model::Retention* deciding(Instant due) const {
    for (const auto& [rule, says] : rules) {
      if (says.at_least == due || says.at_most == due) return rule;
    }
    return nullptr;
  }
};

Retained retained(const Situation& situation, const Held& held) {
  const model::Model& model = situation.model;
  Retained result;
  for (const model::Retention& retention : model.retentions.list) {
    if (!keeps(model, retention, held)) continue;
    RetentionSays says = retention_says(situation, retention, held, situation.view.at);
    for (const model::FactId fact : says.undetermined) {
      const std::string& name = model.facts[fact].title.name;
      if (std::find(result.undetermined.begin(), result.undetermined.end(), name) == result.undetermined.end()) {
        result.undetermined.push_back(name);
      }
    }
    if (retention.first_stage) {
      // Such a rule sets no limit. Of several, that which restricts first is listed.
      if (says.at_most && *says.at_most < result.stage.value_or(kNever)) {
        result.stage = says.at_most;
        result.stage_rule = &retention;
      }
      continue;
    }
    result.some_at_most = result.some_at_most || says.at_most_counts;
    if (says.at_least) result.hold = std::max(result.hold.value_or(kBeforeAll), *says.at_least);
    if (says.at_most) result.limit = std::max(result.limit.value_or(kBeforeAll), *says.at_most);
    result.rules.push_back({&retention, std::move(says)});
  }
  return result;
}

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

/// When it falls due itself, and by what.
void set_own_due(const Situation& situation, const Held& held, const Retained& rules, DueEntry& entry) {
  const Instant usual = rules.usual();
  if (const auto request = erasure_requested_of(situation, held)) {
    const Instant by_request = std::max(*request, rules.hold.value_or(kBeforeAll));
    if (by_request <= usual) {
      entry.due = by_request;
      if (entry.due != kNever) entry.action = DueAction::kErase;
      return;
    }
  }
  entry.due = usual;
  if (usual == kNever) return;
  if (const model::Retention* rule = rules.deciding(usual)) {
    entry.action = action_of(rule->action);
    entry.rule = rule->title.name;
  }
}

/// "While C is current its proof is never due."
bool proves_current_consent(const Situation& situation, const Held& held) {
  if (held.kind != KeptKind::kProof) return false;
  const auto& current = situation.consents[held.consent.value].current;
  return current && situation.view.at < current->period_end;
}

void set_due(const Situation& situation, const Held& held, DueEntry& entry) {
  const Retained rules = retained(situation, held);
  entry.undetermined = rules.undetermined;
  entry.suspended = suspended(situation, held);
  if (entry.suspended || proves_current_consent(situation, held)) return;
  set_own_due(situation, held, rules, entry);
  const Instant t = situation.view.at;
  if (rules.stage && *rules.stage <= t && t < entry.due) {
    entry.due = *rules.stage;
    entry.action = DueAction::kRestrict;
    entry.rule = rules.stage_rule->title.name;
  }
}

}  // namespace

std::vector<DueEntry> due(const model::Model& model, std::span<const RecordedEvent> events,
                          const std::optional<std::string>& customer, const std::optional<std::string>& device,
                          Instant at, std::span<const Instant> decisions) {
  const Situation situation(model, events, View{customer, device, at, kNever});
  std::vector<DueEntry> entries;
  for (const Held& held : everything_held(situation, !customer, decisions)) {
    DueEntry& entry = entries.emplace_back();
    entry.customer = customer;
    entry.device = device;
    entry.data = name_of(model, held);
    if (held.item && !held.item->empty()) entry.item = held.item;
    set_due(situation, held, entry);
  }
  return entries;
}

}  // namespace licet::reference
