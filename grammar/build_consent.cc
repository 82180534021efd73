#include <grammar/building.h>
#include <grammar/codes_of_text.h>

namespace licet::grammar {
namespace {

syntax::ValidityStart start_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kAfterConfirmation:
      return syntax::ValidityStart::kConfirmation;
    case Phrase::kAfterLastContact:
      return syntax::ValidityStart::kLastContact;
    default:
      return syntax::ValidityStart::kGrant;
  }
}

void add_clause(const Node& clause, const Building& building, syntax::ConsentDeclaration& consent) {
  const Children& children = clause.children;
  switch (children.front()->phrase) {
    case Phrase::kFor:
      consent.purposes = build_names(children, 1, building);
      break;
    case Phrase::kBy:
      consent.channels = build_names(children, 1, building);
      break;
    case Phrase::kWith:
      consent.data = build_with(clause, building);
      break;
    case Phrase::kTo:
      consent.recipients = build_names(children, 1, building);
      break;
    case Phrase::kAllows:
      consent.actions = build_names(children, 1, building);
      break;
    case Phrase::kScope:
      consent.scope = children[1]->is(Phrase::kDevice) ? syntax::ConsentScope::kDevice : syntax::ConsentScope::kPerson;
      break;
    case Phrase::kNeedsConfirmation:
      consent.confirmation = syntax::Confirmation{{}, building.range(clause)};
      if (children.size() > 2) consent.confirmation->within = build_duration(*children[2], building);
      break;
    case Phrase::kProvided:
      consent.provided = syntax::Provided{build_condition(*children[1], building), children.size() > 2};
      break;
    case Phrase::kValidFor:
      consent.validity = syntax::Validity{build_duration(*children[1], building), start_of(children[2]->phrase),
                                          building.range(clause)};
      break;
    case Phrase::kWording:
      consent.wordings.push_back(build_wording(clause, building));
      break;
    default:
      consent.citations = build_citations(clause, building);
      break;
  }
}

}  // namespace

syntax::ConsentDeclaration build_consent(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  syntax::ConsentDeclaration consent;
  consent.name = std::move(opening.name);
  consent.title = std::move(opening.title);
  for (std::size_t i = opening.clauses; i < statement.children.size(); ++i) {
    add_clause(*statement.children[i], building, consent);
  }
  if (consent.purposes.empty()) report_missing(statement, {Phrase::kFor}, building);
  return consent;
}

}  // namespace licet::grammar
