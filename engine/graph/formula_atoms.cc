#include <algorithm>
#include <engine/graph/formula_work.h>
#include <limits>

namespace licet::graph {
namespace {

VariableKey key_of(VariableKind kind, std::uint32_t subject, std::optional<model::ConsentId> at_grant) {
  return {kind, subject, {}, AgeBoundary::kEnd, at_grant, false};
}

}  // namespace

FormulaNodeId FormulaMaker::request_is(Work& work, const model::RequestIs& node, const Viewpoint& from) {
  const auto truth = [&](Standing standing) {
    switch (standing) {
      case Standing::kEqual:
        return Truth::kTrue;
      case Standing::kWithin:
        return truth_of(node.within);
      case Standing::kContains:
        return Truth::kUnknown;
      case Standing::kApart:
        return Truth::kFalse;
    }
    return Truth::kFalse;
  };
  const auto by_class = [&]<class IdType>(const ClassesOfKind& classes, const model::Hierarchy<IdType>& hierarchy) {
    std::vector<Truth> by_value(classes.count, Truth::kFalse);
    for (std::uint32_t i = classes.none_asked; i < classes.count; ++i) {
      by_value[i] = truth(standing(hierarchy, IdType(classes.representative[i]), IdType(node.name)));
    }
    return by_value;
  };
  const RequestClasses& classes = set_.classes();
  switch (node.attribute) {
    case model::Attribute::kPurpose:
      return work.constant(
          truth(standing(model_.purposes.hierarchy, from.request->purpose, model::PurposeId(node.name))));
    case model::Attribute::kAction:
      return work.constant(truth(standing(model_.actions.hierarchy, from.request->action, model::ActionId(node.name))));
    case model::Attribute::kChannel:
      return test(work, key_of(VariableKind::kChannel, 0, std::nullopt),
                  by_class(classes.channels, model_.channels.hierarchy));
    case model::Attribute::kRecipient:
      return test(work, key_of(VariableKind::kRecipient, 0, std::nullopt),
                  by_class(classes.recipients, model_.recipients.hierarchy));
    case model::Attribute::kData:
      return test(work, key_of(VariableKind::kData, 0, std::nullopt), by_class(classes.data, model_.data.hierarchy));
  }
  return work.constant(Truth::kFalse);
}

FormulaNodeId FormulaMaker::level_at_least(Work& work, model::LevelId level) {
  std::vector<FormulaNodeId> parts;
  for (std::size_t i = 0; i < model_.levels.size(); ++i) {
    const model::Level& candidate = model_.levels.list[i];
    const auto& below = candidate.all_below;
    if (model::LevelId(i) != level && !std::binary_search(below.begin(), below.end(), level)) continue;
    parts.push_back(candidate.when ? add_condition(work, *candidate.when, {}) : work.constant(Truth::kTrue));
  }
  return work.join(FormulaKind::kAny, std::move(parts));
}

FormulaNodeId FormulaMaker::atom(Work& work, const model::Expression& expression, const Viewpoint& from) {
  // What was made so far means nothing; the truths of what follows need not be worked out.
  if (work.formula.exceeded) return work.constant(Truth::kFalse);
  const auto stated = [&](VariableKind kind, model::FactId fact) { return key_of_fact(kind, fact, from); };
  const auto simple = [&](VariableKind kind) { return is_value(work, key_of(kind, 0, std::nullopt), 1); };
  const auto& node = expression.node;
  if (const auto* consent = std::get_if<model::ConsentIs>(&node)) {
    return consent->consent ? named_consent(work, *consent, from) : some_consent(work, consent->question, false, from);
  }
  if (std::holds_alternative<model::ObjectionStands>(node)) {
    const FormulaNodeId reaches = simple(VariableKind::kObjectionReaches);
    const FormulaNodeId outdone = some_consent(work, model::ConsentQuestion::kIsValid, true, from);
    return work.join(FormulaKind::kAll, {reaches, work.negate(outdone)});
  }
  if (std::holds_alternative<model::RestrictionStands>(node)) {
    const bool has_stages = std::any_of(model_.retentions.list.begin(), model_.retentions.list.end(),
                                        [](const model::Retention& retention) { return retention.first_stage; });
    if (!has_stages) return simple(VariableKind::kRestriction);
    return work.join(FormulaKind::kAny, {simple(VariableKind::kRestriction), simple(VariableKind::kFirstStage)});
  }
  if (std::holds_alternative<model::ErasureRequested>(node)) return simple(VariableKind::kErasure);
  if (const auto* notice = std::get_if<model::NoticeGiven>(&node)) {
    return is_value(work, key_of(VariableKind::kNotice, notice->notice.value, from.at_grant), 1);
  }
  if (const auto* level = std::get_if<model::LevelAtLeast>(&node)) return level_at_least(work, level->level);
  if (const auto* time = std::get_if<model::TimeIs>(&node)) return time_is(work, *time, from);
  if (const auto* pair = std::get_if<model::TimesCompared>(&node)) return times_compared(work, *pair, from);
  if (const auto* known = std::get_if<model::IsKnown>(&node)) return is_known(work, *known, from);
  if (const auto* yes = std::get_if<model::FactIsYes>(&node)) {
    return test(work, stated(VariableKind::kYesNo, yes->fact),
                {Truth::kUnknown, truth_of(!yes->yes), truth_of(yes->yes)});
  }
  if (const auto* choice = std::get_if<model::FactIsChoice>(&node)) {
    const VariableKey key = stated(VariableKind::kChoice, choice->fact);
    auto by_value = without_or(Truth::kUnknown, set_[variables_.variable(key)].domain, Truth::kFalse);
    for (const std::uint32_t value : choice->choices) by_value[value + 1] = Truth::kTrue;
    return test(work, key, std::move(by_value));
  }
  if (const auto* text = std::get_if<model::FactIsText>(&node)) {
    const VariableKey key = stated(VariableKind::kText, text->fact);
    const auto& texts = set_.thresholds().texts[text->fact.value];
    auto by_value = without_or(Truth::kUnknown, set_[variables_.variable(key)].domain, Truth::kFalse);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      by_value[i + 1] = truth_of(std::find(text->texts.begin(), text->texts.end(), texts[i]) != text->texts.end());
    }
    return test(work, key, std::move(by_value));
  }
  const auto by_number = [&](model::FactId fact, const auto& holds) {
    // Within an interval all numbers answer alike; the first answers for them, and the least number for the first
    // interval.
    const VariableKey key = stated(VariableKind::kNumber, fact);
    const auto& numbers = set_.thresholds().numbers[fact.value];
    auto by_value = without_or(Truth::kUnknown, set_[variables_.variable(key)].domain, Truth::kFalse);
    for (std::size_t i = 0; i <= numbers.size(); ++i) {
      by_value[i + 1] = truth_of(holds(i == 0 ? std::numeric_limits<std::int64_t>::min() : numbers[i - 1]));
    }
    return test(work, key, std::move(by_value));
  };
  if (const auto* number = std::get_if<model::FactIsNumber>(&node)) {
    return by_number(number->fact, [&](std::int64_t value) {
      return std::find(number->numbers.begin(), number->numbers.end(), value) != number->numbers.end();
    });
  }
  if (const auto* compared = std::get_if<model::FactCompared>(&node)) {
    return by_number(compared->fact, [&](std::int64_t value) {
      switch (compared->comparison) {
        case model::Comparison::kMoreThan:
          return value > compared->number;
        case model::Comparison::kAtLeast:
          return value >= compared->number;
        case model::Comparison::kAtMost:
          return value <= compared->number;
        case model::Comparison::kLessThan:
          return value < compared->number;
      }
      return false;
    });
  }
  if (const auto* request = std::get_if<model::RequestIs>(&node)) return request_is(work, *request, from);
  if (const auto* clock = std::get_if<model::LocalTimeBetween>(&node)) {
    const auto& clocks = set_.thresholds().clocks;
    std::vector<Truth> by_value;
    by_value.reserve(clocks.size());
    for (const model::ClockSeconds begins : clocks) {
      by_value.push_back(truth_of(clock->from < clock->to ? clock->from <= begins && begins < clock->to
                                                          : begins >= clock->from || begins < clock->to));
    }
    return test(work, key_of(VariableKind::kClock, 0, from.at_grant), std::move(by_value));
  }
  const auto& days = std::get<model::DayIs>(node);
  std::vector<Truth> by_value;
  for (unsigned day = 0; day < 7; ++day) by_value.push_back(truth_of(((days.days >> day) & 1U) != 0));
  return test(work, key_of(VariableKind::kWeekday, 0, from.at_grant), std::move(by_value));
}

}  // namespace licet::graph
