#pragma once
// Reads a policy set from disk: a directory with every *.licet below it, or one file; what `use` names is loaded
// first, once. Or from an archive of one, which needs no disk. Source: language.md section 1.
//
// Thread rule: calls are independent. Symbolic links to directories are not followed.

#include <engine/check/check.h>
#include <filesystem>
#include <licet/diagnostic.h>
#include <licet/result.h>

namespace licet::check {

/// A policy set, checked. Without errors `model` is set.
struct PolicyOnDisk {
  std::shared_ptr<const model::Model> model;
  std::vector<model::Scenario> scenarios;
  std::vector<Diagnostic>
      diagnostics;         ///< sorted by file (order of loading) and place; at most limits::kDiagnostics errors
  std::size_t errors = 0;  ///< how many there were, shown or not
  SourceFiles sources;     ///< for places of rules and scenarios
  SetArchive archive;      ///< empty with errors
};

/// Fails only if `path` does not exist or cannot be read, or holds no policy file; what is wrong in a text is a
/// diagnostic, as is a missing `use` or wording file.
Result<PolicyOnDisk> load_policy_set(const std::filesystem::path& path);

/// A policy set of one text that is in no file, such as standard input. `name` stands for its path, a relative one;
/// what it uses, and its wordings, are sought from the current directory.
PolicyOnDisk load_policy_text(std::string text, std::string name);

/// The set that was archived, with the same model, scenarios, digest and archive; no file is touched. Places are in
/// files named relative to the set. Nothing in the archive is trusted: kDamaged if its bytes are not those of a set,
/// kWrongUse if they are but this version of Licet finds an error in the texts. Whether the digest is the one that was
/// asked for is for the caller to compare. `zone_bytes`: LoadedSet::zone_bytes.
Result<PolicyOnDisk> load_archived_set(const SetArchive& archive, std::string zone_bytes = {});

}  // namespace licet::check
