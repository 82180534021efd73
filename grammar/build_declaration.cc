#include <grammar/building.h>

namespace licet::grammar {

syntax::Declaration build_declaration(const Node& statement, const Building& building) {
  const SourceRange range = building.range(statement);
  switch (statement.children.front()->phrase) {
    case Phrase::kFact:
      return {build_fact(statement, building), range};
    case Phrase::kNotice:
      return {build_notice(statement, building), range};
    case Phrase::kDuty:
      return {build_duty(statement, building), range};
    case Phrase::kCondition:
      return {build_condition_declaration(statement, building), range};
    case Phrase::kConsent:
      return {build_consent(statement, building), range};
    case Phrase::kRule:
      return {build_rule(statement, building), range};
    case Phrase::kRetention:
      return {build_retention(statement, building), range};
    case Phrase::kLevel:
      return {build_level(statement, building), range};
    case Phrase::kScenario:
      return {build_scenario(statement, building), range};
    default:
      return {build_term_declaration(statement, building), range};
  }
}

}  // namespace licet::grammar
