#include <algorithm>
#include <engine/explain/rule_explanations.h>

namespace licet::explain {
namespace {

tl::unexpected<std::string> disagreement(const std::string& rule, const char* what) {
  return tl::unexpected("rule " + rule + ": its conditions and its diagrams disagree on whether it " + what);
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
  return values_.value({graph::VariableKind::kInForce, span, {}, graph::AgeBoundary::kEnd, std::nullopt}) != 0;
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
  explained.permits = rule.effect == model::Effect::kPermit;
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

  const bool holds = explained.permits ? condition == Truth::kTrue : condition != Truth::kFalse;
  explained.applies = explained.in_force && holds;
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
    if (deciding == nullptr || (deciding->permits && !rule.permits)) deciding = &rule;
  }
  Reason reason = Reason::kNothingPermits;
  if (deciding != nullptr && deciding->permits) {
    reason = Reason::kPermitted;
  } else if (deciding != nullptr) {
    reason = deciding->condition == ConditionValue::kTrue ? Reason::kForbidden : Reason::kCannotBeRuledOut;
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
