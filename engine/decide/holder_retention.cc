#include <algorithm>
#include <engine/decide/holder_retention.h>
#include <engine/decide/valid_until.h>
#include <engine/graph/formula.h>
#include <engine/time/legal_period.h>

namespace licet::decide {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

graph::FrozenRef HolderRetention::walk(graph::FrozenRef root, const KeptPiece& kept, ChangeAhead* ahead) {
  Observation observation(model_, graph_, states_, workspace_);
  observation.set_kept(kept);
  observation.set_clock(at_);
  observation.begin_walks();
  const graph::FrozenRef leaf = observation.walk(root);
  if (ahead == nullptr) return leaf;
  for (const graph::VariableId variable : workspace_.tested) {
    if (observation.is_of_wall_clock(variable)) {
      ahead->next_wall_clock = std::min(ahead->next_wall_clock, observation.next_wall_clock_change(variable));
    } else {
      ahead->next = std::min(ahead->next, observation.next_change(variable));
    }
  }
  return leaf;
}

Truth HolderRetention::counts(model::RetentionId id, const KeptPiece& kept, std::vector<std::string>* undetermined,
                              ChangeAhead* ahead) {
  const model::Retention& retention = model_.retentions[id];
  if (ahead != nullptr) {
    for (const Instant edge : {retention.in_force.from, retention.in_force.until}) {
      if (edge > at_) ahead->next = std::min(ahead->next, edge);
    }
  }
  if (!retention.in_force.contains(at_)) return Truth::kFalse;
  if (!retention.when) return Truth::kTrue;
  const graph::FrozenRef leaf = walk(graph_.whens[id.value], kept, ahead);
  if (leaf == graph::kLeafTrue) return Truth::kTrue;
  if (leaf == graph::kLeafFalse) return Truth::kFalse;
  if (undetermined != nullptr) note_missing(*retention.when, kept, *undetermined);
  return Truth::kUnknown;
}

// Only what makes the condition unknown is missing: parts that are true or false would be so whatever it is.
void HolderRetention::note_missing(model::ExpressionId condition, const KeptPiece& kept,
                                   std::vector<std::string>& undetermined) {
  const graph::VariableSet& variables = graph_.variables;
  graph::FormulaMaker formulas(model_, variables,
                               {[&](const graph::VariableKey& key) { return variables.find(key).value(); },
                                [&](const graph::TimePair& pair) { return variables.find_pair(pair).value(); }});
  const graph::Formula formula = formulas.condition(condition, {});
  Observation observation(model_, graph_, states_, workspace_);
  observation.set_kept(kept);
  observation.set_clock(at_);
  const std::vector<Truth> truths =
      graph::truths_of(formula, [&](graph::VariableId variable) { return observation.value(variable); });
  std::vector<graph::FormulaNodeId> open{formula.root};
  while (!open.empty()) {
    const graph::FormulaNodeId top = open.back();
    open.pop_back();
    if (truths[top] != Truth::kUnknown) continue;
    const graph::FormulaNode& node = formula.nodes[top];
    open.insert(open.end(), node.parts.rbegin(), node.parts.rend());
    if (node.kind != graph::FormulaKind::kTest) continue;
    for (const model::FactId fact : observation.missing(node.variable)) {
      add_once(undetermined, model_.facts[fact].title.name);
    }
  }
}

PeriodEnd HolderRetention::at_least(model::RetentionId retention, const KeptPiece& kept,
                                    std::vector<std::string>* undetermined, ChangeAhead* ahead, PeriodRun* runs) {
  const auto& period = model_.retentions[retention].at_least;
  return period ? period_end(*period, kept, Limb::kAtLeast, undetermined, ahead, runs) : std::nullopt;
}

PeriodEnd HolderRetention::at_most(model::RetentionId id, const KeptPiece& kept, std::vector<std::string>* undetermined,
                                   ChangeAhead* ahead, PeriodRun* runs) {
  const model::Retention& retention = model_.retentions[id];
  if (!retention.at_most) return std::nullopt;
  const PeriodEnd end = period_end(*retention.at_most, kept, Limb::kAtMost, undetermined, ahead, runs);
  return end && retention.while_condition ? PeriodEnd(moved_while(id, kept, *end)) : end;
}

PeriodEnd HolderRetention::consent_ends(model::ConsentId consent, const KeptPiece& kept, Limb limb, ChangeAhead* ahead,
                                        PeriodRun* runs) {
  const facts::ConsentEntry* entry = states_.of(model_.consents[consent].scope).consent(consent);
  const bool was_current = entry != nullptr && entry->last_current.present != 0;
  if (was_current) {
    const Instant expiry = entry->last_current.end;
    if (entry->cleared != kNever) return std::min(entry->cleared, expiry);
    if (expiry <= at_) return expiry;
    if (ahead != nullptr) ahead->next = std::min(ahead->next, expiry);
    if (walk(graph_.provided[consent.value], kept, ahead) != graph::kLeafFalse) return kNever;
  }
  if (limb != Limb::kAtMost) return std::nullopt;
  if (runs != nullptr) runs->stand_in = was_current ? StandIn::kNotProvided : StandIn::kNeverCurrent;
  return kept.collection;
}

PeriodEnd HolderRetention::anchor(const model::Anchor& anchor, const KeptPiece& kept, Limb limb,
                                  std::vector<std::string>* undetermined, ChangeAhead* ahead, PeriodRun* runs) {
  const model::TimeSource& source = model_[anchor.time];
  if (source.kind == model::TimeSourceKind::kConsentEnds) {
    return consent_ends(model::ConsentId(source.subject), kept, limb, ahead, runs);
  }
  Observation observation(model_, graph_, states_, workspace_);
  observation.set_kept(kept);
  observation.set_clock(at_);
  const auto time = observation.time_of(anchor.time, std::nullopt, false);
  if (time || source.kind != model::TimeSourceKind::kFact) return time;
  if (undetermined != nullptr) add_once(*undetermined, model_.facts[model::FactId(source.subject)].title.name);
  return limb == Limb::kAtLeast ? PeriodEnd(kNever) : std::nullopt;
}

PeriodEnd HolderRetention::period_end(const model::RetentionPeriod& period, const KeptPiece& kept, Limb limb,
                                      std::vector<std::string>* undetermined, ChangeAhead* ahead, PeriodRun* runs) {
  PeriodEnd from = anchor(period.anchor, kept, limb, undetermined, ahead, runs);
  if (!from || *from == kNever) return from;
  if (runs != nullptr) runs->from = from;
  if (period.anchor.end_of_year) from = time::end_of_year_day(*from, *model_.zone);
  const Instant end = time::end_of_period(*from, period.period, *model_.zone);
  if (runs != nullptr) runs->end = end;
  return end;
}

/// The first instant from `end` on at which the retention's `while` is not true.
Instant HolderRetention::moved_while(model::RetentionId retention, const KeptPiece& kept, Instant end) {
  if (end == kNever) return end;
  const graph::FrozenRef root = graph_.whiles[retention.value];
  Observation observation(model_, graph_, states_, workspace_);
  observation.set_kept(kept);
  observation.set_clock(end);
  observation.begin_walks();
  const auto not_true = [&] { return observation.walk(root) != graph::kLeafTrue; };
  if (not_true()) return end;
  return first_difference(observation, end, not_true);
}

}  // namespace licet::decide
