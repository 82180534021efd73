#include <array>
#include <grammar/dumping.h>
#include <string_view>

namespace licet::grammar {
namespace {

constexpr std::array<std::string_view, kEventKindCount> kEvents = {"granted",
                                                                   "confirmed",
                                                                   "refused",
                                                                   "withdrawn",
                                                                   "objected",
                                                                   "objection-lifted",
                                                                   "restricted",
                                                                   "restriction-lifted",
                                                                   "erasure-requested",
                                                                   "erased",
                                                                   "informed",
                                                                   "collected",
                                                                   "contacted",
                                                                   "fact",
                                                                   "hold",
                                                                   "hold-lifted",
                                                                   "linked",
                                                                   "unlinked",
                                                                   "voided"};

constexpr std::array<std::string_view, 3> kOutcomes = {"permit", "deny", "review"};

/// " FACT = VALUE" for each.
std::string dump_facts(const std::vector<syntax::FactValue>& facts) {
  std::string text;
  for (const syntax::FactValue& fact : facts) text += " " + fact.fact.text + " = " + dump_value(fact.value);
  return text;
}

std::string dump_event(const syntax::GivenEvent& event) {
  std::string text = "    " + std::string(kEvents[static_cast<std::size_t>(event.kind)]);
  if (event.subject) text += " " + event.subject->text;
  if (event.value) text += " = " + dump_value(*event.value);
  if (!event.purposes.empty()) text += " purposes " + dump_names(event.purposes);
  if (!event.channels.empty()) text += " channels " + dump_names(event.channels);
  if (!event.data.empty()) text += " data " + dump_names(event.data);
  if (event.wording) text += " wording " + dump_text(*event.wording);
  if (!event.facts.empty()) text += " given" + dump_facts(event.facts);
  if (event.item) text += " item " + dump_text(*event.item);
  if (event.recipient) text += " recipient " + event.recipient->text;
  if (event.device) text += " device " + dump_text(*event.device);
  return text + "\n";
}

struct StepPrinter {
  std::string operator()(const syntax::GivenStep& given) const {
    std::string text = "  given " + dump_when(given.when) + "\n";
    for (const syntax::GivenEvent& event : given.events) text += dump_event(event);
    return text;
  }
  std::string operator()(const syntax::AskStep& ask) const {
    std::string text = "  ask " + dump_when(ask.when) + " " + ask.action.text + " purpose " + ask.purpose.text;
    if (ask.channel) text += " channel " + ask.channel->text;
    if (!ask.data.empty()) text += " data " + dump_names(ask.data);
    if (ask.recipient) text += " recipient " + ask.recipient->text;
    text += dump_facts(ask.facts);
    if (ask.device) text += " device " + dump_text(*ask.device);
    return text + "\n";
  }
  std::string operator()(const syntax::OnStep& on) const { return "  on " + dump_when(on.when) + "\n"; }
  std::string operator()(const syntax::ExpectStep& expect) const {
    return "  expect " + std::visit(*this, expect.expectation) + "\n";
  }
  std::string operator()(const syntax::ExpectDecision& decision) const {
    std::string text(kOutcomes[static_cast<std::size_t>(decision.outcome)]);
    if (decision.by) text += " by " + decision.by->text;
    if (decision.nothing_permits) text += " nothing-permits";
    return text;
  }
  std::string operator()(const syntax::ExpectDuties& duties) const { return "duties " + dump_names(duties.duties); }
  std::string operator()(const syntax::ExpectLevels& levels) const { return "levels " + dump_names(levels.levels); }
  std::string operator()(const syntax::ExpectUntil& until) const {
    return "until " + (until.until ? dump_when(*until.until) : std::string("never"));
  }
  std::string operator()(const syntax::ExpectDue& due) const {
    const std::string item = due.item ? " item " + dump_text(*due.item) : "";
    return "due " + dump_kept(due.kept) + item + " " + (due.on ? dump_date(*due.on) : std::string("never"));
  }
};

}  // namespace

std::string dump_scenario(const syntax::ScenarioDeclaration& scenario) {
  std::string text = "scenario " + dump_text(scenario.title) + "\n";
  for (const syntax::ScenarioStep& step : scenario.steps) text += std::visit(StepPrinter{}, step.step);
  return text;
}

}  // namespace licet::grammar
