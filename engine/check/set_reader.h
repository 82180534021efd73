#pragma once
// The files of a policy set from disk, parsed, in order of loading.
//
// What `use` names comes before the file that names it, once, however it is named; a circle of uses is reported and
// broken. Symbolic links to directories are not followed. Thread rule: calls are independent. Source: language.md
// section 1.

#include <engine/check/check.h>
#include <filesystem>
#include <licet/limits.h>
#include <licet/result.h>

namespace licet::check {

/// How much is read; each has its diagnostic.
struct LoadLimits {
  std::size_t file_bytes = limits::kPolicyFileBytes;
  std::size_t set_bytes = limits::kPolicySetBytes;  ///< policy files, and texts of wordings at each mention
  std::size_t files = limits::kPolicySetFiles;
  std::size_t wording_bytes = limits::kWordingFileBytes;
};

struct SetOnDisk {
  LoadedSet set;
  Findings findings;  ///< of the grammar and of missing or too large files; in no order
};

/// Fails as load_policy_set does.
Result<SetOnDisk> read_set(const std::filesystem::path& path, const LoadLimits& limits = {});

/// As load_policy_text.
SetOnDisk read_text(std::string text, std::string name, const LoadLimits& limits = {});

}  // namespace licet::check
