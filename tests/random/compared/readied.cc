#include <algorithm>
#include <engine/check/check.h>
#include <grammar/messages.h>
#include <grammar/parse.h>
#include <tests/random/compared/readied.h>

namespace licet::random {
namespace {

tl::unexpected<std::string> first_error(const Findings& findings, const SourceFiles& sources) {
  const auto error = std::find_if(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.severity == Severity::kError; });
  if (error == findings.end()) return tl::unexpected<std::string>("there is neither a model nor an error");
  const Diagnostic diagnostic = grammar::describe(*error, sources, Language::kEnglish);
  return tl::unexpected<std::string>(std::to_string(diagnostic.place.line) + ": " + diagnostic.message);
}

}  // namespace

tl::expected<Readied, std::string> ready(const std::string& text, const graph::GraphOptions& options) {
  const SourceFiles sources{SourceFile("policy.licet", text)};
  grammar::Parsed parsed = grammar::parse(SourceId(), text);
  const bool has_error = std::any_of(parsed.findings.begin(), parsed.findings.end(),
                                     [](const Finding& finding) { return finding.severity == Severity::kError; });
  if (has_error) return first_error(parsed.findings, sources);
  check::LoadedSet set;
  set.files.push_back(std::move(parsed.file));
  set.paths.push_back(sources.front().path());
  set.sources = sources;
  check::Checked checked = check::check(set);
  if (checked.model == nullptr) return first_error(checked.findings, sources);
  auto policy = decide::ReadyPolicy::make(checked.model, sources, options);
  if (!policy) return tl::unexpected<std::string>("too large for a graph: " + policy.error().name);
  return Readied{std::move(checked.model), std::move(*policy)};
}

}  // namespace licet::random
