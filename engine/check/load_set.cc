#include <algorithm>
#include <engine/check/archive_reader.h>
#include <engine/check/load_set.h>
#include <engine/check/set_reader.h>
#include <grammar/messages.h>
#include <iterator>
#include <licet/limits.h>
#include <tuple>
#include <utility>

namespace licet::check {

namespace {

PolicyOnDisk checked(SetOnDisk loaded) {
  Checked result = check(loaded.set);
  Findings findings = std::move(loaded.findings);
  std::move(result.findings.begin(), result.findings.end(), std::back_inserter(findings));
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.range, a.code) < std::tie(b.range, b.code);
  });

  PolicyOnDisk policy;
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::kError && ++policy.errors > limits::kDiagnostics) continue;
    const Language language = loaded.set.files[finding.range.source.value].language;
    policy.diagnostics.push_back(grammar::describe(finding, loaded.set.sources, language));
  }
  // A wording that is too large is found while reading, so that check() knows nothing of it.
  if (policy.errors == 0) {
    policy.model = std::move(result.model);
    policy.scenarios = std::move(result.scenarios);
    policy.archive = std::move(result.archive);
  }
  policy.sources = std::move(loaded.set.sources);
  return policy;
}

}  // namespace

Result<PolicyOnDisk> load_policy_set(const std::filesystem::path& path) {
  auto loaded = read_set(path);
  if (!loaded) return tl::unexpected(loaded.error());
  return checked(std::move(*loaded));
}

PolicyOnDisk load_policy_text(std::string text, std::string name) {
  return checked(read_text(std::move(text), std::move(name)));
}

Result<PolicyOnDisk> load_archived_set(const SetArchive& archive, std::string zone_bytes) {
  auto loaded = read_archive(archive);
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  loaded->set.zone_bytes = std::move(zone_bytes);
  PolicyOnDisk policy = checked(std::move(*loaded));
  for (const Diagnostic& diagnostic : policy.diagnostics) {
    if (diagnostic.severity == Severity::kError) return tl::unexpected(refused_archive(diagnostic));
  }
  return policy;
}

}  // namespace licet::check
