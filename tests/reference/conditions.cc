#include <algorithm>
#include <iterator>
#include <tests/reference/conditions.h>
#include <tests/reference/first_stage.h>
#include <tests/reference/times.h>

namespace licet::reference {
namespace {

using model::ExpressionId;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

/// The parts that a composite condition is made of; empty for all others.
std::vector<ExpressionId> parts_of(const model::Model& model, const model::Expression& expression) {
  return std::visit(
      Overloaded{[](const model::AllOf& all) { return all.parts; }, [](const model::AnyOf& any) { return any.parts; },
                 [](const model::Not& negation) { return std::vector<ExpressionId>{negation.part}; },
                 [&](const model::NamedCondition& named) {
                   return std::vector<ExpressionId>{model.conditions[named.condition].expression};
                 },
                 [](const auto&) { return std::vector<ExpressionId>{}; }},
      expression.node);
}

Truth compose(const model::Expression& expression, const std::vector<ExpressionId>& parts,
              const std::unordered_map<ExpressionId, Truth>& values) {
  const bool any = std::holds_alternative<model::AnyOf>(expression.node);
  Truth result = any ? Truth::kFalse : Truth::kTrue;
  for (const ExpressionId part : parts) result = any ? result | values.at(part) : result & values.at(part);
  return std::holds_alternative<model::Not>(expression.node) ? !result : result;
}

bool compare_numbers(model::Comparison comparison, std::int64_t value, std::int64_t with) {
  switch (comparison) {
    case model::Comparison::kMoreThan:
      return value > with;
    case model::Comparison::kAtLeast:
      return value >= with;
    case model::Comparison::kAtMost:
      return value <= with;
    case model::Comparison::kLessThan:
      return value < with;
  }
  return false;
}

template <class Value, class List>
Truth is_one_of(const std::optional<exchange::FactValue>& value, const List& list) {
  if (!value) return Truth::kUnknown;
  return truth_of(std::find(list.begin(), list.end(), std::get<Value>(*value)) != list.end());
}

/// The request's own value against a name (section 6, `purpose is P`).
template <class IdType>
Truth attribute_is(const model::Hierarchy<IdType>& hierarchy, std::optional<IdType> value,
                   const model::RequestIs& condition) {
  if (!value) return Truth::kFalse;
  const IdType name(condition.name);
  if (*value == name) return Truth::kTrue;
  if (hierarchy.is_within(*value, name)) return truth_of(condition.within);
  return hierarchy.is_within(name, *value) ? Truth::kUnknown : Truth::kFalse;
}

ConsentStatus asked_status(model::ConsentQuestion question) {
  switch (question) {
    case model::ConsentQuestion::kIsValid:
      return ConsentStatus::kGranted;
    case model::ConsentQuestion::kWasWithdrawn:
      return ConsentStatus::kWithdrawn;
    case model::ConsentQuestion::kWasRefused:
      return ConsentStatus::kRefused;
    case model::ConsentQuestion::kIsPending:
      return ConsentStatus::kPending;
    case model::ConsentQuestion::kHasExpired:
      return ConsentStatus::kExpired;
  }
  return ConsentStatus::kNone;
}

}  // namespace

Truth Conditions::value(ExpressionId expression, const Viewpoint& from, const ConditionObserver& observer) const {
  const model::Model& model = situation_.model;
  std::unordered_map<ExpressionId, Truth> values;
  std::vector<ExpressionId> open{expression};
  while (!open.empty()) {
    const ExpressionId top = open.back();
    if (values.contains(top)) {
      open.pop_back();
      continue;
    }
    const std::vector<ExpressionId> parts = parts_of(model, model[top]);
    if (parts.empty()) {
      const Truth truth = atom(model[top], from);
      if (observer) observer(top, truth);
      values.emplace(top, truth);
      open.pop_back();
      continue;
    }
    const std::size_t before = open.size();
    std::copy_if(parts.rbegin(), parts.rend(), std::back_inserter(open),
                 [&](ExpressionId part) { return !values.contains(part); });
    if (open.size() > before) continue;
    values.emplace(top, compose(model[top], parts, values));
    open.pop_back();
  }
  return values.at(expression);
}

Viewpoint Conditions::within_provided(model::ConsentId consent, Instant clock) const {
  Viewpoint from = apart_from_request(clock);
  from.grant = &*situation_.consents[consent.value].current;
  if (situation_.model.consents[consent].provided_at_grant) from.clock = *(from.at_grant = from.grant->given.at);
  return from;
}

Truth Conditions::provided(model::ConsentId consent, Instant clock) const {
  const auto& condition = situation_.model.consents[consent].provided;
  return condition ? value(*condition, within_provided(consent, clock)) : Truth::kTrue;
}

Truth Conditions::consent_valid(model::ConsentId consent, Instant clock) const {
  if (situation_.consents[consent.value].status(clock) != ConsentStatus::kGranted) return Truth::kFalse;
  return provided(consent, clock);
}

Truth Conditions::named_consent_valid(model::ConsentId consent, const Viewpoint& from) const {
  const model::Consent& declaration = situation_.model.consents[consent];
  const ConsentState& state = situation_.consents[consent.value];
  if (from.request_counts && situation_.question != nullptr && state.current) {
    // Where the declaration covers the request's purpose, or its channel, the current grant must, too.
    const model::Model& model = situation_.model;
    const exchange::Question& asked = *situation_.question;
    const Coverage& coverage = state.current->coverage;
    if (model.purposes.hierarchy.is_within_any(asked.purpose, declaration.purposes) &&
        !coverage.purposes[asked.purpose.value]) {
      return Truth::kFalse;
    }
    if (asked.channel) {
      const bool declared =
          !declaration.channels || model.channels.hierarchy.is_within_any(*asked.channel, *declaration.channels);
      if (declared && !coverage.channels[asked.channel->value]) return Truth::kFalse;
    }
  }
  return consent_valid(consent, from.clock);
}

Truth Conditions::some_consent_valid(const Viewpoint& from, std::optional<Moment> given_after) const {
  const exchange::Question& asked = *situation_.question;
  Truth result = Truth::kFalse;
  for (std::size_t i = 0; i < situation_.consents.size(); ++i) {
    const model::ConsentId consent(i);
    const ConsentState& state = situation_.consents[i];
    if (!state.current || !declaration_covers(situation_, situation_.model.consents[consent], from.category)) continue;
    if (!state.current->coverage.covers(asked.purpose, asked.channel)) continue;
    if (given_after && state.current->given <= *given_after) continue;
    result = result | consent_valid(consent, from.clock);
  }
  return result;
}

Truth Conditions::consent_is(const model::ConsentIs& condition, const Viewpoint& from) const {
  if (condition.question == model::ConsentQuestion::kIsValid) {
    return condition.consent ? named_consent_valid(*condition.consent, from) : some_consent_valid(from, std::nullopt);
  }
  const ConsentStatus status = asked_status(condition.question);
  if (condition.consent) return truth_of(situation_.consents[condition.consent->value].status(from.clock) == status);
  for (std::size_t i = 0; i < situation_.consents.size(); ++i) {
    if (situation_.consents[i].status(from.clock) == status &&
        declaration_covers(situation_, situation_.model.consents.list[i], from.category)) {
      return Truth::kTrue;
    }
  }
  return Truth::kFalse;
}

Truth Conditions::objection_stands(const Viewpoint& from) const {
  Truth result = Truth::kFalse;
  for (const StandingObjection& objection : standing_objections(situation_)) {
    result = result | !some_consent_valid(from, objection.moment);
  }
  return result;
}

bool Conditions::level_reached(model::LevelId level, Instant clock) const {
  const auto& when = situation_.model.levels[level].when;
  return !when || value(*when, apart_from_request(clock)) == Truth::kTrue;
}

Truth Conditions::level_at_least(model::LevelId level, const Viewpoint& from) const {
  const auto& levels = situation_.model.levels.list;
  Truth result = Truth::kFalse;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto& below = levels[i].all_below;
    if (model::LevelId(i) != level && !std::binary_search(below.begin(), below.end(), level)) continue;
    result = result | (levels[i].when ? value(*levels[i].when, apart_from_request(from.clock)) : Truth::kTrue);
  }
  return result;
}

Truth Conditions::is_known(const model::IsKnown& condition, const Viewpoint& from) const {
  if (const auto* fact = std::get_if<model::FactId>(&condition.subject)) {
    return truth_of(situation_.value(*fact, from).has_value());
  }
  const auto& source = source_of(situation_, std::get<model::TimeId>(condition.subject), from);
  return truth_of(!times_of(situation_, source, from).all.empty());
}

Truth Conditions::request_is(const model::RequestIs& condition, const Viewpoint& from) const {
  const model::Model& model = situation_.model;
  const exchange::Question& asked = *situation_.question;
  switch (condition.attribute) {
    case model::Attribute::kAction:
      return attribute_is(model.actions.hierarchy, std::optional(asked.action), condition);
    case model::Attribute::kPurpose:
      return attribute_is(model.purposes.hierarchy, std::optional(asked.purpose), condition);
    case model::Attribute::kChannel:
      return attribute_is(model.channels.hierarchy, asked.channel, condition);
    case model::Attribute::kData:
      return attribute_is(model.data.hierarchy, from.category, condition);
    case model::Attribute::kRecipient:
      return attribute_is(model.recipients.hierarchy, asked.recipient, condition);
  }
  return Truth::kFalse;
}

Truth Conditions::atom(const model::Expression& expression, const Viewpoint& from) const {
  const auto fact = [&](model::FactId id) { return situation_.value(id, from); };
  const auto local = [&] { return situation_.model.zone->local(from.clock); };
  return std::visit(
      Overloaded{
          [&](const model::ConsentIs& node) { return consent_is(node, from); },
          [&](const model::ObjectionStands&) { return objection_stands(from); },
          [&](const model::RestrictionStands&) {
            return truth_of(restriction_stands(situation_, from.category) ||
                            first_stage_stands(situation_, from.category, from.clock));
          },
          [&](const model::ErasureRequested&) { return truth_of(erasure_requested(situation_, from.category)); },
          [&](const model::NoticeGiven& node) { return truth_of(situation_.notice_given(node.notice, from.clock)); },
          [&](const model::LevelAtLeast& node) { return level_at_least(node.level, from); },
          [&](const model::TimeIs& node) { return time_is(situation_, node, from); },
          [&](const model::TimesCompared& node) { return times_compared(situation_, node, from); },
          [&](const model::IsKnown& node) { return is_known(node, from); },
          [&](const model::FactIsYes& node) { return is_one_of<bool>(fact(node.fact), std::vector<bool>{node.yes}); },
          [&](const model::FactIsChoice& node) {
            const auto chosen = fact(node.fact);
            if (!chosen) return Truth::kUnknown;
            const std::uint32_t choice = std::get<exchange::ChoiceNumber>(*chosen).value;
            return truth_of(std::find(node.choices.begin(), node.choices.end(), choice) != node.choices.end());
          },
          [&](const model::FactIsText& node) { return is_one_of<std::string>(fact(node.fact), node.texts); },
          [&](const model::FactIsNumber& node) { return is_one_of<std::int64_t>(fact(node.fact), node.numbers); },
          [&](const model::FactCompared& node) {
            const auto number = fact(node.fact);
            if (!number) return Truth::kUnknown;
            return truth_of(compare_numbers(node.comparison, std::get<std::int64_t>(*number), node.number));
          },
          [&](const model::RequestIs& node) { return request_is(node, from); },
          [&](const model::LocalTimeBetween& node) {
            const std::uint32_t clock = local().seconds;
            if (node.from < node.to) return truth_of(node.from <= clock && clock < node.to);
            return truth_of(clock >= node.from || clock < node.to);
          },
          [&](const model::DayIs& node) { return truth_of(((node.days >> local().weekday) & 1U) != 0); },
          [](const auto&) { return Truth::kFalse; }},
      expression.node);
}

}  // namespace licet::reference
