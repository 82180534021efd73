#include <engine/check/condition_use.h>
#include <engine/check/names.h>
#include <grammar/codes_of_meaning.h>
#include <variant>

namespace licet::check {
namespace {

using namespace grammar::meaning;

class DirectUse {
 public:
  explicit DirectUse(const model::Model& model) : model_(model) {}

  std::optional<Use> operator()(const model::ConsentIs& is) const {
    return is.consent ? Use::kNamedConsent : Use::kAnyConsent;
  }
  std::optional<Use> operator()(const model::ObjectionStands&) const { return Use::kAsked; }
  std::optional<Use> operator()(const model::RestrictionStands&) const { return Use::kAsked; }
  std::optional<Use> operator()(const model::ErasureRequested&) const { return Use::kAsked; }
  std::optional<Use> operator()(const model::RequestIs&) const { return Use::kAsked; }
  std::optional<Use> operator()(const model::LevelAtLeast&) const { return Use::kLevel; }
  std::optional<Use> operator()(const model::TimeIs& is) const { return of_subject(is.subject.fact); }
  std::optional<Use> operator()(const model::IsKnown& is) const { return of_subject(is.fact); }
  std::optional<Use> operator()(const model::FactIsYes& is) const { return of_fact(is.fact); }
  std::optional<Use> operator()(const model::FactIsChoice& is) const { return of_fact(is.fact); }
  std::optional<Use> operator()(const model::FactIsText& is) const { return of_fact(is.fact); }
  std::optional<Use> operator()(const model::FactIsNumber& is) const { return of_fact(is.fact); }
  std::optional<Use> operator()(const model::FactCompared& is) const { return of_fact(is.fact); }
  std::optional<Use> operator()(const model::NoticeGiven&) const { return std::nullopt; }
  std::optional<Use> operator()(const model::LocalTimeBetween&) const { return std::nullopt; }
  std::optional<Use> operator()(const model::DayIs&) const { return std::nullopt; }
  std::optional<Use> operator()(const model::NamedCondition&) const { return std::nullopt; }
  std::optional<Use> operator()(const model::AllOf&) const { return std::nullopt; }
  std::optional<Use> operator()(const model::AnyOf&) const { return std::nullopt; }
  std::optional<Use> operator()(const model::Not&) const { return std::nullopt; }

 private:
  std::optional<Use> of_fact(model::FactId fact) const {
    if (model_.facts[fact].owner == model::FactOwner::kRequest) return Use::kRequestFact;
    return std::nullopt;
  }
  std::optional<Use> of_subject(const std::optional<model::FactId>& fact) const {
    return fact ? of_fact(*fact) : Use::kAsked;
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

ForbiddenUses forbidden(std::optional<Code> named_consent, std::optional<Code> any_consent, std::optional<Code> level,
                        std::optional<Code> asked, std::optional<Code> request_fact) {
  return {named_consent, any_consent, level, asked, request_fact};
}

}  // namespace

ForbiddenUses forbidden_in_provided() {
  return forbidden(kProvidedUsesConsent, kProvidedUsesConsent, kProvidedUsesLevel, kProvidedAsksRequest, std::nullopt);
}
ForbiddenUses forbidden_in_levels() {
  return forbidden(std::nullopt, kLevelAsksRequest, kLevelUsesLevel, kLevelAsksRequest, std::nullopt);
}
ForbiddenUses forbidden_in_while() {
  return forbidden(std::nullopt, kWhileAsksRequest, kWhileUsesLevel, kWhileAsksRequest, kWhileUsesRequestFact);
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
      } else if (const auto use = std::visit(DirectUse(model), leaf.node)) {
        auto& part = parts[static_cast<std::size_t>(*use)];
        if (!part) part = Part{leaf.range, id};
      }
    });
  }
}

void ConditionUses::check(Checking& checking, model::ExpressionId condition, const ForbiddenUses& forbidden) const {
  const model::Model& model = *checking.model;
  for_each_leaf(model, condition, [&](const model::Expression& leaf) {
    const std::string words = words_at(checking.set, leaf.range);
    if (const auto* named = std::get_if<model::NamedCondition>(&leaf.node)) {
      const auto& inner = of_condition_[named->condition.value];
      for (std::size_t use = 0; use < kUseCount; ++use) {
        if (!forbidden[use] || !inner[use]) continue;
        const Part& part = *inner[use];
        checking.report.add(*forbidden[use], leaf.range, {words},
                            {{part.range,
                              kThroughCondition,
                              {model.conditions[part.condition].title.name, words_at(checking.set, part.range)}}});
        return;
      }
    } else if (const auto use = std::visit(DirectUse(model), leaf.node)) {
      const std::optional<Code>& code = forbidden[static_cast<std::size_t>(*use)];
      if (code) checking.report.add(*code, leaf.range, {words});
    }
  });
}

}  // namespace licet::check
