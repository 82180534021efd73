#include <engine/licet/at_the_door.h>
#include <engine/licet/restoring.h>
#include <engine/record/log_backup.h>
#include <utility>

namespace licet {

BackupOfStore told_of(const record::BackupManifest& manifest) {
  BackupOfStore told{manifest.at, manifest.records, "sha256:" + to_hex(manifest.root), manifest.files.size(), 0};
  for (const record::BackedUpFile& file : manifest.files) told.bytes += file.size;
  return told;
}

Result<BackupOfStore> back_up(const StorePlace& place, const std::filesystem::path& target, const Clock& clock) {
  return at_the_door(
      [&]() -> Result<BackupOfStore> {
        record::LogOptions options;
        options.master_key = place.master_key;
        options.signing_key = place.signing_key;
        const auto manifest = record::back_up_log(place.directory, options, target, clock());
        if (!manifest) return tl::unexpected(manifest.error());
        return told_of(*manifest);
      },
      [](Failure failure) -> Result<BackupOfStore> { return tl::unexpected(std::move(failure)); });
}

Result<RestoredStore> restore(const std::filesystem::path& backup, const StorePlace& place,
                              const RestoreOptions& options) {
  return at_the_door([&] { return restore_store(backup, place, options, record::system_files()); },
                     [](Failure failure) -> Result<RestoredStore> { return tl::unexpected(std::move(failure)); });
}

}  // namespace licet
