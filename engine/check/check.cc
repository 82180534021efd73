#include <algorithm>
#include <cassert>
#include <engine/check/check.h>
#include <engine/check/checking.h>
#include <engine/check/condition_use.h>
#include <engine/check/conditions.h>
#include <engine/check/consents.h>
#include <engine/check/declare.h>
#include <engine/check/facts.h>
#include <engine/check/first_stages.h>
#include <engine/check/headers.h>
#include <engine/check/levels.h>
#include <engine/check/policy_digest.h>
#include <engine/check/retentions.h>
#include <engine/check/rules.h>
#include <engine/check/scenario_lowering.h>
#include <engine/check/validate.h>
#include <engine/check/vocabulary.h>
#include <utility>

namespace licet::check {
namespace {

/// All wordings in source order, notices and consents mixed as they stand.
std::vector<const model::Wording*> wordings_in_source_order(const model::Model& model) {
  std::vector<std::pair<SourceRange, const std::vector<model::Wording>*>> lists;
  for (const model::Notice& notice : model.notices.list) lists.emplace_back(notice.title.range, &notice.wordings);
  for (const model::Consent& consent : model.consents.list) lists.emplace_back(consent.title.range, &consent.wordings);
  std::sort(lists.begin(), lists.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const model::Wording*> wordings;
  for (const auto& [place, list] : lists) {
    for (const model::Wording& wording : *list) wordings.push_back(&wording);
  }
  return wordings;
}

SetArchive archive_of_set(const LoadedSet& set, const model::Model& model) {
  std::vector<model::SetFile> files;
  for (std::size_t i = 0; i < set.files.size(); ++i) files.push_back({set.paths[i], set.sources[i].text()});
  return archive_of(files, wordings_in_source_order(model), set.main_file);
}

}  // namespace

Checked check(const LoadedSet& set) {
  Checking checking(set);
  declare_names(checking);
  check_headers(checking);
  Checked checked;
  if (checking.model->zone) {
    check_vocabulary(checking);
    check_facts(checking);
    check_notices(checking);
    const ConditionUses uses(checking, check_conditions(checking));
    check_consents(checking, uses);
    check_rules(checking, uses);
    check_retentions(checking, uses);
    check_retention_coverage(checking);
    check_levels(checking, uses);
    check_first_stages(checking, uses);
    warn_of_stages_without_end(checking);
    checked.scenarios = lower_scenarios(checking);
  }
  checked.findings = checking.report.finish(set.lost);
  const bool has_errors = std::any_of(checked.findings.begin(), checked.findings.end(),
                                      [](const Finding& finding) { return finding.severity == Severity::kError; });
  if (has_errors || !set.is_complete) {
    checked.scenarios.clear();
    return checked;
  }
  checked.archive = archive_of_set(set, *checking.model);
  checking.model->digest = policy_digest(checked.archive);
  assert(validate(*checking.model).empty());
  checked.model = std::move(checking.model);
  return checked;
}

}  // namespace licet::check
