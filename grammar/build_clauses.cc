#include <grammar/building.h>
#include <grammar/codes_of_text.h>
#include <grammar/descriptions.h>

namespace licet::grammar {

syntax::Names build_names(const Children& children, std::size_t first, const Building& building) {
  syntax::Names names;
  for (std::size_t i = first; i < children.size(); ++i) names.push_back(build_name(*children[i], building));
  return names;
}

std::vector<syntax::Text> build_citations(const Node& clause, const Building& building) {
  std::vector<syntax::Text> citations;
  for (std::size_t i = 1; i < clause.children.size(); ++i) {
    citations.push_back(build_citation(*clause.children[i], building));
  }
  return citations;
}

syntax::Kept build_kept(const Node& node, const Building& building) {
  syntax::Kept kept;
  if (node.children.front()->is(Phrase::kProofOf)) kept.kind = syntax::KeptKind::kProof;
  kept.name = build_name(*node.children.back(), building);
  kept.range = building.range(node);
  return kept;
}

syntax::WithData build_with(const Node& clause, const Building& building) {
  syntax::WithData with;
  with.range = building.range(clause);
  with.any = clause.children[1]->is(Phrase::kAnyData);
  if (!with.any) with.names = build_names(clause.children, 1, building);
  return with;
}

syntax::InForce build_in_force(const Node& clause, const Building& building) {
  syntax::InForce in_force;
  in_force.range = building.range(clause);
  for (std::size_t i = 1; i + 1 < clause.children.size(); i += 2) {
    auto& day = clause.children[i]->is(Phrase::kFrom) ? in_force.from : in_force.until;
    day = build_date(*clause.children[i + 1], building);
  }
  return in_force;
}

syntax::WordingClause build_wording(const Node& clause, const Building& building) {
  syntax::WordingClause wording;
  wording.id = build_text(*clause.children[1], building);
  if (clause.children.size() > 3) wording.path = build_text(*clause.children[3], building);
  return wording;
}

Opening build_opening(const Node& statement, const Building& building) {
  Opening opening;
  const Node& name = *statement.children[1];
  const Phrase kind = statement.children[0]->phrase;
  opening.name = build_name(name, building);
  const bool names_fact = kind == Phrase::kFact || kind == Phrase::kCondition;
  const bool names_consent = kind == Phrase::kConsent || kind == Phrase::kNotice;
  if ((names_fact && !may_name_fact(opening.name.text, building.language)) ||
      (names_consent && !may_name_consent(opening.name.text, building.language))) {
    building.report(text::kForbiddenName, opening.name.range,
                    {opening.name.text, std::string(spelling(kind, building.language))});
  }
  if (statement.children.size() > 2 && statement.children[2]->kind == NodeKind::kString) {
    opening.title = build_text(*statement.children[2], building);
    opening.clauses = 3;
  }
  return opening;
}

const Node* find_clause(const Node& statement, Phrase phrase) {
  for (const auto& child : statement.children) {
    if (child->kind == NodeKind::kClause && child->children.front()->is(phrase)) return child.get();
  }
  return nullptr;
}

void report_missing(const Node& statement, std::initializer_list<Phrase> clauses, const Building& building) {
  const Language language = building.language;
  std::vector<std::string> words;
  for (const Phrase clause : clauses) words.push_back(quoted(spelling(clause, language)));
  const Node& name = *statement.children[1];
  building.report(text::kClauseMissing, building.range(statement.begin, name.end),
                  {std::string(spelling(statement.children.front()->phrase, language)), std::string(name.text()),
                   any_of_these(words, language), std::string(describe_clause(*clauses.begin(), language))});
}

}  // namespace licet::grammar
