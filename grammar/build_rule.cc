#include <grammar/building.h>
#include <grammar/codes_of_text.h>

namespace licet::grammar {
namespace {

syntax::Effect effect_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kForbid:
      return syntax::Effect::kForbid;
    case Phrase::kRefer:
      return syntax::Effect::kRefer;
    default:
      return syntax::Effect::kPermit;
  }
}

void add_clause(const Node& clause, const Building& building, syntax::RuleDeclaration& rule) {
  const Children& children = clause.children;
  switch (children.front()->phrase) {
    case Phrase::kPermit:
    case Phrase::kForbid:
    case Phrase::kRefer:
      rule.effect = effect_of(children.front()->phrase);
      rule.effect_range = building.range(*children.front());
      rule.anything = children[1]->is(Phrase::kAnything);
      if (!rule.anything) rule.actions = build_names(children, 1, building);
      break;
    case Phrase::kFor:
      rule.purposes = build_names(children, 1, building);
      break;
    case Phrase::kBy:
      rule.channels = build_names(children, 1, building);
      break;
    case Phrase::kWith:
      rule.data = build_with(clause, building);
      break;
    case Phrase::kTo:
      rule.recipients = build_names(children, 1, building);
      break;
    case Phrase::kInForce:
      rule.in_force = build_in_force(clause, building);
      break;
    case Phrase::kWhen:
      rule.when = build_condition(*children[1], building);
      break;
    case Phrase::kUnless:
      rule.unless = build_condition(*children[1], building);
      break;
    case Phrase::kRequire:
      rule.duties = build_names(children, 1, building);
      if (rule.effect != syntax::Effect::kPermit) {
        building.report(rule.effect == syntax::Effect::kForbid ? text::kRequireOnForbid : text::kRequireOnRefer,
                        building.range(*children.front()));
      }
      break;
    case Phrase::kOverrides:
      rule.overrides = build_names(children, 1, building);
      break;
    default:
      rule.citations = build_citations(clause, building);
      break;
  }
}

}  // namespace

syntax::RuleDeclaration build_rule(const Node& statement, const Building& building) {
  Opening opening = build_opening(statement, building);
  syntax::RuleDeclaration rule;
  rule.name = std::move(opening.name);
  rule.title = std::move(opening.title);
  for (std::size_t i = opening.clauses; i < statement.children.size(); ++i) {
    add_clause(*statement.children[i], building, rule);
  }
  if (rule.actions.empty() && !rule.anything) {
    report_missing(statement, {Phrase::kPermit, Phrase::kForbid, Phrase::kRefer}, building);
  } else if (rule.effect != syntax::Effect::kForbid && !rule.purposes) {
    report_missing(statement, {Phrase::kFor}, building);
  }
  return rule;
}

}  // namespace licet::grammar
