#pragma once
// The directory of a store: made durably, and locked by the one process that writes it. Private to engine/record.
//
// Thread rule: pure but for the file system.

#include <engine/record/open_file.h>
#include <filesystem>
#include <string>
#include <vector>

namespace licet::record {

inline constexpr const char* kLockName = "lock";

/// Where a file stands: `.` where its path does not say.
std::filesystem::path directory_of(const std::filesystem::path& path);

/// Makes the directory and what it lies in, as far as missing; each one's name is durable when it returns.
Result<void> make_directories(FileSystem& files, const std::filesystem::path& directory);

/// Holds the directory for writing until the file is closed; kBusy, naming the process, if another does.
Result<OpenFile> lock_for_writing(FileSystem& files, const std::filesystem::path& directory);

/// Names within a directory.
Result<std::vector<std::string>> names_in(FileSystem& files, const std::filesystem::path& directory);

/// Gives a file another name, in the place of one that has it. The names are durable after a sync of the directory.
Result<void> rename_file(FileSystem& files, const std::filesystem::path& from, const std::filesystem::path& to);
/// Nothing to do if there is none. Durable after a sync of the directory.
Result<void> remove_file(FileSystem& files, const std::filesystem::path& path);

/// Makes the names in the directory, and its own name, durable.
Result<void> sync_directory_and_parent(FileSystem& files, const std::filesystem::path& directory);

}  // namespace licet::record
