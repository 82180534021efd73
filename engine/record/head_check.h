#pragma once
// What has to be so before a head is signed: the heads that are there against each other, and against the disk. Private
// to engine/record.
//
// Thread rule: pure but for the file system. Source: docs/record_format.md, "Signed heads".

#include <engine/record/log.h>
#include <engine/record/signed_head.h>
#include <engine/record/signing_key.h>
#include <filesystem>
#include <licet/result.h>
#include <optional>

namespace licet::record {

/// The newest head where it stands in the store and beside the signing key.
struct HeadsThere {
  std::filesystem::path newest_path;
  std::filesystem::path second_path;
  std::optional<SignedHead> newest;
  std::optional<SignedHead> second;

  /// The one over more records; none if there is none.
  const SignedHead* greater() const;
  /// Of the other one, or the only one; 0 if there is none.
  std::uint64_t smaller_size() const;
};

/// kDamaged, kNotReadable.
Result<HeadsThere> read_heads_there(const std::filesystem::path& directory, const std::filesystem::path& signing_key,
                                    FileSystem& files);

/// `end` is the log's. kDamaged says which two contradict each other; other failures are of reading.
Result<void> check_heads(const HeadsThere& heads, const SigningKeys& keys, const Log& log, const LogEnd& end);

}  // namespace licet::record
