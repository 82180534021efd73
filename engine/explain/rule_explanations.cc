#include <algorithm>
#include <engine/explain/rule_explanations.h>
#include <engine/graph/effect.h>

namespace licet::explain {
namespace {

tl::unexpected<std::string> disagreement(const std::string& rule, const char* what) {
  return tl::unexpected("rule " + rule + ": its conditions and its diagrams disagree on whether it " + what);
}

RuleEffect effect_of(model::Effect effect) {
  switch (effect) {
    case model::Effect::kPermit:
      return RuleEffect::kPermit;
    case model::Effect::kForbid:
      return RuleEffect::kForbid;
    case model::Effect::kRefer:
      break;
  }
  return RuleEffect::kRefer;
}

model::Effect model_effect(RuleEffect effect) {
  switch (effect) {
    case RuleEffect::kPermit:
      return model::Effect::kPermit;
    case RuleEffect::kForbid:
      return model::Effect::kForbid;
    case RuleEffect::kRefer:
      break;
  }
  return model::Effect::kRefer;
}

}  // namespace

RuleExplanations::RuleExplanations(ConditionValues& values, ConditionTrees& trees, const graph::Table& table)
    : values_(values), trees_(trees), rules_(values.observation().graph().rules_of(table)), standings_(rules_.size()) {
  targets_.reserve(rules_.size());
  for (const graph::RuleRoots& roots : rules_) targets_.push_back(values_.target(values_.model().rules[roots.rule]));
}

bool RuleExplanations::in_force(const model::Rule& rule) {
  if (rule.in_force.from == kBeforeAll && rule.in_force.until == kNever) return true;
  const std::uint32_t span = values_.observation().graph().variables.find_span(rule.in_force).value();
  return values_.value({graph::VariableKind::kInForce, span, {}, graph::AgeBoundary::kEnd, std::nullopt, false}) != 0;
}

std::vector<std::string> RuleExplanations::unreached_clauses(const graph::Formula& target) {
  std::vector<std::string> clauses;
  for (const graph::FormulaNode& node : target.nodes) {
    if (node.kind != graph::FormulaKind::kTest || node.by_value[values_.value(node.variable)] == Truth::kTrue) continue;
    switch (values_.key(node.variable).kind) {
      case graph::VariableKind::kChannel:
        clauses.emplace_back("channel");
        break;
      case graph::VariableKind::kRecipient:
        clauses.emplace_back("recipient");
        break;
      default:
        clauses.emplace_back("data");
        break;
    }
  }
  return clauses;
}

std::vector<std::string> RuleExplanations::effective_overriders(const model::Rule& rule) const {
  std::vector<std::string> names;
  for (const model::RuleId overrider : rule.overridden_by) {
    const auto found = std::lower_bound(standings_.begin(), standings_.end(), overrider,
                                        [](const Standing& one, model::RuleId id) { return one.id < id; });
    if (found != standings_.end() && found->id == overrider && found->effective) {
      names.push_back(values_.model().rules[overrider].title.name);
    }
  }
  return names;
}

void RuleExplanations::stand(const graph::RuleRoots& roots, std::size_t place) {
  Standing& standing = standings_[place];
  standing.id = roots.rule;
  standing.reached = values_.of(targets_[place]) == Truth::kTrue;
  standing.effective = standing.reached && values_.observation().walk(roots.effective) != graph::kLeafFalse;
}

tl::expected<RuleExplanation, std::string> RuleExplanations::explain(const graph::RuleRoots& roots,
                                                                     const Standing& standing) {
  const model::Rule& rule = values_.model().rules[roots.rule];
  RuleExplanation explained;
  explained.rule = rule.title.name;
  explained.title = rule.title.title;
  explained.effect = effect_of(rule.effect);
  explained.because = rule.citations;
  explained.in_force = in_force(rule);
  if (rule.in_force.from != kBeforeAll) explained.in_force_from = rule.in_force.from;
  if (rule.in_force.until != kNever) explained.in_force_until = rule.in_force.until;

  trees_.begin_rule();
  const graph::Viewpoint from = values_.of_request();
  Truth condition = Truth::kTrue;
  if (rule.when) {
    explained.when = trees_.whole(*rule.when, from);
    condition = values_.of(*rule.when, from);
  }
  if (rule.unless) {
    explained.unless = trees_.whole(*rule.unless, from);
    condition = condition & !values_.of(*rule.unless, from);
  }
  explained.condition = condition_value(condition);
  if (!standing.reached) return explained;

  const bool in_doubt = condition == Truth::kUnknown && graph::applies_when_unknown(rule.effect);
  explained.applies = explained.in_force && (condition == Truth::kTrue || in_doubt);
  explained.overridden_by = effective_overriders(rule);
  const graph::FrozenRef expected = !explained.applies          ? graph::kLeafFalse
                                    : condition == Truth::kTrue ? graph::kLeafTrue
                                                                : graph::kLeafUnknown;
  if (values_.observation().walk(roots.applies) != expected) return disagreement(explained.rule, "applies");
  if (standing.effective != (explained.applies && explained.overridden_by.empty())) {
    return disagreement(explained.rule, "is overridden");
  }
  return explained;
}

tl::expected<void, std::string> RuleExplanations::compare(const CategoryExplanation& explained) const {
  const RuleExplanation* deciding = nullptr;
  for (const RuleExplanation& rule : explained.rules) {
    if (!rule.applies || !rule.overridden_by.empty()) continue;
    const auto turn = [](const RuleExplanation& one) { return graph::turn_of(model_effect(one.effect)); };
    if (deciding == nullptr || turn(rule) < turn(*deciding)) deciding = &rule;
  }
  Reason reason = Reason::kNothingPermits;
  if (deciding != nullptr) {
    const graph::EffectReasons reasons = graph::reasons_of(model_effect(deciding->effect));
    reason = deciding->condition == ConditionValue::kTrue ? reasons.when_true : reasons.when_unknown;
  }
  const bool same_rule = deciding == nullptr ? !explained.rule : explained.rule == deciding->rule;
  if (reason == explained.reason && same_rule) return {};
  return tl::unexpected("the rules come to " + (deciding != nullptr ? deciding->rule : std::string("no rule")) +
                        ", the decision to " + explained.rule.value_or("no rule"));
}

tl::expected<CategoryExplanation, std::string> RuleExplanations::category(std::optional<model::DataId> category,
                                                                          const CategoryDecision& decided) {
  values_.set_category(category);
  CategoryExplanation explained{decided.data, decided.outcome, decided.rule, decided.reason, {}};
  for (std::size_t i = 0; i < rules_.size(); ++i) stand(rules_[i], i);
  const bool nothing_permits = decided.reason == Reason::kNothingPermits;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const bool permits = values_.model().rules[rules_[i].rule].effect == model::Effect::kPermit;
    if (!standings_[i].reached && !(nothing_permits && permits)) continue;
    auto rule = explain(rules_[i], standings_[i]);
    if (!rule) return tl::unexpected(rule.error());
    if (!standings_[i].reached) rule->out_of_reach = unreached_clauses(targets_[i]);
    explained.rules.push_back(std::move(*rule));
  }
  if (!trees_.fault().empty()) return tl::unexpected(trees_.fault());
  if (auto same = compare(explained); !same) return tl::unexpected(same.error());
  return explained;
}

}  // namespace licet::explain
