#include <engine/check/items.h>
#include <engine/check/names.h>
#include <engine/check/scenario_event.h>
#include <engine/check/scenario_lowering.h>
#include <engine/check/scenario_request.h>
#include <engine/check/scenario_values.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/keywords.h>
#include <utility>

namespace licet::check {
namespace {

using Step = std::optional<decltype(model::ScenarioStep::step)>;

/// A list of an expectation; `none` alone is the empty list, unless something is called so.
template <class IdType, class Declarations>
std::vector<IdType> expected(Checking& checking, const Declarations& declarations, const syntax::Names& names) {
  const syntax::Name& first = names.front();
  const bool says_none = names.size() == 1 && grammar::is_none(first.text, language_at(checking, first.range));
  if (says_none && !declarations.find(first.text)) return {};
  return resolve_all<IdType>(checking, names);
}

class ExpectationLowering {
 public:
  explicit ExpectationLowering(Checking& checking) : checking_(checking) {}

  Step operator()(const syntax::ExpectDecision& decision) const {
    model::ExpectDecision lowered{decision.outcome, std::nullopt, decision.nothing_permits};
    if (decision.by) lowered.by = resolve<model::RuleId>(checking_, *decision.by);
    if (lowered.by && decision.outcome == syntax::ExpectedOutcome::kReview) check_refers(*decision.by, *lowered.by);
    return lowered;
  }
  Step operator()(const syntax::ExpectDuties& expect) const {
    return model::ExpectDuties{expected<model::DutyId>(checking_, checking_.model->duties, expect.duties)};
  }
  Step operator()(const syntax::ExpectLevels& expect) const {
    return model::ExpectLevels{expected<model::LevelId>(checking_, checking_.model->levels, expect.levels)};
  }
  Step operator()(const syntax::ExpectUntil& expect) const {
    return model::ExpectUntil{expect.until ? instant_of(checking_, *expect.until) : kNever};
  }
  Step operator()(const syntax::ExpectDue& expect) const {
    const auto thing = resolve_kept(checking_, expect.kept);
    model::ExpectDue due;
    bool usable = take_item(checking_, expect.item, due.item);
    usable = thing && check_item_of_due(checking_, expect, *thing) && usable;
    if (!usable) return std::nullopt;
    due.data = name_of(*checking_.model, *thing);
    if (expect.on) due.on = expect.on->date;
    return due;
  }

 private:
  void check_refers(const syntax::Name& name, model::RuleId id) const {
    const model::Rule& rule = checking_.model->rules[id];
    if (rule.effect == model::Effect::kRefer) return;
    checking_.report.add(grammar::meaning::kReviewByOther, name.range, {name.text},
                         {{rule.title.range, grammar::meaning::kDeclaredHere, {name.text}}});
  }

  Checking& checking_;
};

class StepLowering {
 public:
  explicit StepLowering(Checking& checking) : checking_(checking) {}

  Step operator()(const syntax::GivenStep& given) const {
    const Instant at = instant_of(checking_, given.when);
    model::ScenarioGiven lowered;
    for (const syntax::GivenEvent& line : given.events) {
      if (auto event = lower_event(checking_, line, at)) lowered.events.push_back(std::move(*event));
    }
    return lowered;
  }
  Step operator()(const syntax::AskStep& ask) const {
    auto request = lower_request(checking_, ask);
    if (!request) return std::nullopt;
    return model::ScenarioAsk{std::move(*request)};
  }
  Step operator()(const syntax::OnStep& on) const { return model::ScenarioOn{instant_of(checking_, on.when)}; }
  Step operator()(const syntax::ExpectStep& expect) const {
    return std::visit(ExpectationLowering(checking_), expect.expectation);
  }

 private:
  Checking& checking_;
};

}  // namespace

std::vector<model::Scenario> lower_scenarios(Checking& checking) {
  std::vector<model::Scenario> scenarios;
  for (const syntax::ScenarioDeclaration* declared : checking.declared.scenarios) {
    model::Scenario scenario;
    scenario.title = declared->title.text;
    scenario.range = declared->title.range;
    for (const syntax::ScenarioStep& written : declared->steps) {
      Step step = std::visit(StepLowering(checking), written.step);
      if (step) scenario.steps.push_back({std::move(*step), written.range});
    }
    scenarios.push_back(std::move(scenario));
  }
  return scenarios;
}

}  // namespace licet::check
