#include <grammar/building.h>
#include <grammar/codes_of_text.h>
#include <grammar/descriptions.h>

namespace licet::grammar {
namespace {

syntax::FactValue build_fact_value(const Node& node, const Building& building) {
  return {build_name(*node.children[0], building), build_value(*node.children[2], building)};
}

/// What to do about a part of a line that stands twice. A question is about one purpose, one channel and one recipient.
std::string_view describe_single_part(const Node& line, Phrase part, Language language) {
  const bool is_question = line.kind == NodeKind::kStep;
  const bool names_one = part == Phrase::kFor || part == Phrase::kBy || part == Phrase::kTo;
  return describe_single_clause(is_question && names_one ? Phrase::kOnDevice : part, language);
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
      const Children& parts = child->children;
      switch (parts.front()->phrase) {
        case Phrase::kFor:
        case Phrase::kTo:
          event.purposes = build_names(parts, 1, building);
          break;
        case Phrase::kBy:
          event.channels = build_names(parts, 1, building);
          break;
        case Phrase::kWith:
          event.data = build_names(parts, 1, building);
          break;
        case Phrase::kWording:
          event.wording = build_text(*parts[1], building);
          break;
        default:
          event.device = build_text(*parts[1], building);
          break;
      }
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
        for (std::size_t fact = 1; fact < parts.size(); ++fact) {
          ask.facts.push_back(build_fact_value(*parts[fact], building));
        }
        break;
    }
  }
  return ask;
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
      syntax::ExpectDue due{build_name(*children[1], building), {}};
      if (children.size() > 3) due.on = build_date(*children[3], building);
      return {std::move(due)};
    }
    default: {
      syntax::ExpectDecision decision;
      decision.permit = children.front()->is(Phrase::kExpectPermit);
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
