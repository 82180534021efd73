#include <engine/check/dump.h>
#include <engine/time/civil.h>
#include <fmt/format.h>
#include <iterator>
#include <string_view>

namespace licet::check {
namespace {

constexpr std::string_view kOutcomes[] = {"permit", "deny", "review"};
constexpr std::string_view kEvents[] = {"granted",
                                        "confirmed",
                                        "refused",
                                        "withdrawn",
                                        "objected",
                                        "objection_lifted",
                                        "restricted",
                                        "restriction_lifted",
                                        "erasure_requested",
                                        "erased",
                                        "informed",
                                        "collected",
                                        "contacted",
                                        "fact",
                                        "hold",
                                        "hold_lifted",
                                        "linked",
                                        "unlinked",
                                        "voided"};

std::string value_text(const RawValue& value) {
  if (const auto* answer = std::get_if<bool>(&value)) return *answer ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return fmt::format("\"{}\"", std::get<std::string>(value));
}

std::string instant_text(Instant t) { return t == kNever ? "never" : time::format_rfc3339(t); }

class StepDump {
 public:
  StepDump(const model::Model& model, std::string& text) : model_(model), text_(text) {}

  void operator()(const model::ScenarioGiven& given) const {
    for (const Event& event : given.events) add_event(event);
  }
  void operator()(const model::ScenarioAsk& ask) const {
    const Request& request = ask.request;
    add("  ask at {} {} for {}", instant_text(request.at.value_or(kNever)), request.action, request.purpose);
    if (request.channel) add(" by {}", *request.channel);
    add_list("with", request.data);
    if (request.recipient) add(" to {}", *request.recipient);
    for (const auto& [fact, value] : request.facts) add(" given {} = {}", fact, value_text(value));
    if (request.device) add(" on device {}", *request.device);
    text_ += '\n';
  }
  void operator()(const model::ScenarioOn& on) const { add("  on {}\n", instant_text(on.at)); }
  void operator()(const model::ExpectDecision& expect) const {
    add("  expect {}", kOutcomes[static_cast<std::size_t>(expect.outcome)]);
    if (expect.by) add(" by {}", model_.rules[*expect.by].title.name);
    if (expect.nothing_permits) add(" because nothing permits");
    text_ += '\n';
  }
  void operator()(const model::ExpectDuties& expect) const {
    add("  expect {} duties", expect.duties.size());
    for (const model::DutyId duty : expect.duties) add(" {}", model_.duties[duty].title.name);
    text_ += '\n';
  }
  void operator()(const model::ExpectLevels& expect) const {
    add("  expect {} levels", expect.levels.size());
    for (const model::LevelId level : expect.levels) add(" {}", model_.levels[level].title.name);
    text_ += '\n';
  }
  void operator()(const model::ExpectUntil& expect) const { add("  expect until {}\n", instant_text(expect.until)); }
  void operator()(const model::ExpectDue& expect) const {
    add("  expect due {}{} {}\n", expect.data, expect.item ? " item " + *expect.item : std::string(),
        expect.on ? "on " + time::format_date(*expect.on) : std::string("never"));
  }

 private:
  template <class... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) const {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  void add_list(std::string_view word, const std::vector<std::string>& names) const {
    if (!names.empty()) add(" {} {}", word, fmt::join(names, ", "));
  }

  void add_event(const Event& event) const {
    add("  event at {} {}", instant_text(event.at.value_or(kNever)), kEvents[static_cast<std::size_t>(event.kind)]);
    for (const std::string& subject : {event.consent, event.notice, event.fact}) {
      if (!subject.empty()) add(" {}", subject);
    }
    if (event.value) add(" = {}", value_text(*event.value));
    add_list("for", event.purposes);
    add_list("by", event.channels);
    add_list("with", event.data);
    if (event.wording) add(" wording \"{}\"", *event.wording);
    for (const NamedValue& stated : event.facts) add(" given {} = {}", stated.fact, value_text(stated.value));
    if (event.item) add(" item {}", *event.item);
    if (event.recipient) add(" to {}", *event.recipient);
    if (event.customer) add(" of {}", *event.customer);
    if (event.device) add(" on device {}", *event.device);
    text_ += '\n';
  }

  const model::Model& model_;
  std::string& text_;
};

}  // namespace

std::string dump(const model::Model& model, const std::vector<model::Scenario>& scenarios) {
  std::string text;
  for (const model::Scenario& scenario : scenarios) {
    text += fmt::format("scenario \"{}\"\n", scenario.title);
    for (const model::ScenarioStep& step : scenario.steps) std::visit(StepDump(model, text), step.step);
  }
  return text;
}

}  // namespace licet::check
