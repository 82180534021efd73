#pragma once
// A store is backed up beside the process that writes it, and put back. What a backup is: docs/backup_format.md; what
// operators do with it: docs/backup.md.
//
// Pure but for the file system. Thread rule: back_up() may run beside a Store, in its process too; restore() alone in
// its directories. No message holds personal data.

#include <cstdint>
#include <filesystem>
#include <licet/clock.h>
#include <licet/instant.h>
#include <licet/result.h>
#include <licet/signed_heads.h>
#include <optional>
#include <string>

namespace licet {

struct BackupOfStore {
  Instant at;                 ///< when it was begun
  std::uint64_t records = 0;  ///< on the record
  std::string root;           ///< of the Merkle tree: `sha256:` and 64 hexadecimal digits
  std::uint64_t files = 0;    ///< that it names
  std::uint64_t bytes = 0;    ///< of them

  friend bool operator==(const BackupOfStore&, const BackupOfStore&) = default;
};

/// Backs up all that was acknowledged when it was called, and maybe more, into a directory that is missing or empty.
/// What was copied is checked as check_record() does, and durable, when it returns. The master key is needed for that;
/// neither it nor the signing key nor the list of erasures beside it is in the backup, nor is the index. Nothing of
/// who was erased before is in it. Of who is erased meanwhile there may be; restore() erases it again. kWrongUse: the
/// target holds something; kDamaged: the store is not as it was written; kNotFound, kNotReadable, kNotWritable; then
/// there is no backup.
Result<BackupOfStore> back_up(const StorePlace& place, const std::filesystem::path& target,
                              const Clock& clock = system_clock());

struct RestoreOptions {
  /// Also if a signed head covers more records than the backup has, or no signed head can tell: the heads in the backup
  /// stay behind, and what is restored has to be signed with a new key of another name.
  bool older = false;
};

struct RestoredStore {
  BackupOfStore backup;
  std::uint64_t records = 0;   ///< on the record of the restored store: those of the backup, and erasures behind them
  std::uint64_t erasures = 0;  ///< that were applied again
  /// Records under the newest head beside the signing key; none if there is no such head, or no signing key was named.
  std::optional<std::uint64_t> head;
  /// The name that no signing key of the restored store may have: heads of more records, or none that is known, bear
  /// it. None if the store may be signed as before. Empty if the backup names none.
  std::optional<std::string> old_origin;
};

/// Puts a backup back as a store in a directory that is missing or empty. `place` names the master key, which must
/// stand elsewhere, with the list of erasures (`KEY.erased`) beside it; and the signing key, if the store was signed.
/// Every file is compared with the backup's manifest; erasures that the backup does not have are applied; the store is
/// checked as check_record() does; then it gets its name. kWrongUse: the directory holds something, or the backup is
/// older than the newest signed head and that was not asked for; kNotFound: there is no backup, no master key, no list
/// of erasures; kDamaged: a file is not as it was backed up, or a signed head contradicts the record; kNotReadable,
/// kNotWritable. After a Failure there is no store.
Result<RestoredStore> restore(const std::filesystem::path& backup, const StorePlace& place,
                              const RestoreOptions& options = {});

}  // namespace licet
