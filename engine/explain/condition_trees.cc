#include <algorithm>
#include <engine/check/expression_parts.h>
#include <engine/explain/condition_trees.h>
#include <engine/explain/source_text.h>
#include <type_traits>

namespace licet::explain {

ConditionValue condition_value(Truth truth) {
  switch (truth) {
    case Truth::kFalse:
      return ConditionValue::kFalse;
    case Truth::kUnknown:
      return ConditionValue::kUnknown;
    case Truth::kTrue:
      return ConditionValue::kTrue;
  }
  return ConditionValue::kFalse;
}

/// Of an unknown condition: what its unknown parts miss.
void ConditionTrees::gather_missing(ConditionExplanation& into) const {
  if (into.value != ConditionValue::kUnknown) return;
  for (const ConditionExplanation& part : into.parts) {
    for (const std::string& fact : part.missing) {
      if (std::find(into.missing.begin(), into.missing.end(), fact) == into.missing.end()) into.missing.push_back(fact);
    }
  }
}

void ConditionTrees::name_missing(ConditionExplanation& into, const graph::Formula& formula) {
  if (into.value != ConditionValue::kUnknown) return;
  for (const model::FactId fact : values_.missing(formula)) {
    if (is_holder_named(model().facts[fact])) into.missing.push_back(model().facts[fact].title.name);
  }
}

/// One of them is enough; against an objection, one is enough to outdo it. A restriction stands by an event or a stage.
void ConditionTrees::compare_with_parts(const ConditionExplanation& explained) {
  ConditionValue some = ConditionValue::kFalse;
  for (const ConditionExplanation& part : explained.parts) some = std::max(some, part.value);
  if (explained.kind == ConditionKind::kRestriction) {
    if (explained.since) some = ConditionValue::kTrue;
  } else if (explained.kind == ConditionKind::kObjection) {
    if (!explained.since) return;
    some = some == ConditionValue::kTrue    ? ConditionValue::kFalse
           : some == ConditionValue::kFalse ? ConditionValue::kTrue
                                            : ConditionValue::kUnknown;
  } else if (explained.kind != ConditionKind::kConsent && explained.kind != ConditionKind::kLevel) {
    return;
  }
  if (some != explained.value && fault_.empty()) {
    fault_ = "the parts of “" + explained.text + "” do not come to its value";
  }
}

ConditionExplanation ConditionTrees::whole(ExpressionId condition, const graph::Viewpoint& from, std::size_t depth) {
  ConditionExplanation explained = tree(condition, from, depth);
  if (explained.text.empty()) explained.text = source_text(sources_, model()[condition].range);
  return explained;
}

ConditionExplanation ConditionTrees::tree(ExpressionId condition, const graph::Viewpoint& from, std::size_t depth) {
  const auto& node = model()[condition].node;
  ConditionExplanation explained;
  explained.value = condition_value(values_.of(condition, from));
  if (const auto* name = std::get_if<model::NamedCondition>(&node)) {
    explained.text = source_text(sources_, model()[condition].range);
    named(explained, *name, from, depth);
    return explained;
  }
  if (std::holds_alternative<model::AllOf>(node)) {
    explained.kind = ConditionKind::kAll;
  } else if (std::holds_alternative<model::AnyOf>(node)) {
    explained.kind = ConditionKind::kAny;
  } else if (std::holds_alternative<model::Not>(node)) {
    explained.kind = ConditionKind::kNot;
  } else {
    return single(condition, from, depth);
  }
  for (const ExpressionId part : model::parts_of(model(), condition)) {
    explained.parts.push_back(tree(part, from, depth + 1));
  }
  gather_missing(explained);
  return explained;
}

void ConditionTrees::named(ConditionExplanation& into, const model::NamedCondition& node, const graph::Viewpoint& from,
                           std::size_t depth) {
  const model::NamedConditionEntry& declared = model().conditions[node.condition];
  into.kind = ConditionKind::kNamed;
  into.subject = declared.title.name;
  if (depth < kExplainedDepth && shown_.emplace(node.condition, from.request.has_value(), from.grant).second) {
    into.parts.push_back(tree(declared.expression, from, depth + 1));
    gather_missing(into);
  } else {
    name_missing(into, values_.formula(declared.expression, from));
  }
}

ConditionExplanation ConditionTrees::single(ExpressionId condition, const graph::Viewpoint& from, std::size_t depth) {
  const model::Expression& expression = model()[condition];
  const graph::Formula& formula = values_.formula(condition, from);
  ConditionExplanation explained;
  explained.value = condition_value(values_.of(condition, from));
  explained.text = source_text(sources_, expression.range);
  if (from.at_grant) explained.as_of = values_.grant_clock({{}, 0, {}, graph::AgeBoundary::kEnd, from.at_grant, false});
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, model::ConsentIs>) {
          describe(explained, node, from, depth);
        } else if constexpr (std::is_same_v<Node, model::ObjectionStands>) {
          describe_objection(explained, from, depth);
        } else if constexpr (std::is_same_v<Node, model::RestrictionStands>) {
          explained.kind = ConditionKind::kRestriction;
          describe_mark(explained, observation().restriction(), EventKind::kRestricted);
          add_stages(explained);
        } else if constexpr (std::is_same_v<Node, model::ErasureRequested>) {
          explained.kind = ConditionKind::kErasure;
          describe_mark(explained, observation().erasure(), EventKind::kErasureRequested);
        } else if constexpr (std::is_same_v<Node, model::LevelAtLeast>) {
          describe(explained, node, depth);
        } else if constexpr (std::is_same_v<Node, model::TimeIs>) {
          explained.kind = ConditionKind::kTime;
          describe_age(explained, tested(formula));
        } else if constexpr (std::is_same_v<Node, model::TimesCompared>) {
          explained.kind = ConditionKind::kTimesCompared;
          describe_order(explained, tested(formula));
        } else if constexpr (std::is_same_v<Node, model::NoticeGiven>) {
          describe(explained, node);
        } else if constexpr (std::is_same_v<Node, model::IsKnown>) {
          explained.kind = ConditionKind::kKnown;
          describe(explained, node, tested(formula));
        } else if constexpr (std::is_same_v<Node, model::RequestIs>) {
          describe(explained, node);
        } else if constexpr (std::is_same_v<Node, model::LocalTimeBetween> || std::is_same_v<Node, model::DayIs>) {
          explained.kind = ConditionKind::kWallClock;
        } else if constexpr (requires { node.fact; }) {
          explained.kind = ConditionKind::kFact;
          describe_fact(explained, node.fact, tested(formula));
        }
      },
      expression.node);
  compare_with_parts(explained);
  if (explained.parts.empty()) {
    name_missing(explained, formula);
  } else {
    gather_missing(explained);
  }
  if (until_) explained.until = values_.next_change(formula);
  return explained;
}

}  // namespace licet::explain
