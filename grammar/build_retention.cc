#include <grammar/building.h>
#include <grammar/codes_of_text.h>

namespace licet::grammar {
namespace {

syntax::Anchor build_anchor(const Node& node, bool end_of_year, const Building& building) {
  syntax::Anchor anchor;
  anchor.end_of_year = end_of_year;
  anchor.range = building.range(node);
  const Children& children = node.children;
  const Node& first = *children.front();
  if (first.kind == NodeKind::kName) {
    anchor.kind = syntax::AnchorKind::kFact;
    anchor.name = build_name(first, building);
  } else if (first.is(Phrase::kEndOfConsent) || first.is(Phrase::kStartOfConsent)) {
    anchor.kind =
        first.is(Phrase::kEndOfConsent) ? syntax::AnchorKind::kConsentEnds : syntax::AnchorKind::kConsentStarts;
    anchor.name = build_name(*children[1], building);
  } else if (first.is(Phrase::kObjectionTo)) {
    anchor.kind = syntax::AnchorKind::kObjection;
    anchor.name = build_name(*children[1], building);
  } else if (first.is(Phrase::kLastContact)) {
    anchor.kind = syntax::AnchorKind::kLastContact;
  }
  return anchor;
}

syntax::RetentionPeriod build_period(const Node& node, const Building& building) {
  const Children& children = node.children;
  return {build_duration(*children.front(), building),
          build_anchor(*children.back(), children[2]->is(Phrase::kEndOfYearOf), building)};
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
      retention.data = build_names(children, 1, building);
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
  if (retention.data.empty()) report_missing(statement, {Phrase::kKeep}, building);
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
