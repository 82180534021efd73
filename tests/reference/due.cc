#include <algorithm>
#include <tests/reference/evaluate.h>
#include <tests/reference/retention.h>

namespace licet::reference {
namespace {

/// All retention rules of one held category, brought together (section 7, "Due").
struct Retained {
  std::optional<Instant> hold;
  std::optional<Instant> limit;
  bool some_at_most = false;
  std::vector<std::pair<const model::Retention*, PeriodEnds>> rules;  ///< in source order
  std::vector<std::string> undetermined;

  /// When it falls due, an erasure request apart: the later of limit and hold.
  Instant usual() const {
    const Instant held = hold.value_or(kBeforeAll);
    if (!some_at_most) return hold.value_or(kNever);
    return std::max(limit.value_or(kNever), held);
  }

  const model::Retention* deciding(Instant due) const {
    for (const auto& [rule, ends] : rules) {
      if (ends.at_least == due || ends.at_most == due) return rule;
    }
    return nullptr;
  }
};

Retained retained(const Situation& situation, const Held& held) {
  const model::Model& model = situation.model;
  Retained result;
  for (const model::Retention& retention : model.retentions.list) {
    if (!model.data.hierarchy.is_within_any(held.category, retention.data)) continue;
    PeriodEnds ends = period_ends(situation, retention, held);
    result.some_at_most = result.some_at_most || retention.at_most.has_value();
    if (ends.at_least) result.hold = std::max(result.hold.value_or(kBeforeAll), *ends.at_least);
    if (ends.at_most) result.limit = std::max(result.limit.value_or(kBeforeAll), *ends.at_most);
    for (const model::FactId fact : ends.undetermined) {
      const std::string& name = model.facts[fact].title.name;
      if (std::find(result.undetermined.begin(), result.undetermined.end(), name) == result.undetermined.end()) {
        result.undetermined.push_back(name);
      }
    }
    result.rules.emplace_back(&retention, std::move(ends));
  }
  return result;
}

bool suspended(const Situation& situation, bool device) {
  bool hold = false;
  for (const PastEvent& event : situation.events) {
    if (device ? !event.of_device : !event.of_customer) continue;
    if (event.kind == EventKind::kHold) hold = true;
    if (event.kind == EventKind::kHoldLifted) hold = false;
  }
  return hold;
}

/// The first request for erasure that stands and names no data, the category, or what it lies within.
std::optional<Instant> requested(const Situation& situation, const Held& held,
                                 const std::vector<const PastEvent*>& collected) {
  const auto& hierarchy = situation.model.data.hierarchy;
  std::optional<Instant> first;
  for (const PastEvent& event : situation.events) {
    if (held.device ? !event.of_device : !event.of_customer) continue;
    if (event.names_data && !hierarchy.is_within_any(held.category, event.data)) continue;
    if (event.kind == EventKind::kErased) first.reset();
    // Data collected only after the request are not what it was about.
    if (event.kind == EventKind::kErasureRequested && !first && collected.front()->moment < event.moment) {
      first = event.moment.at;
    }
  }
  return first;
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

void set_due(const Situation& situation, const Held& held, const std::vector<const PastEvent*>& collected,
             DueEntry& entry) {
  const Retained rules = retained(situation, held);
  entry.undetermined = rules.undetermined;
  entry.suspended = suspended(situation, held.device);
  if (entry.suspended) return;
  const Instant usual = rules.usual();
  if (const auto request = requested(situation, held, collected)) {
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

}  // namespace

std::vector<DueEntry> due(const model::Model& model, std::span<const RecordedEvent> events,
                          const std::optional<std::string>& customer, const std::optional<std::string>& device,
                          Instant at) {
  const Situation situation(model, events, View{customer, device, at, kNever});
  const bool of_device = !customer;
  std::vector<DueEntry> entries;
  for (std::size_t i = 0; i < model.data.hierarchy.size(); ++i) {
    const model::DataId category(i);
    const auto collected = holding(situation, category, of_device);
    if (collected.empty()) continue;
    DueEntry& entry = entries.emplace_back();
    entry.customer = customer;
    entry.device = device;
    entry.data = model.data.titles[i].name;
    set_due(situation, {category, of_device, collected.back()->moment.at}, collected, entry);
  }
  return entries;
}

}  // namespace licet::reference
