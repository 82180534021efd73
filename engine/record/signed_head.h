#pragma once
// Signed heads as files: where they stand, and how they are read and put there. Source: docs/record_format.md, "Files"
// and "Signed heads".
//
// Thread rule: values; pure but for the file system.

#include <cstdint>
#include <engine/record/checkpoint.h>
#include <engine/record/file_system.h>
#include <engine/record/open_file.h>
#include <engine/record/signed_note.h>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::record {

/// A note that is a checkpoint. Whether its signatures are good, who reads it has to verify.
struct SignedHead {
  Checkpoint checkpoint;
  SignedNote note;

  friend bool operator==(const SignedHead&, const SignedHead&) = default;
};

/// kDamaged if the text of the note is no checkpoint.
Result<SignedHead> head_of(SignedNote note);

/// Does it bear a signature that is not of its own log's name?
bool is_cosigned(const SignedHead& head);

std::filesystem::path newest_head_path(const std::filesystem::path& directory);
/// Of a head of so many records that is kept for good.
std::filesystem::path kept_head_path(const std::filesystem::path& directory, std::uint64_t records);
/// `KEY.head` beside the signing key.
std::filesystem::path second_head_path(const std::filesystem::path& signing_key);

/// None if there is no such file. kDamaged if it is no head, kNotReadable.
Result<std::optional<SignedHead>> read_head(const std::filesystem::path& path, FileSystem& files);
/// In the place of the one that is there: written under another name, synced, renamed, the directory synced. One that
/// writes a name at a time. kNotWritable.
Result<void> write_head(const std::filesystem::path& path, const SignedNote& note, FileSystem& files);

/// Makes the folder of heads, if it is missing; durable when it returns.
Result<void> make_heads_folder(const std::filesystem::path& directory, FileSystem& files);
/// Held by who changes a kept head, which may be several processes. kBusy if another one does.
Result<OpenFile> lock_kept_heads(const std::filesystem::path& directory, FileSystem& files);
/// Of how many records heads are kept, rising.
Result<std::vector<std::uint64_t>> kept_heads(const std::filesystem::path& directory, FileSystem& files);

}  // namespace licet::record
