#pragma once
// Backing up and restoring, with the file system as a seam.
//
// Private to engine/licet. Thread rule: as licet/backup.h.

#include <engine/record/backup_manifest.h>
#include <engine/record/file_system.h>
#include <filesystem>
#include <licet/backup.h>

namespace licet {

/// What is told of a backup.
BackupOfStore told_of(const record::BackupManifest& manifest);

/// As restore().
Result<RestoredStore> restore_store(const std::filesystem::path& backup, const StorePlace& place,
                                    const RestoreOptions& options, record::FileSystem& files);

}  // namespace licet
