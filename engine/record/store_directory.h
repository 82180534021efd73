#pragma once
// The directory of a store: made durably, and locked by the one process that writes it. Private to engine/record.
//
// Thread rule: pure but for the file system.

#include <engine/record/open_file.h>
#include <filesystem>

namespace licet::record {

inline constexpr const char* kJournalName = "journal.jsonl";
inline constexpr const char* kLockName = "lock";

/// Makes the directory and what it lies in, as far as missing. kWrongUse if it holds things but no journal.
Result<void> make_store_directory(FileSystem& files, const std::filesystem::path& directory);

/// Holds the directory for writing until the file is closed; kBusy, naming the process, if another does.
Result<OpenFile> lock_for_writing(FileSystem& files, const std::filesystem::path& directory);

/// Makes the names in the directory, and its own name, durable.
Result<void> sync_directory_and_parent(FileSystem& files, const std::filesystem::path& directory);

}  // namespace licet::record
