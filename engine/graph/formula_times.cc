#include <algorithm>
#include <engine/graph/formula_work.h>

namespace licet::graph {
namespace {

/// Marks the intervals [from, to) of a variable whose intervals begin at value 1.
void mark_intervals(std::vector<Truth>& by_value, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) by_value[i + 1] = Truth::kTrue;
}

constexpr std::size_t at(AgeValue value) { return static_cast<std::size_t>(value); }
constexpr std::size_t at(PassedValue value) { return static_cast<std::size_t>(value); }
constexpr std::size_t at(OrderValue value) { return static_cast<std::size_t>(value); }

/// The truth of each interval between the days named, of a day that is compared with one of them.
std::vector<Truth> by_day(const std::vector<Date>& days, model::TimeRelation relation, const Date& date, Truth none) {
  const auto intervals = static_cast<std::uint32_t>(days.size()) + 1;
  std::vector<Truth> by_value = without_or(none, intervals + 1, Truth::kFalse);
  const auto begins = static_cast<std::uint32_t>(std::lower_bound(days.begin(), days.end(), date) - days.begin());
  const auto after = static_cast<std::uint32_t>(std::upper_bound(days.begin(), days.end(), date) - days.begin());
  switch (relation) {
    case model::TimeRelation::kBefore:
      mark_intervals(by_value, 0, begins + 1);
      break;
    case model::TimeRelation::kOnOrAfter:
      mark_intervals(by_value, begins + 1, intervals);
      break;
    case model::TimeRelation::kOnOrBefore:
      mark_intervals(by_value, 0, after + 1);
      break;
    default:
      mark_intervals(by_value, after + 1, intervals);
      break;
  }
  return by_value;
}

}  // namespace

model::TimeId FormulaMaker::seen(model::TimeId time, const Viewpoint& from) const {
  return from.request ? time : model_.elsewhere(time);
}

VariableKey FormulaMaker::key_of_fact(VariableKind kind, model::FactId fact, const Viewpoint& from) const {
  const bool of_grant = model_.facts[fact].owner == model::FactOwner::kConsent;
  return {kind, fact.value, {}, AgeBoundary::kEnd, of_grant ? from.grant : from.at_grant, of_grant && !from.at_grant};
}

VariableKey FormulaMaker::key_of_time(VariableKind kind, model::TimeId time, const Viewpoint& from) const {
  const model::TimeId shown = seen(time, from);
  const model::TimeSource& source = model_[shown];
  if (source.kind == model::TimeSourceKind::kFact) {
    VariableKey key = key_of_fact(kind, model::FactId(source.subject), from);
    key.subject = shown.value;
    return key;
  }
  return {kind, shown.value, {}, AgeBoundary::kEnd, from.at_grant, false};
}

// Without an event a condition on its time is false; a fact without a value is unknown (section 6).
Truth FormulaMaker::without_value(model::TimeId time) const {
  return model_[time].kind == model::TimeSourceKind::kFact ? Truth::kUnknown : Truth::kFalse;
}

FormulaNodeId FormulaMaker::time_is(Work& work, const model::TimeIs& node, const Viewpoint& from) {
  const Truth none = without_value(node.subject);
  VariableKey key = key_of_time(VariableKind::kAge, node.subject, from);
  key.period = node.period;
  std::vector<Truth> by_value = without_or(none, 4, Truth::kFalse);
  switch (node.relation) {
    case model::TimeRelation::kWithin:
      by_value[at(AgeValue::kWithin)] = Truth::kTrue;
      break;
    case model::TimeRelation::kMoreThanAgo:
      by_value[at(AgeValue::kOver)] = Truth::kTrue;
      break;
    case model::TimeRelation::kAtLeastAgo:
      key.boundary = AgeBoundary::kReached;
      by_value[at(AgeValue::kOver)] = Truth::kTrue;
      break;
    case model::TimeRelation::kLessThanAgo:
      key.boundary = AgeBoundary::kReached;
      by_value[at(AgeValue::kWithin)] = Truth::kTrue;
      break;
    case model::TimeRelation::kInThePast:
    case model::TimeRelation::kInTheFuture: {
      const bool past = node.relation == model::TimeRelation::kInThePast;
      by_value = without_or(none, 3, Truth::kFalse);
      by_value[at(past ? PassedValue::kPassed : PassedValue::kAhead)] = Truth::kTrue;
      return test(work, key_of_time(VariableKind::kPassed, node.subject, from), std::move(by_value));
    }
    default: {
      const VariableKey day = key_of_time(VariableKind::kDay, node.subject, from);
      return test(work, day, by_day(set_.thresholds().days[day.subject], node.relation, node.date, none));
    }
  }
  return test(work, key, std::move(by_value));
}

FormulaNodeId FormulaMaker::times_compared(Work& work, const model::TimesCompared& node, const Viewpoint& from) {
  std::vector<Truth> by_value(5, Truth::kFalse);
  by_value[at(OrderValue::kUnknown)] = Truth::kUnknown;
  const bool before =
      node.relation == model::TimeRelation::kBefore || node.relation == model::TimeRelation::kOnOrBefore;
  const bool same =
      node.relation == model::TimeRelation::kOnOrBefore || node.relation == model::TimeRelation::kOnOrAfter;
  by_value[at(before ? OrderValue::kBefore : OrderValue::kAfter)] = Truth::kTrue;
  by_value[at(OrderValue::kSame)] = truth_of(same);
  const TimePair pair{seen(node.left, from), seen(node.right, from), node.by_days};
  // Within `provided` both sides look from the same place, but only facts of the grant tell of which one.
  const VariableKey left = key_of_time(VariableKind::kOrder, pair.left, from);
  const VariableKey right = key_of_time(VariableKind::kOrder, pair.right, from);
  VariableKey key = left.at_clock ? left : right.at_clock ? right : left;
  if (!key.at_grant) key.at_grant = right.at_grant;
  key.subject = variables_.pair(pair);
  return test(work, key, std::move(by_value));
}

FormulaNodeId FormulaMaker::is_known(Work& work, const model::IsKnown& node, const Viewpoint& from) {
  VariableKey key;
  if (const auto* time = std::get_if<model::TimeId>(&node.subject)) {
    key = key_of_time(VariableKind::kDay, *time, from);
  } else {
    const model::FactId fact = std::get<model::FactId>(node.subject);
    VariableKind kind = VariableKind::kYesNo;
    switch (model_.facts[fact].type) {
      case model::FactType::kNumber:
        kind = VariableKind::kNumber;
        break;
      case model::FactType::kText:
        kind = VariableKind::kText;
        break;
      case model::FactType::kChoice:
        kind = VariableKind::kChoice;
        break;
      default:
        break;
    }
    key = key_of_fact(kind, fact, from);
  }
  const std::size_t domain = set_[variables_.variable(key)].domain;
  return test(work, key, without_or(Truth::kFalse, domain, Truth::kTrue));
}

}  // namespace licet::graph
