#include <engine/check/additions.h>
#include <engine/check/times.h>
#include <variant>

namespace licet::check {
namespace {

using Place = std::optional<SourceRange>;

/// `last contact` alone is of version 1, wherever it can be told apart from `last contact for …`.
bool is_added(const Checking& checking, const syntax::TimeSource& source) {
  switch (source.kind) {
    case syntax::TimeSourceKind::kFact:
      return is_own_collection(checking, source);
    case syntax::TimeSourceKind::kLastContact:
      return !source.purposes.empty() || !source.channels.empty();
    case syntax::TimeSourceKind::kCollection:
    case syntax::TimeSourceKind::kConsentStarts:
    case syntax::TimeSourceKind::kConsentEnds:
    case syntax::TimeSourceKind::kObjection:
    case syntax::TimeSourceKind::kLastRestriction:
      break;
  }
  return true;
}

/// Periods of version 1 run from all but these.
bool is_added_anchor(const Checking& checking, const syntax::TimeSource& source) {
  switch (source.kind) {
    case syntax::TimeSourceKind::kCollection:
      return source.name.has_value();
    case syntax::TimeSourceKind::kLastContact:
      return is_added(checking, source);
    case syntax::TimeSourceKind::kLastRestriction:
      return true;
    case syntax::TimeSourceKind::kFact:
    case syntax::TimeSourceKind::kConsentStarts:
    case syntax::TimeSourceKind::kConsentEnds:
    case syntax::TimeSourceKind::kObjection:
      break;
  }
  return false;
}

Place in(const Checking& checking, const syntax::Condition& condition) {
  if (const auto* is = std::get_if<syntax::TimeIs>(&condition.node)) {
    if (is_added(checking, is->subject) || is->test.other) return condition.range;
  } else if (const auto* known = std::get_if<syntax::IsKnown>(&condition.node)) {
    if (is_added(checking, known->subject)) return condition.range;
  } else if (const auto* given = std::get_if<syntax::NoticeGiven>(&condition.node)) {
    if (given->timing) return condition.range;
  }
  const std::vector<syntax::Condition>* parts = nullptr;
  if (const auto* all = std::get_if<syntax::AllOf>(&condition.node)) parts = &all->parts;
  if (const auto* any = std::get_if<syntax::AnyOf>(&condition.node)) parts = &any->parts;
  if (const auto* negated = std::get_if<syntax::Not>(&condition.node)) parts = &negated->part;
  if (parts == nullptr) return std::nullopt;
  for (const syntax::Condition& part : *parts) {
    if (const Place place = in(checking, part)) return place;
  }
  return std::nullopt;
}

Place in(const Checking& checking, const std::optional<syntax::Condition>& condition) {
  return condition ? in(checking, *condition) : std::nullopt;
}

Place in(const Checking& checking, const std::optional<syntax::RetentionPeriod>& period) {
  return period && is_added_anchor(checking, period->anchor.source) ? Place(period->anchor.range) : std::nullopt;
}

/// Version 1 had no `last contact` where no request is asked about.
Place last_contact_in(const Checking& checking, const ConditionUses& uses,
                      const std::optional<model::ExpressionId>& condition) {
  return condition ? uses.find(*checking.model, *condition, Use::kLastContact) : std::nullopt;
}

class AdditionIn {
 public:
  AdditionIn(const Checking& checking, const ConditionUses& uses) : checking_(checking), uses_(uses) {}

  Place operator()(const syntax::TermDeclaration& term) const {
    return term.by_item ? Place(term.name.range) : std::nullopt;
  }
  Place operator()(const syntax::FactDeclaration& fact) const {
    switch (fact.owner) {
      case syntax::FactOwner::kCustomer:
      case syntax::FactOwner::kDevice:
      case syntax::FactOwner::kRequest:
        return std::nullopt;
      case syntax::FactOwner::kConsent:
      case syntax::FactOwner::kItem:
      case syntax::FactOwner::kRecipient:
        break;
    }
    return fact.name.range;
  }
  Place operator()(const syntax::ConditionDeclaration& condition) const { return in(checking_, condition.condition); }
  Place operator()(const syntax::ConsentDeclaration& consent) const {
    if (!consent.provided) return std::nullopt;
    if (const Place place = in(checking_, consent.provided->condition)) return place;
    const auto id = checking_.model->consents.find(consent.name.text);
    return id ? last_contact_in(checking_, uses_, checking_.model->consents[*id].provided) : std::nullopt;
  }
  Place operator()(const syntax::RuleDeclaration& rule) const {
    if (rule.effect == syntax::Effect::kRefer) return rule.effect_range;
    if (const Place place = in(checking_, rule.when)) return place;
    return in(checking_, rule.unless);
  }
  Place operator()(const syntax::RetentionDeclaration& retention) const {
    for (const syntax::Kept& kept : retention.kept) {
      const bool is_category =
          kept.kind == syntax::KeptKind::kData && checking_.model->data.find(kept.name.text).has_value();
      if (!is_category) return kept.range;
    }
    if (retention.in_force) return retention.in_force->range;
    if (retention.when) return retention.when_range;
    if (const Place place = in(checking_, retention.while_condition)) return place;
    if (retention.one_period) return retention.at_most->duration.range;
    if (const Place place = in(checking_, retention.at_least)) return place;
    if (const Place place = in(checking_, retention.at_most)) return place;
    const auto id = checking_.model->retentions.find(retention.name.text);
    return id ? last_contact_in(checking_, uses_, checking_.model->retentions[*id].while_condition) : std::nullopt;
  }
  Place operator()(const syntax::LevelDeclaration& level) const {
    if (const Place place = in(checking_, level.when)) return place;
    const auto id = checking_.model->levels.find(level.name.text);
    return id ? last_contact_in(checking_, uses_, checking_.model->levels[*id].when) : std::nullopt;
  }
  Place operator()(const syntax::NoticeDeclaration&) const { return std::nullopt; }
  Place operator()(const syntax::DutyDeclaration&) const { return std::nullopt; }
  Place operator()(const syntax::ScenarioDeclaration&) const { return std::nullopt; }

 private:
  const Checking& checking_;
  const ConditionUses& uses_;
};

}  // namespace

Place first_addition(const Checking& checking, const ConditionUses& uses) {
  for (const syntax::File& file : checking.set.files) {
    for (const syntax::Declaration& declaration : file.declarations) {
      if (const Place place = std::visit(AdditionIn(checking, uses), declaration.node)) return place;
    }
  }
  return std::nullopt;
}

}  // namespace licet::check
