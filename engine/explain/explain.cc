#include <algorithm>
#include <engine/explain/decision_change.h>
#include <engine/explain/explain.h>
#include <engine/explain/rule_explanations.h>

namespace licet::explain {
namespace {

using Categories = std::vector<CategoryExplanation>;

/// One request at one time. Refers to its arguments.
struct Circumstances {
  const decide::Decider& decider;
  const exchange::Question& question;
  const decide::States& states;
  const SourceFiles& sources;
  const EventSource& events;
  decide::Workspace& workspace;
};

tl::expected<Categories, std::string> explain_categories(const Circumstances& given, const Decision& decision,
                                                         Detail detail, bool until) {
  const model::Model& model = given.decider.model();
  const graph::DecisionGraph& graph = given.decider.graph();
  const exchange::Question& question = given.question;
  decide::Observation observation(model, graph, question, given.states, given.workspace);
  ConditionValues values(observation);
  EvidenceBook evidence(given.events);
  ConditionTrees trees(values, given.sources, evidence, detail, until);
  RuleExplanations rules(values, trees, graph.table_of(question.purpose, question.action));
  Categories categories;
  const auto add = [&](std::optional<model::DataId> category, const CategoryDecision& decided) {
    return rules.category(category, decided).map([&](CategoryExplanation&& one) {
      categories.push_back(std::move(one));
    });
  };
  if (question.data.empty()) {
    const auto added = add(std::nullopt, {{}, decision.outcome, decision.rule, decision.reason});
    if (!added) return tl::unexpected(added.error());
  }
  for (std::size_t i = 0; i < question.data.size(); ++i) {
    const auto added = add(question.data[i], decision.categories[i]);
    if (!added) return tl::unexpected(added.error());
  }
  return categories;
}

tl::expected<DecisionChange, std::string> explain_change(const Circumstances& given, Instant until,
                                                         const Categories& before) {
  exchange::Question later = given.question;
  later.at = until;
  const Circumstances then{given.decider, later, given.states, given.sources, given.events, given.workspace};
  const Decision decision = given.decider.answer(later, given.states, given.workspace, {false});
  const auto after = explain_categories(then, decision, Detail::kValues, false);
  if (!after) return tl::unexpected(after.error());
  DecisionChange change{until, decision.outcome, decision.rule, decision.reason, {}, {}, {}};
  compare(before, *after, change);
  return change;
}

void gather_missing(const ConditionExplanation& condition, std::vector<std::string>& missing) {
  for (const std::string& fact : condition.missing) {
    if (std::find(missing.begin(), missing.end(), fact) == missing.end()) missing.push_back(fact);
  }
  for (const ConditionExplanation& part : condition.parts) gather_missing(part, missing);
}

std::vector<std::string> missing_facts(const Categories& categories) {
  std::vector<std::string> missing;
  for (const CategoryExplanation& category : categories) {
    for (const RuleExplanation& rule : category.rules) {
      if (!rule.out_of_reach.empty()) continue;
      if (rule.when) gather_missing(*rule.when, missing);
      if (rule.unless) gather_missing(*rule.unless, missing);
    }
  }
  return missing;
}

AskedFor asked_for(const model::Model& model, const exchange::Question& question) {
  AskedFor asked{model.actions.titles[question.action.value].name, model.purposes.titles[question.purpose.value].name,
                 std::nullopt, std::nullopt, std::nullopt};
  if (question.known != kNever) asked.known = question.known;
  if (question.channel) asked.channel = model.channels.titles[question.channel->value].name;
  if (question.recipient) asked.recipient = model.recipients.titles[question.recipient->value].name;
  return asked;
}

tl::expected<Explanation, std::string> explain_all(const Circumstances& given, decide::DecideOptions options) {
  Explanation explanation;
  explanation.asked = asked_for(given.decider.model(), given.question);
  explanation.decision = given.decider.answer(given.question, given.states, given.workspace, options);
  explanation.until_sought = options.until;
  auto categories = explain_categories(given, explanation.decision, Detail::kAll, options.until);
  if (!categories) return tl::unexpected(categories.error());
  explanation.categories = std::move(*categories);
  explanation.missing = missing_facts(explanation.categories);
  if (explanation.decision.until != kNever) {
    auto change = explain_change(given, explanation.decision.until, explanation.categories);
    if (!change) return tl::unexpected(change.error());
    explanation.change = std::move(*change);
  }
  return explanation;
}

}  // namespace

tl::expected<Explanation, std::string> explain(const decide::Decider& decider, const exchange::Question& question,
                                               const decide::States& states, const SourceFiles& sources,
                                               const EventSource& events, decide::Workspace& workspace,
                                               decide::DecideOptions options) {
  try {
    return explain_all({decider, question, states, sources, events, workspace}, options);
  } catch (const std::bad_optional_access&) {
    return tl::unexpected(std::string("a condition asks for what the decision graph does not have"));
  }
}

}  // namespace licet::explain
