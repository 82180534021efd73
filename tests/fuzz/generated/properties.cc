#include <algorithm>
#include <engine/check/check.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/question.h>
#include <engine/exchange/request_json.h>
#include <fmt/format.h>
#include <grammar/messages.h>
#include <grammar/parse.h>
#include <tests/fuzz/generated/properties.h>

namespace licet::fuzz {
namespace {

constexpr Instant kNow{1'780'000'000'000'000};

bool same(const Findings& a, const Findings& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Finding& x, const Finding& y) {
    return x.code == y.code && x.range == y.range && x.arguments == y.arguments && x.nearest == y.nearest &&
           x.severity == y.severity && x.notes.size() == y.notes.size();
  });
}

bool within(SourceRange range, std::size_t size) {
  return range.source == SourceId() && range.begin <= range.end && range.end <= size;
}

std::string wrong_with_findings(const Findings& findings, const SourceFiles& sources) {
  const std::size_t size = sources.front().text().size();
  for (const Finding& finding : findings) {
    const std::string code = grammar::code_name(finding.code);
    if (!within(finding.range, size)) return code + " lies outside the text";
    for (const FindingNote& note : finding.notes) {
      if (!within(note.range, size)) return code + " has a note outside the text";
    }
    const Diagnostic diagnostic = grammar::describe(finding, sources, Language::kEnglish);
    if (diagnostic.message.empty()) return code + " has no words";
    if (diagnostic.message.find("{0}") != std::string::npos) return code + " lacks an argument";
    if (diagnostic.place.line == 0 || diagnostic.place.column == 0) return code + " has no place";
  }
  return {};
}

check::LoadedSet set_of(syntax::File file, const SourceFiles& sources) {
  check::LoadedSet set;
  set.files.push_back(std::move(file));
  set.paths.push_back(sources.front().path());
  set.sources = sources;
  return set;
}

bool has_error(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::kError; });
}

}  // namespace

std::string wrong_with_policy(const std::string& text, Tally& tally) {
  ++tally.policies;
  const SourceFiles sources{SourceFile("generated.licet", text)};
  grammar::Parsed parsed = grammar::parse(SourceId(), text);
  if (!same(parsed.findings, grammar::parse(SourceId(), text).findings)) return "a second reading finds something else";
  std::string wrong = wrong_with_findings(parsed.findings, sources);
  if (!wrong.empty() || has_error(parsed.findings)) return wrong;

  ++tally.parsed;
  const check::LoadedSet set = set_of(std::move(parsed.file), sources);
  const check::Checked checked = check::check(set);
  wrong = wrong_with_findings(checked.findings, sources);
  if (!wrong.empty()) return wrong;
  if (!same(checked.findings, check::check(set).findings)) return "a second check finds something else";
  if (has_error(checked.findings) == (checked.model != nullptr)) return "there is a model beside errors, or neither";
  tally.checked += checked.model != nullptr ? 1U : 0U;
  return {};
}

std::string wrong_with_event(const std::string& line, const model::Model& model, Tally& tally) {
  ++tally.lines;
  const auto sent = exchange::read_event(line);
  const auto again = exchange::read_event(line);
  if (sent.has_value() != again.has_value()) return "a second reading ends otherwise";
  if (!sent) {
    if (sent.error().message.empty()) return "a refusal has no words";
    return sent.error() == again.error() ? "" : "a second reading refuses otherwise";
  }
  ++tally.read;
  if (sent->event != again->event || sent->canonical != again->canonical) return "a second reading gives another event";
  const auto written = exchange::read_event(exchange::write_event(sent->event));
  if (!written) return "a written event cannot be read: " + written.error().message;
  if (written->event != sent->event) return "a written event is read as another";
  const auto canonical = exchange::read_event(sent->canonical);
  if (!canonical) return "the canonical form cannot be read: " + canonical.error().message;
  if (canonical->canonical != sent->canonical) return "the canonical form has another canonical form";
  const auto refused = exchange::check_event(sent->event, model);
  if (refused != exchange::check_event(sent->event, model)) return "a second check refuses otherwise";
  tally.known += refused ? 0U : 1U;
  return {};
}

std::string wrong_with_request(const std::string& line, const model::Model& model, Tally& tally) {
  ++tally.lines;
  const auto request = exchange::read_request(line);
  if (request != exchange::read_request(line)) return "a second reading gives another request";
  if (!request) return request.error().message.empty() ? "a refusal has no words" : "";
  ++tally.read;
  const auto written = exchange::read_request(exchange::write_request(*request));
  if (!written) return "a written request cannot be read: " + written.error().message;
  if (*written != *request) return "a written request is read as another";
  const auto question = exchange::resolve(*request, model, kNow);
  if (!question) return question.error().field.empty() ? "a refusal names no field" : "";
  ++tally.known;
  if (question->at != request->at.value_or(kNow)) return "the request is asked for another time";
  return {};
}

std::shared_ptr<const model::Model> model_of(const std::string& text) {
  grammar::Parsed parsed = grammar::parse(SourceId(), text);
  if (has_error(parsed.findings)) return nullptr;
  return check::check(set_of(std::move(parsed.file), SourceFiles{SourceFile("generated.licet", text)})).model;
}

}  // namespace licet::fuzz
