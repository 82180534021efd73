#include <grammar/building.h>
#include <grammar/codes_of_text.h>
#include <grammar/descriptions.h>

namespace licet::grammar {
namespace {

syntax::FactValue build_fact_value(const Node& node, const Building& building) {
  return {build_name(*node.children[0], building), build_value(*node.children[2], building)};
}

/// `given FACT is VALUE, …`
std::vector<syntax::FactValue> build_fact_values(const Children& parts, const Building& building) {
  std::vector<syntax::FactValue> facts;
  for (std::size_t i = 1; i < parts.size(); ++i) facts.push_back(build_fact_value(*parts[i], building));
  return facts;
}

/// What to do about a part of a line that stands twice. A question is about one purpose, one channel and one recipient,
/// a fact about one recipient.
std::string_view describe_single_part(const Node& line, Phrase part, Language language) {
  const bool is_question = line.kind == NodeKind::kStep;
  const bool is_fact = line.children.front()->kind == NodeKind::kFactValue;
  const bool names_one = (is_question && (part == Phrase::kFor || part == Phrase::kBy)) ||
                         ((is_question || is_fact) && part == Phrase::kTo);
  return describe_single_clause(names_one ? Phrase::kOnDevice : part, language);
}

/// Reports a part of a line that stands twice.
void report_repeated(const Node& line, const Building& building) {
  for (auto later = line.children.begin(); later != line.children.end(); ++later) {
    if ((*later)->kind != NodeKind::kClause) continue;
    const Node& phrase = *(*later)->children.front();
    for (auto earlier = line.children.begin(); earlier != later; ++earlier) {
      if ((*earlier)->kind != NodeKind::kClause || !(*earlier)->children.front()->is(phrase.phrase)) continue;
      const std::string word(spelling(phrase.phrase, building.language));
      Finding& finding =
          building.report(text::kClauseTwice, building.range(phrase),
                          {word, std::string(describe_single_part(line, phrase.phrase, building.language))});
      finding.notes.push_back({building.range(*(*earlier)->children.front()), text::kClauseStandsHere, {word}});
    }
  }
}

/// The names behind `with`; of `proof of C` that text.
syntax::Names build_concerned(const Node& clause, const Building& building) {
  syntax::Names names;
  for (std::size_t i = 1; i < clause.children.size(); ++i) {
    syntax::Kept kept = build_kept(*clause.children[i], building);
    if (kept.kind == syntax::KeptKind::kProof) {
      kept.name.text = std::string(spelling(Phrase::kProofOf, Language::kEnglish)) + " " + kept.name.text;
      kept.name.range = kept.range;
    }
    names.push_back(std::move(kept.name));
  }
  return names;
}

/// Reports a part that means nothing with this event.
void report_misplaced(const Node& part, const Node& event, const Building& building) {
  const Node& phrase = *part.children.front();
  const std::string word(event.text());
  if (phrase.is(Phrase::kAskGiven) && !event.is(Phrase::kGranted) && !event.is(Phrase::kConfirmed)) {
    building.report(text::kGivenWithoutGrant, building.range(phrase), {word});
  }
  if (phrase.is(Phrase::kWith) && !event.is(Phrase::kErasureRequested)) {
    for (std::size_t i = 1; i < part.children.size(); ++i) {
      const Node& kept = *part.children[i];
      if (!kept.children.front()->is(Phrase::kProofOf)) continue;
      building.report(text::kProofNotErased, building.range(kept), {word, single_spaced(kept.text())});
    }
  }
}

void add_part(const Node& part, const Building& building, syntax::GivenEvent& event) {
  const Children& children = part.children;
  switch (children.front()->phrase) {
    case Phrase::kTo:
      if (event.kind == EventKind::kFact) {
        event.recipient = build_name(*children[1], building);
        break;
      }
      [[fallthrough]];
    case Phrase::kFor:
      event.purposes = build_names(children, 1, building);
      break;
    case Phrase::kBy:
      event.channels = build_names(children, 1, building);
      break;
    case Phrase::kWith:
      event.data = build_concerned(part, building);
      break;
    case Phrase::kWording:
      event.wording = build_text(*children[1], building);
      break;
    case Phrase::kAskGiven:
      event.facts = build_fact_values(children, building);
      break;
    case Phrase::kItem:
      event.item = build_text(*children[1], building);
      break;
    default:
      event.device = build_text(*children[1], building);
      break;
  }
}

syntax::GivenEvent build_event(const Node& line, const Building& building) {
  syntax::GivenEvent event;
  event.range = building.range(line);
  report_repeated(line, building);
  for (const auto& child : line.children) {
    if (child->kind == NodeKind::kPhrase) {
      event.kind = event_of(child->phrase).value_or(EventKind::kGranted);
    } else if (child->kind == NodeKind::kName) {
      event.subject = build_name(*child, building);
    } else if (child->kind == NodeKind::kFactValue) {
      syntax::FactValue fact = build_fact_value(*child, building);
      event.kind = EventKind::kFact;
      event.subject = std::move(fact.fact);
      event.value = std::move(fact.value);
    } else {
      report_misplaced(*child, *line.children.front(), building);
      add_part(*child, building, event);
    }
  }
  return event;
}

syntax::GivenStep build_given(const Node& step, const Building& building) {
  syntax::GivenStep given;
  given.when = build_when(*step.children[1], building);
  for (std::size_t i = 2; i < step.children.size(); ++i) {
    given.events.push_back(build_event(*step.children[i], building));
  }
  return given;
}

syntax::AskStep build_ask(const Node& step, const Building& building) {
  syntax::AskStep ask;
  ask.when = build_when(*step.children[1], building);
  report_repeated(step, building);
  for (std::size_t i = 2; i < step.children.size(); ++i) {
    const Node& child = *step.children[i];
    if (child.kind == NodeKind::kName) {
      ask.action = build_name(child, building);
      continue;
    }
    const Children& parts = child.children;
    switch (parts.front()->phrase) {
      case Phrase::kOnDevice:
        ask.device = build_text(*parts[1], building);
        break;
      case Phrase::kFor:
        ask.purpose = build_name(*parts[1], building);
        break;
      case Phrase::kBy:
        ask.channel = build_name(*parts[1], building);
        break;
      case Phrase::kWith:
        ask.data = build_names(parts, 1, building);
        break;
      case Phrase::kTo:
        ask.recipient = build_name(*parts[1], building);
        break;
      default:
        ask.facts = build_fact_values(parts, building);
        break;
    }
  }
  return ask;
}

syntax::ExpectedOutcome outcome_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kExpectPermit:
      return syntax::ExpectedOutcome::kPermit;
    case Phrase::kExpectReview:
      return syntax::ExpectedOutcome::kReview;
    default:
      return syntax::ExpectedOutcome::kDeny;
  }
}

syntax::ExpectStep build_expect(const Node& step, const Building& building) {
  const Children& children = step.children;
  switch (children.front()->phrase) {
    case Phrase::kExpectDuties:
      return {syntax::ExpectDuties{build_names(children, 1, building)}};
    case Phrase::kExpectLevels:
      return {syntax::ExpectLevels{build_names(children, 1, building)}};
    case Phrase::kExpectUntil: {
      syntax::ExpectUntil until;
      if (children[1]->kind == NodeKind::kWhen) until.until = build_when(*children[1], building);
      return {until};
    }
    case Phrase::kExpectDue: {
      syntax::ExpectDue due{build_kept(*children[1], building), {}, {}};
      if (children[2]->kind == NodeKind::kClause) due.item = build_text(*children[2]->children[1], building);
      if (children.back()->kind == NodeKind::kDate) due.on = build_date(*children.back(), building);
      return {std::move(due)};
    }
    default: {
      syntax::ExpectDecision decision;
      decision.outcome = outcome_of(children.front()->phrase);
      if (children.size() > 2) decision.by = build_name(*children[2], building);
      decision.nothing_permits = children.size() == 2;
      return {std::move(decision)};
    }
  }
}

syntax::ScenarioStep build_step(const Node& step, const Building& building) {
  const SourceRange range = building.range(step);
  switch (step.children.front()->phrase) {
    case Phrase::kGivenOn:
      return {build_given(step, building), range};
    case Phrase::kAskOn:
      return {build_ask(step, building), range};
    case Phrase::kOn:
      return {syntax::OnStep{build_when(*step.children[1], building)}, range};
    default:
      return {build_expect(step, building), range};
  }
}

}  // namespace

syntax::ScenarioDeclaration build_scenario(const Node& statement, const Building& building) {
  syntax::ScenarioDeclaration scenario;
  scenario.title = build_text(*statement.children[1], building);
  for (std::size_t i = 2; i < statement.children.size(); ++i) {
    scenario.steps.push_back(build_step(*statement.children[i], building));
  }
  return scenario;
}

}  // namespace licet::grammar
