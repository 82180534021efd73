#pragma once
// Every policy set that a record names, kept by its digest. Format: docs/record_format.md, "Policy archive".
//
// Thread rule: pure but for the file system; archiving by the one writer.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/file_system.h>
#include <filesystem>
#include <licet/result.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

struct ArchivedPolicy {
  std::uint64_t policy_files = 0;  ///< how many files stand before the wordings
  std::string bytes;               ///< those that docs/policy_digest.md describes
  std::uint32_t main_file = 0;     ///< which of the policy files names the set
};

/// Durable when it returns, the folder's name included; nothing to do if it is there and whole. kWrongUse if `bytes` do
/// not have the digest.
Result<void> archive_policy(const std::filesystem::path& directory, const Digest& digest, const ArchivedPolicy& policy,
                            FileSystem& files);
/// kNotFound; kDamaged if it does not have the digest.
Result<ArchivedPolicy> read_archived_policy(const std::filesystem::path& directory, const Digest& digest,
                                            FileSystem& files);
/// All that are there, whole or not, sorted.
Result<std::vector<Digest>> archived_policies(const std::filesystem::path& directory, FileSystem& files);

}  // namespace licet::record
