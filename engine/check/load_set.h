#pragma once
// Reads a policy set from disk: a directory with every *.licet below it, or one file; what `use` names is loaded
// first, once. Source: language.md section 1.
//
// Thread rule: calls are independent. Symbolic links to directories are not followed.

#include <engine/check/check.h>
#include <filesystem>
#include <licet/diagnostic.h>
#include <licet/result.h>

namespace licet::check {

/// A policy set from disk, checked. Without errors `model` is set.
struct PolicyOnDisk {
  std::shared_ptr<const model::Model> model;
  std::vector<model::Scenario> scenarios;
  std::vector<Diagnostic>
      diagnostics;         ///< sorted by file (order of loading) and place; at most limits::kDiagnostics errors
  std::size_t errors = 0;  ///< how many there were, shown or not
  SourceFiles sources;     ///< for places of rules and scenarios
};

/// Fails only if `path` does not exist or cannot be read, or holds no policy file; what is wrong in a text is a
/// diagnostic, as is a missing `use` or wording file.
Result<PolicyOnDisk> load_policy_set(const std::filesystem::path& path);

/// A policy set of one text that is in no file, such as standard input. `name` stands for its path, a relative one;
/// what it uses, and its wordings, are sought from the current directory.
PolicyOnDisk load_policy_text(std::string text, std::string name);

}  // namespace licet::check
