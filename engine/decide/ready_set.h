#pragma once
// A policy set from disk or from an archive, checked and made ready to decide. What is too large for a graph is a
// diagnostic like any other.
//
// Thread rule: calls are independent.

#include <engine/check/load_set.h>
#include <engine/decide/ready_policy.h>

namespace licet::decide {

/// `policy` is set only without errors; the rest as check::PolicyOnDisk.
struct ReadySet {
  std::shared_ptr<const ReadyPolicy> policy;
  std::vector<model::Scenario> scenarios;
  std::vector<Diagnostic> diagnostics;
  std::size_t errors = 0;
};

/// Fails, with kContradiction, only if the engine finds its own graph unsound.
Result<ReadySet> make_ready(check::PolicyOnDisk set);

/// Fails as check::load_policy_set and make_ready.
Result<ReadySet> load_ready_set(const std::filesystem::path& path);

/// The policy as it was when it was archived; touches no file. Fails as check::load_archived_set and make_ready;
/// kWrongUse if a rule is too large for a graph.
Result<std::shared_ptr<const ReadyPolicy>> load_archived_ready(const check::SetArchive& archive,
                                                               std::string zone_bytes = {});

}  // namespace licet::decide
