#include <engine/check/conditions.h>
#include <engine/check/fact_condition.h>
#include <engine/check/names.h>
#include <engine/check/relation_graph.h>
#include <engine/check/times.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/keywords.h>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;
using model::ExpressionId;

/// One expression without parts, or nothing if something in it was reported.
using Leaf = std::optional<decltype(model::Expression::node)>;

model::ClockSeconds seconds_of(const syntax::ClockTime& clock) {
  return clock.hour * 3600U + clock.minute * 60U + clock.second;
}

class LeafLowering {
 public:
  LeafLowering(Checking& checking, SourceRange range) : checking_(checking), range_(range) {}

  Leaf operator()(const syntax::ConsentIs& is) const {
    if (!is.consent) return model::ConsentIs{std::nullopt, is.question};
    const auto consent = resolve<model::ConsentId>(checking_, *is.consent);
    if (!consent) return std::nullopt;
    return model::ConsentIs{consent, is.question};
  }
  Leaf operator()(const syntax::ObjectionStands&) const { return model::ObjectionStands{}; }
  Leaf operator()(const syntax::RestrictionStands&) const { return model::RestrictionStands{}; }
  Leaf operator()(const syntax::ErasureRequested&) const { return model::ErasureRequested{}; }
  Leaf operator()(const syntax::NoticeGiven& given) const { return lower_notice_given(checking_, given); }
  Leaf operator()(const syntax::LevelAtLeast& at_least) const {
    const auto level = resolve<model::LevelId>(checking_, at_least.level);
    if (!level) return std::nullopt;
    return model::LevelAtLeast{*level};
  }
  Leaf operator()(const syntax::TimeIs& is) const { return lower_time_is(checking_, is, range_); }
  Leaf operator()(const syntax::IsKnown& is) const { return lower_is_known(checking_, is); }
  Leaf operator()(const syntax::Named& named) const {
    const auto condition = checking_.model->conditions.find(named.name.text);
    const auto fact = checking_.model->facts.find(named.name.text);
    if (condition) return model::NamedCondition{*condition};
    if (fact) return lower_fact_alone(checking_, *fact, named.name);
    report_unknown_condition(checking_, named.name);
    return std::nullopt;
  }
  Leaf operator()(const syntax::FactIs& is) const {
    const auto fact = resolve_condition_fact(checking_, is.fact);
    if (!fact) return std::nullopt;
    return lower_fact_is(checking_, *fact, is);
  }
  Leaf operator()(const syntax::FactCompared& compared) const {
    const auto fact = resolve_condition_fact(checking_, compared.fact);
    if (!fact) return std::nullopt;
    if (checking_.model->facts[*fact].type != model::FactType::kNumber) {
      checking_.report.add(kNotANumber, range_, {compared.fact.text}, {declared_here(checking_, *fact)});
      return std::nullopt;
    }
    return model::FactCompared{*fact, compared.comparison, compared.number.value};
  }
  Leaf operator()(const syntax::RequestIs& is) const {
    std::optional<std::uint32_t> name;
    with_vocabulary(*checking_.model, is.attribute, [&]<class IdType>(const model::Vocabulary<IdType>&) {
      if (const auto id = resolve<IdType>(checking_, is.name)) name = id->value;
    });
    if (!name) return std::nullopt;
    return model::RequestIs{is.attribute, is.within, *name};
  }
  Leaf operator()(const syntax::LocalTimeBetween& between) const {
    const model::LocalTimeBetween clock{seconds_of(between.from), seconds_of(between.to)};
    if (clock.from == clock.to) {
      checking_.report.add(kSameClockTimes, between.to.range);
      return std::nullopt;
    }
    return clock;
  }
  Leaf operator()(const syntax::DayIs& is) const {
    model::DayIs days;
    bool all_known = true;
    for (const syntax::Name& word : is.days) {
      const Language language = language_at(checking_, word.range);
      if (const auto day = grammar::weekday_of(word.text, language)) {
        days.days = static_cast<std::uint8_t>(days.days | (1U << *day));
      } else {
        all_known = false;
        checking_.report.add_unknown(kUnknownDay, word.range, {word.text}, word.text, [language] {
          const auto days_of_week = grammar::weekdays(language);
          return std::vector<std::string>(days_of_week.begin(), days_of_week.end());
        });
      }
    }
    if (!all_known) return std::nullopt;
    return days;
  }

 private:
  Checking& checking_;
  SourceRange range_;
};

ExpressionId append(Checking& checking, decltype(model::Expression::node) node, SourceRange range) {
  auto& expressions = checking.model->expressions;
  expressions.push_back({std::move(node), range});
  return ExpressionId(expressions.size() - 1);
}

template <class Joined>
std::optional<ExpressionId> lower_parts(Checking& checking, const std::vector<syntax::Condition>& parts,
                                        SourceRange range) {
  Joined joined;
  for (const syntax::Condition& part : parts) {
    if (const auto id = lower(checking, part)) joined.parts.push_back(*id);
  }
  if (joined.parts.size() != parts.size()) return std::nullopt;
  return append(checking, std::move(joined), range);
}

/// The named conditions that a condition uses, by itself. A name that a fact has too is reported as such, not as a use.
void uses_of(const model::Model& model, const syntax::Condition& condition, std::vector<model::ConditionId>& uses) {
  if (const auto* all = std::get_if<syntax::AllOf>(&condition.node)) {
    for (const syntax::Condition& part : all->parts) uses_of(model, part, uses);
  } else if (const auto* any = std::get_if<syntax::AnyOf>(&condition.node)) {
    for (const syntax::Condition& part : any->parts) uses_of(model, part, uses);
  } else if (const auto* negated = std::get_if<syntax::Not>(&condition.node)) {
    for (const syntax::Condition& part : negated->part) uses_of(model, part, uses);
  } else if (const auto* named = std::get_if<syntax::Named>(&condition.node)) {
    const auto id = model.conditions.find(named->name.text);
    if (id && !model.facts.find(named->name.text)) uses.push_back(*id);
  }
}

}  // namespace

std::optional<ExpressionId> lower(Checking& checking, const syntax::Condition& condition) {
  if (const auto* all = std::get_if<syntax::AllOf>(&condition.node)) {
    return lower_parts<model::AllOf>(checking, all->parts, condition.range);
  }
  if (const auto* any = std::get_if<syntax::AnyOf>(&condition.node)) {
    return lower_parts<model::AnyOf>(checking, any->parts, condition.range);
  }
  if (const auto* negated = std::get_if<syntax::Not>(&condition.node)) {
    const auto part = lower(checking, negated->part.front());
    if (!part) return std::nullopt;
    return append(checking, model::Not{*part}, condition.range);
  }
  Leaf leaf = std::visit(
      [&]<class Node>(const Node& node) -> Leaf {
        if constexpr (std::is_invocable_v<LeafLowering, const Node&>) {
          return LeafLowering(checking, condition.range)(node);
        } else {
          return std::nullopt;
        }
      },
      condition.node);
  if (!leaf) return std::nullopt;
  return append(checking, std::move(*leaf), condition.range);
}

std::optional<ExpressionId> lower(Checking& checking, const std::optional<syntax::Condition>& condition) {
  if (!condition) return std::nullopt;
  return lower(checking, *condition);
}

std::vector<model::ConditionId> check_conditions(Checking& checking) {
  model::Model& model = *checking.model;
  const auto& declared = checking.declared.conditions;
  RelationGraph uses(declared.size());
  for (std::uint32_t i = 0; i < declared.size(); ++i) {
    std::vector<model::ConditionId> used;
    uses_of(model, declared[i]->condition, used);
    for (const model::ConditionId id : used) uses.add(i, id.value);
  }
  const auto circles = uses.cycles();
  const auto name_of = [&](std::uint32_t i) -> const std::string& { return model.conditions.list[i].title.name; };
  for (const std::vector<std::uint32_t>& circle : circles) {
    checking.report.add(kConditionCycle, model.conditions.list[circle.front()].title.range,
                        {name_of(circle.front()), spell_circle(circle, "uses", name_of)});
  }

  std::vector<model::ConditionId> order;
  order.reserve(declared.size());
  if (circles.empty()) {
    for (const std::uint32_t i : uses.targets_first()) order.emplace_back(i);
  } else {
    for (std::uint32_t i = 0; i < declared.size(); ++i) order.emplace_back(i);
  }
  checking.is_lowered.resize(declared.size());
  for (const model::ConditionId id : order) {
    const auto expression = lower(checking, declared[id.value]->condition);
    checking.is_lowered[id.value] = expression.has_value();
    if (expression) model.conditions.list[id.value].expression = *expression;
  }
  return order;
}

}  // namespace licet::check
