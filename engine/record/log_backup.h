#pragma once
// A store's record in another directory: copied beside the process that writes it, and copied back.
//
// Thread rule: pure but for the file system; back_up_log() may run beside the writer, in its process too. What is
// copied is encrypted as in the store; no key is among it, and no index. Format: docs/backup_format.md.

#include <engine/record/backup_manifest.h>
#include <engine/record/file_system.h>
#include <engine/record/log.h>
#include <filesystem>
#include <licet/instant.h>
#include <licet/result.h>

namespace licet::record {

/// Backs a store up into a directory that is missing or empty. What was copied has been checked like a store, with
/// contents, and is durable when it returns. Of `options` where the keys stand counts. kWrongUse: the target holds
/// something; kDamaged: the store is not as it was written; kBusy: erasures left no moment to copy the last records;
/// kNotFound, kNotReadable, kNotWritable. After a Failure there is no backup, and nothing that was made for one, the
/// directory included, as far as the system lets it be removed. Cost: every byte of the record is read three times.
Result<BackupManifest> back_up_log(const std::filesystem::path& directory, const LogOptions& options,
                                   const std::filesystem::path& target, Instant now,
                                   FileSystem& files = system_files());

/// The manifest of a backup that holds just the files that it names. kNotFound: there is none; kDamaged, naming a file
/// that is missing or should not be there; kNotReadable.
Result<BackupManifest> read_backup(const std::filesystem::path& backup, FileSystem& files = system_files());

/// Copies the files into a directory that is there, and compares each with the manifest; durable when it returns. The
/// segment without which it is no store comes last. Without `with_heads` signed heads are compared, but stay behind.
/// kDamaged, naming a file that is not as it was backed up.
Result<void> copy_backup(const std::filesystem::path& backup, const BackupManifest& manifest,
                         const std::filesystem::path& into, bool with_heads, FileSystem& files = system_files());

}  // namespace licet::record
