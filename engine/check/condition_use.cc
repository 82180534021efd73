#include <engine/check/condition_use.h>
#include <engine/check/names.h>
#include <grammar/codes_of_meaning.h>
#include <utility>
#include <variant>

namespace licet::check {
namespace {

using namespace grammar::meaning;

Uses only(Use use) { return Uses().set(static_cast<std::size_t>(use)); }

/// What a part uses by itself.
class DirectUses {
 public:
  explicit DirectUses(const model::Model& model) : model_(model) {}

  Uses operator()(const model::ConsentIs& is) const { return only(is.consent ? Use::kNamedConsent : Use::kAnyConsent); }
  Uses operator()(const model::ObjectionStands&) const { return only(Use::kAsked); }
  Uses operator()(const model::RestrictionStands&) const { return only(Use::kAsked); }
  Uses operator()(const model::ErasureRequested&) const { return only(Use::kAsked); }
  Uses operator()(const model::RequestIs&) const { return only(Use::kAsked); }
  Uses operator()(const model::LevelAtLeast&) const { return only(Use::kLevel); }
  Uses operator()(const model::TimeIs& is) const { return of(is.subject); }
  Uses operator()(const model::TimesCompared& compared) const { return of(compared.left) | of(compared.right); }
  Uses operator()(const model::IsKnown& is) const {
    return std::visit([this](auto subject) { return of(subject); }, is.subject);
  }
  Uses operator()(const model::FactIsYes& is) const { return of(is.fact); }
  Uses operator()(const model::FactIsChoice& is) const { return of(is.fact); }
  Uses operator()(const model::FactIsText& is) const { return of(is.fact); }
  Uses operator()(const model::FactIsNumber& is) const { return of(is.fact); }
  Uses operator()(const model::FactCompared& is) const { return of(is.fact); }
  Uses operator()(const model::NoticeGiven&) const { return {}; }
  Uses operator()(const model::LocalTimeBetween&) const { return {}; }
  Uses operator()(const model::DayIs&) const { return {}; }
  Uses operator()(const model::NamedCondition&) const { return {}; }
  Uses operator()(const model::AllOf&) const { return {}; }
  Uses operator()(const model::AnyOf&) const { return {}; }
  Uses operator()(const model::Not&) const { return {}; }

 private:
  Uses of(model::FactId fact) const { return uses_of_fact(model_, fact); }
  Uses of(model::TimeId time) const {
    const model::TimeSource& source = model_[time];
    switch (source.kind) {
      case model::TimeSourceKind::kFact:
        return of(model::FactId(source.subject));
      case model::TimeSourceKind::kLastContactForAsked:
        return only(Use::kLastContact);
      case model::TimeSourceKind::kOwnCollection:
        return only(Use::kOwnCollection);
      case model::TimeSourceKind::kConsentStarts:
      case model::TimeSourceKind::kConsentEnds:
        return only(Use::kNamedConsent);
      case model::TimeSourceKind::kLastContact:
      case model::TimeSourceKind::kCollection:
      case model::TimeSourceKind::kObjection:
      case model::TimeSourceKind::kLastRestriction:
      case model::TimeSourceKind::kNoticeFirst:
      case model::TimeSourceKind::kNoticeLatest:
        break;
    }
    return {};
  }

  const model::Model& model_;
};

/// Calls `visit(expression)` for all parts that have no parts themselves, in the order of the text.
template <class Visit>
void for_each_leaf(const model::Model& model, model::ExpressionId root, Visit visit) {
  std::vector<model::ExpressionId> waiting = {root};
  while (!waiting.empty()) {
    const model::Expression& expression = model[waiting.back()];
    waiting.pop_back();
    if (const auto* all = std::get_if<model::AllOf>(&expression.node)) {
      waiting.insert(waiting.end(), all->parts.rbegin(), all->parts.rend());
    } else if (const auto* any = std::get_if<model::AnyOf>(&expression.node)) {
      waiting.insert(waiting.end(), any->parts.rbegin(), any->parts.rend());
    } else if (const auto* negated = std::get_if<model::Not>(&expression.node)) {
      waiting.push_back(negated->part);
    } else {
      visit(expression);
    }
  }
}

/// The first of the uses that is not allowed.
std::optional<std::size_t> first_forbidden(const Uses& uses, const ForbiddenUses& forbidden) {
  for (std::size_t use = 0; use < kUseCount; ++use) {
    if (uses[use] && forbidden[use]) return use;
  }
  return std::nullopt;
}

std::optional<Code>& code_of(ForbiddenUses& forbidden, Use use) { return forbidden[static_cast<std::size_t>(use)]; }

/// What belongs to one thing only, and stands nowhere else.
ForbiddenUses forbidden_outside_their_place() {
  ForbiddenUses forbidden;
  code_of(forbidden, Use::kGrantFact) = kGrantFactElsewhere;
  code_of(forbidden, Use::kItemFact) = kItemFactElsewhere;
  code_of(forbidden, Use::kRecipientFact) = kRecipientFactElsewhere;
  code_of(forbidden, Use::kOwnCollection) = kOwnCollectionElsewhere;
  return forbidden;
}

}  // namespace

ForbiddenUses forbidden_in_provided() {
  ForbiddenUses forbidden = forbidden_outside_their_place();
  code_of(forbidden, Use::kGrantFact).reset();
  code_of(forbidden, Use::kNamedConsent) = kProvidedUsesConsent;
  code_of(forbidden, Use::kAnyConsent) = kProvidedUsesConsent;
  code_of(forbidden, Use::kLevel) = kProvidedUsesLevel;
  code_of(forbidden, Use::kAsked) = kProvidedAsksRequest;
  return forbidden;
}

ForbiddenUses forbidden_in_levels() {
  ForbiddenUses forbidden = forbidden_outside_their_place();
  code_of(forbidden, Use::kAnyConsent) = kLevelAsksRequest;
  code_of(forbidden, Use::kLevel) = kLevelUsesLevel;
  code_of(forbidden, Use::kAsked) = kLevelAsksRequest;
  return forbidden;
}

ForbiddenUses forbidden_in_rules() {
  ForbiddenUses forbidden = forbidden_outside_their_place();
  code_of(forbidden, Use::kRecipientFact).reset();
  return forbidden;
}

ForbiddenUses forbidden_in_retentions(bool by_item) {
  ForbiddenUses forbidden = forbidden_outside_their_place();
  code_of(forbidden, Use::kOwnCollection).reset();
  if (by_item) code_of(forbidden, Use::kItemFact).reset();
  code_of(forbidden, Use::kAnyConsent) = kRetentionAsksRequest;
  code_of(forbidden, Use::kLevel) = kRetentionUsesLevel;
  code_of(forbidden, Use::kAsked) = kRetentionAsksRequest;
  code_of(forbidden, Use::kRequestFact) = kRetentionUsesRequestFact;
  return forbidden;
}

Uses uses_of_fact(const model::Model& model, model::FactId fact) {
  switch (model.facts[fact].owner) {
    case model::FactOwner::kCustomer:
    case model::FactOwner::kDevice:
      break;
    case model::FactOwner::kRequest:
      return only(Use::kRequestFact);
    case model::FactOwner::kConsent:
      return only(Use::kGrantFact);
    case model::FactOwner::kItem:
      return only(Use::kItemFact);
    case model::FactOwner::kRecipient:
      return only(Use::kRecipientFact);
  }
  return {};
}

ConditionUses::ConditionUses(const Checking& checking, const std::vector<model::ConditionId>& order)
    : of_condition_(order.size()) {
  const model::Model& model = *checking.model;
  for (const model::ConditionId id : order) {
    auto& parts = of_condition_[id.value];
    if (!checking.is_lowered[id.value]) continue;
    for_each_leaf(model, model.conditions[id].expression, [&](const model::Expression& leaf) {
      if (const auto* named = std::get_if<model::NamedCondition>(&leaf.node)) {
        const auto& inner = of_condition_[named->condition.value];
        for (std::size_t use = 0; use < kUseCount; ++use) {
          if (!parts[use]) parts[use] = inner[use];
        }
        return;
      }
      const Uses direct = std::visit(DirectUses(model), leaf.node);
      for (std::size_t use = 0; use < kUseCount; ++use) {
        if (direct[use] && !parts[use]) parts[use] = Part{leaf.range, id};
      }
    });
  }
}

void ConditionUses::check(Checking& checking, model::ExpressionId condition, const ForbiddenUses& forbidden) const {
  const model::Model& model = *checking.model;
  for_each_leaf(model, condition, [&](const model::Expression& leaf) {
    std::vector<FindingNote> notes;
    std::optional<std::size_t> use;
    if (const auto* named = std::get_if<model::NamedCondition>(&leaf.node)) {
      const auto& inner = of_condition_[named->condition.value];
      Uses uses;
      for (std::size_t i = 0; i < kUseCount; ++i) uses[i] = inner[i].has_value();
      use = first_forbidden(uses, forbidden);
      if (!use) return;
      const Part& part = *inner[*use];
      notes.push_back({part.range,
                       kThroughCondition,
                       {model.conditions[part.condition].title.name, words_at(checking.set, part.range)}});
    } else {
      use = first_forbidden(std::visit(DirectUses(model), leaf.node), forbidden);
      if (!use) return;
    }
    checking.report.add(*forbidden[*use], leaf.range, {words_at(checking.set, leaf.range)}, std::move(notes));
  });
}

std::optional<SourceRange> ConditionUses::find(const model::Model& model, model::ExpressionId condition,
                                               Use use) const {
  std::optional<SourceRange> found;
  const auto place = static_cast<std::size_t>(use);
  for_each_leaf(model, condition, [&](const model::Expression& leaf) {
    if (found) return;
    if (const auto* named = std::get_if<model::NamedCondition>(&leaf.node)) {
      const std::optional<Part>& part = of_condition_[named->condition.value][place];
      if (part) found = part->range;
    } else if (std::visit(DirectUses(model), leaf.node)[place]) {
      found = leaf.range;
    }
  });
  return found;
}

}  // namespace licet::check
