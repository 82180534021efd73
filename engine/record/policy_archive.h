#pragma once
// Every policy set and every compiled time zone that a record names, kept by its digest. Format:
// docs/record_format.md, "Policy archive".
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

/// The file that holds a policy set in an archive. Precondition: one of the policy files is the main file.
std::string policy_file(const ArchivedPolicy& policy);
/// kDamaged if it has not the form of such a file; kWrongUse for another version. What the digest is of the bytes is
/// for the caller to compare.
Result<ArchivedPolicy> read_policy_file(std::string file);

/// What an archive holds under one digest, at most; more is kLimit, or on disk kDamaged.
inline constexpr std::uint64_t kArchivedBytes = std::uint64_t{1} << 30U;

/// Durable when it returns, the folder's name included. What is there is read before it is relied on, and written anew
/// where it is not whole. kWrongUse if `bytes` do not have the digest, or no policy file is the main file.
Result<void> archive_policy(const std::filesystem::path& directory, const Digest& digest, const ArchivedPolicy& policy,
                            FileSystem& files);
/// kNotFound; kDamaged if it does not have the digest; kWrongUse for another version.
Result<ArchivedPolicy> read_archived_policy(const std::filesystem::path& directory, const Digest& digest,
                                            FileSystem& files);
/// All that are there, whole or not, sorted.
Result<std::vector<Digest>> archived_policies(const std::filesystem::path& directory, FileSystem& files);

/// Likewise the bytes of a compiled time zone, by their SHA-256.
Result<void> archive_zone(const std::filesystem::path& directory, const Digest& digest, std::string_view bytes,
                          FileSystem& files);
Result<std::string> read_archived_zone(const std::filesystem::path& directory, const Digest& digest, FileSystem& files);
Result<std::vector<Digest>> archived_zones(const std::filesystem::path& directory, FileSystem& files);

}  // namespace licet::record
