#include <engine/decide/ready_set.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/messages.h>
#include <utility>

namespace licet::decide {
namespace {

Diagnostic too_large(const graph::OverBudget& failure, const SourceFiles& sources) {
  Finding finding;
  finding.code = grammar::meaning::kRuleTooLarge;
  finding.range = failure.range;
  finding.arguments = {failure.name, std::to_string(failure.budget)};
  return grammar::describe(finding, sources, Language::kEnglish);
}

}  // namespace

Result<ReadySet> make_ready(check::PolicyOnDisk set) {
  ReadySet ready{nullptr, std::move(set.scenarios), std::move(set.diagnostics), set.errors};
  if (set.model == nullptr) return ready;
  auto made = ReadyPolicy::make(set.model, set.sources, {}, std::move(set.archive));
  if (made) {
    ready.policy = std::move(*made);
  } else if (!made.error().defect.empty()) {
    return tl::unexpected(
        Failure{FailureKind::kContradiction,
                "The decision graph is not sound, so nothing is decided with it: " + made.error().defect});
  } else {
    ready.diagnostics.push_back(too_large(made.error(), set.sources));
    ready.errors = 1;
  }
  return ready;
}

Result<ReadySet> load_ready_set(const std::filesystem::path& path) {
  Result<check::PolicyOnDisk> set = check::load_policy_set(path);
  if (!set) return tl::unexpected(std::move(set.error()));
  return make_ready(std::move(*set));
}

Result<std::shared_ptr<const ReadyPolicy>> load_archived_ready(const check::SetArchive& archive,
                                                               std::string zone_bytes) {
  Result<check::PolicyOnDisk> set = check::load_archived_set(archive, std::move(zone_bytes));
  if (!set) return tl::unexpected(std::move(set.error()));
  Result<ReadySet> ready = make_ready(std::move(*set));
  if (!ready) return tl::unexpected(std::move(ready.error()));
  if (ready->policy == nullptr) return tl::unexpected(check::refused_archive(ready->diagnostics.back()));
  return std::move(ready->policy);
}

}  // namespace licet::decide
