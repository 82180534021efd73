#pragma once
// The file of the key that signs a log's heads, and of the keys that it took the place of. Format:
// docs/record_format.md, "Signed heads".
//
// Thread rule: pure but for the file system; one process changes a key's file at a time. The seed is never part of a
// message; memory that held it is overwritten.

#include <engine/record/checkpoint.h>
#include <engine/record/file_system.h>
#include <engine/record/note_key.h>
#include <filesystem>
#include <licet/result.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

inline constexpr std::size_t kSigningKeysBefore = 100;  ///< public keys that a file keeps, at most

/// All have one name, the origin of the heads.
struct SigningKeys {
  NoteSigner signer;
  std::vector<NoteKey> before;  ///< the keys it took the place of, the newest first

  const std::string& origin() const { return signer.key.name; }
  /// Signed by any of them, a head is the log's.
  TrustedLog log() const;
};

/// The default: `signing.key` in the store's directory.
std::filesystem::path signing_key_path(const std::filesystem::path& directory,
                                       const std::filesystem::path& signing_key);

/// Only the very bytes that are written. kNotFound if there is no file; kNotReadable, kDamaged; kWrongUse if others
/// than its owner have any right to it.
Result<SigningKeys> read_signing_keys(const std::filesystem::path& path, FileSystem& files = system_files());

/// Makes a key of this name, durable when it returns; a crash leaves all of it or none. kWrongUse if there is a file
/// of this name already, which is never written over, or if the name is none; kNotWritable; kBusy if another process is
/// making it.
Result<SigningKeys> make_signing_key(const std::filesystem::path& path, std::string_view name,
                                     FileSystem& files = system_files());

/// A new key of the same name, which takes the place of `keys` once replace_signing_keys() returned. kLimit beyond
/// kSigningKeysBefore changes; kNotReadable if the system gives no random numbers.
Result<SigningKeys> next_signing_keys(const SigningKeys& keys);

/// Puts a file in the place of the one that is there, durable when it returns; a crash leaves the one or the other.
/// kNotWritable; kBusy.
Result<void> replace_signing_keys(const std::filesystem::path& path, const SigningKeys& keys,
                                  FileSystem& files = system_files());

}  // namespace licet::record
