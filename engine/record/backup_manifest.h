#pragma once
// What a backup of a store consists of: its file `manifest`. Format: docs/backup_format.md.
//
// Thread rule: values and pure functions. What is read is untrusted.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/store_keys.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

inline constexpr const char* kManifestName = "manifest";
inline constexpr std::size_t kManifestBytes = std::size_t{256} << 20U;  ///< at most

struct BackedUpFile {
  std::string path;  ///< below the backup's directory, its parts joined by `/`
  std::uint64_t size = 0;
  Digest hash{};

  friend bool operator==(const BackedUpFile&, const BackedUpFile&) = default;
};

struct BackupManifest {
  LogId log{};
  Instant at;                       ///< when the backup was begun
  std::uint64_t records = 0;        ///< of the record
  Digest root{};                    ///< of the tree over them
  std::vector<BackedUpFile> files;  ///< sorted by path, each once

  friend bool operator==(const BackupManifest&, const BackupManifest&) = default;
};

/// May a backup hold a file of this name?
bool is_backup_path(std::string_view path);

std::string print_manifest(const BackupManifest& manifest);
/// Only the very bytes that print_manifest() writes, with the paths that a backup may hold.
std::optional<BackupManifest> read_manifest(std::string_view bytes);

}  // namespace licet::record
