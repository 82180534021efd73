#include <grammar/building.h>
#include <grammar/codes_of_text.h>

namespace licet::grammar {
namespace {

syntax::RetentionPeriod build_period(const Node& node, const Building& building) {
  const Children& children = node.children;
  const Node& anchor = *children.back();
  return {build_duration(*children.front(), building),
          {build_time_source(anchor, building), children[2]->is(Phrase::kEndOfYearOf), building.range(anchor)}};
}

syntax::RetentionAction action_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kAnonymise:
      return syntax::RetentionAction::kAnonymise;
    case Phrase::kRestrict:
      return syntax::RetentionAction::kRestrict;
    case Phrase::kReview:
      return syntax::RetentionAction::kReview;
    default:
      return syntax::RetentionAction::kErase;
  }
}

void add_clause(const Node& clause, const Building& building, syntax::RetentionDeclaration& retention) {
  const Children& children = clause.children;
  switch (children.front()->phrase) {
    case Phrase::kKeep:
      for (std::size_t i = 1; i < children.size(); ++i) retention.kept.push_back(build_kept(*children[i], building));
      break;
    case Phrase::kInForce:
      retention.in_force = build_in_force(clause, building);
      break;
    case Phrase::kWhen:
      retention.when = build_condition(*children[1], building);
      retention.when_range = building.range(clause);
      break;
    case Phrase::kWhile:
      retention.while_condition = build_condition(*children[1], building);
      retention.while_range = building.range(clause);
      break;
    case Phrase::kAtLeast:
      retention.at_least = build_period(*children[1], building);
      break;
    case Phrase::kAtMost:
      retention.at_most = build_period(*children[1], building);
      break;
    case Phrase::kForPeriod:
      retention.one_period = true;
      retention.at_least = retention.at_most = build_period(*children[1], building);
      break;
    case Phrase::kThen:
      retention.action = action_of(children[1]->phrase);
      break;
    default:
      retention.citations = build_citations(clause, building);
      break;
  }
}

}  // namespace

syntax::RetentionDeclaration build_retention(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  syntax::RetentionDeclaration retention;
  retention.name = std::move(opening.name);
  retention.title = std::move(opening.title);
  for (std::size_t i = opening.clauses; i < statement.children.size(); ++i) {
    add_clause(*statement.children[i], building, retention);
  }
  const SourceRange beginning = building.range(statement.begin, statement.children[1]->end);
  if (retention.kept.empty()) report_missing(statement, {Phrase::kKeep}, building);
  if (!retention.at_least && !retention.at_most && !retention.while_condition) {
    building.report(text::kRetentionWithoutPeriod, beginning, {retention.name.text});
  }
  if (retention.while_condition && !retention.at_most) {
    building.report(text::kWhileWithoutAtMost, beginning, {retention.name.text});
  }
  if (find_clause(statement, Phrase::kThen) == nullptr) report_missing(statement, {Phrase::kThen}, building);
  return retention;
}

syntax::LevelDeclaration build_level(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  syntax::LevelDeclaration level;
  level.name = std::move(opening.name);
  level.title = std::move(opening.title);
  if (const Node* clause = find_clause(statement, Phrase::kAbove)) {
    level.above = build_names(clause->children, 1, building);
  }
  if (const Node* clause = find_clause(statement, Phrase::kWhen)) {
    level.when = build_condition(*clause->children[1], building);
  }
  return level;
}

}  // namespace licet::grammar
