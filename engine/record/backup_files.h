#pragma once
// Copying the files of a store piece by piece, and removing what was copied in vain. Private to engine/record and
// engine/licet.
//
// Thread rule: pure but for the file system. Memory: for one piece.

#include <cstdint>
#include <engine/record/backup_manifest.h>
#include <engine/record/file_system.h>
#include <engine/record/open_file.h>
#include <filesystem>
#include <licet/result.h>
#include <string>
#include <vector>

namespace licet::record {

/// The bytes from `begin` to before `end`, to the same place. kDamaged if there are fewer.
Result<void> copy_bytes(const OpenFile& from, OpenFile& into, std::uint64_t begin, std::uint64_t end);

/// Size and hash of a file below a directory. kNotFound, kNotReadable.
Result<BackedUpFile> measured(FileSystem& files, const std::filesystem::path& directory, std::string path);

/// The paths of all files in a directory and in its folders, sorted; folders below folders are named as if they were
/// files. kNotFound if there is no such directory.
Result<std::vector<std::string>> paths_below(FileSystem& files, const std::filesystem::path& directory);

/// Makes folders for these paths, where they are missing.
Result<void> make_folders(FileSystem& files, const std::filesystem::path& directory,
                          const std::vector<std::string>& paths);
/// Makes all names in a directory and in its folders durable, and its own.
Result<void> sync_folders(FileSystem& files, const std::filesystem::path& directory);

/// Removes all that is in a directory, as far as the system lets it.
void remove_contents(FileSystem& files, const std::filesystem::path& directory);
/// Removes these directories in their order, up to the first that is not empty; nothing of one that is missing.
void remove_empty(const std::vector<std::filesystem::path>& directories);

}  // namespace licet::record
