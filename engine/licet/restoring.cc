#include <chrono>
#include <engine/facts/durable_store.h>
#include <engine/licet/restoring.h>
#include <engine/record/backup_files.h>
#include <engine/record/erased_list.h>
#include <engine/record/head_check.h>
#include <engine/record/log_backup.h>
#include <engine/record/log_verify.h>
#include <engine/record/signed_head.h>
#include <engine/record/store_directory.h>
#include <engine/time/civil.h>
#include <fmt/format.h>
#include <set>
#include <system_error>
#include <utility>

namespace licet {
namespace {

constexpr const char* kUnfinished = ".restoring";

Failure wrong_use(std::string message) { return {FailureKind::kWrongUse, std::move(message)}; }

std::string counted(std::uint64_t records) { return fmt::format("{} record{}", records, records == 1 ? "" : "s"); }

/// When a file was written, for people; empty where the system does not say.
std::string written_at(const std::filesystem::path& path) {
  std::error_code wrong;
  const auto time = std::filesystem::last_write_time(path, wrong);
  if (wrong) return {};
  const auto since = std::chrono::file_clock::to_sys(time).time_since_epoch();
  // Seconds say enough.
  return time::format_rfc3339({std::chrono::duration_cast<std::chrono::seconds>(since).count() * 1'000'000});
}

/// Removes what was begun, unless it came to its end.
class Unfinished {
 public:
  Unfinished(record::FileSystem& files, std::filesystem::path directory)
      : files_(files), directory_(std::move(directory)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    if (finished_) return;
    record::remove_contents(files_, directory_);
    std::error_code ignored;
    std::filesystem::remove(directory_, ignored);
  }

  const std::filesystem::path& directory() const { return directory_; }
  void is_called(std::filesystem::path&& directory) noexcept { directory_ = std::move(directory); }
  void finish() { finished_ = true; }

 private:
  record::FileSystem& files_;
  std::filesystem::path directory_;
  bool finished_ = false;
};

class Restoring {
 public:
  Restoring(const std::filesystem::path& backup, const StorePlace& place, const RestoreOptions& options,
            record::FileSystem& files)
      : backup_(backup), place_(place), options_(options), files_(files) {
    log_.master_key = place.master_key;
    // `DIR/` and `DIR` are one directory.
    target_ = place.directory.has_filename() ? place.directory : place.directory.parent_path();
  }

  Result<RestoredStore> run() {
    if (auto named = check_places(); !named) return tl::unexpected(named.error());
    auto manifest = record::read_backup(backup_, files_);
    if (!manifest) return tl::unexpected(manifest.error());
    manifest_ = std::move(*manifest);
    restored_.backup = told_of(manifest_);
    if (auto there = check_erasures(); !there) return tl::unexpected(there.error());
    if (auto compared = compare_size(); !compared) return tl::unexpected(compared.error());
    if (auto missing = check_directory(); !missing) return tl::unexpected(missing.error());
    Unfinished copy(files_, unfinished_path());
    if (auto made = record::make_directories(files_, copy.directory()); !made) return tl::unexpected(made.error());
    if (auto copied = record::copy_backup(backup_, manifest_, copy.directory(), !restored_.old_origin, files_);
        !copied) {
      return tl::unexpected(copied.error());
    }
    if (auto compared = compare_record(copy.directory()); !compared) return tl::unexpected(compared.error());
    if (auto erased = apply_erasures(copy.directory()); !erased) return tl::unexpected(erased.error());
    if (auto sound = verify(copy.directory()); !sound) return tl::unexpected(sound.error());
    if (auto synced = record::sync_folders(files_, copy.directory()); !synced) return tl::unexpected(synced.error());
    // Once the store has its name, running out of memory must not be told as a failure to restore it.
    std::filesystem::path name = target_;
    if (auto named = record::rename_file(files_, copy.directory(), target_); !named) {
      return tl::unexpected(named.error());
    }
    copy.is_called(std::move(name));
    if (auto synced = record::sync_directory_and_parent(files_, target_); !synced) {
      return tl::unexpected(synced.error());
    }
    copy.finish();
    return std::move(restored_);
  }

 private:
  std::filesystem::path unfinished_path() const { return target_.string() + kUnfinished; }

  Result<void> check_places() const {
    if (target_.empty()) return tl::unexpected(wrong_use("The store's directory has an empty name."));
    if (place_.master_key.empty()) {
      return tl::unexpected(wrong_use("Name the master key (--master-key FILE): a backup does not hold it."));
    }
    const auto key = record::read_master_key(place_.master_key, files_);
    return key ? Result<void>() : tl::unexpected(key.error());
  }

  /// Who was erased after the backup was made is in it, and only the list tells.
  Result<void> check_erasures() const {
    const std::filesystem::path path = record::erased_list_path(place_.master_key);
    const auto list = record::ErasedList::open(path, manifest_.log, false, files_);
    if (!list) return tl::unexpected(list.error());
    if (list->is_begun()) return {};
    return tl::unexpected(Failure{
        FailureKind::kNotFound,
        "There is no list of erasures in " + path.string() +
            ". It names, in a form that tells nothing about anyone, who was erased; without it people who were erased "
            "after the backup was made would be back in the store. It stands beside the master key that the store was "
            "used with last: put it there from that place, or from your newest copy of it."});
  }

  Result<void> compare_size() {
    if (place_.signing_key.empty()) {
      if (options_.older) restored_.old_origin = origin_in_backup();
      return {};
    }
    auto keys = record::read_signing_keys(place_.signing_key, files_);
    if (!keys) return tl::unexpected(keys.error());
    keys_ = std::move(*keys);
    const std::filesystem::path path = record::second_head_path(place_.signing_key);
    auto head = record::read_head(path, files_);
    if (!head) return tl::unexpected(head.error());
    head_ = std::move(*head);
    if (!head_) {
      if (options_.older) restored_.old_origin = keys_->origin();
      return {};
    }
    if (!record::verify_checkpoint(head_->note, keys_->log())) {
      return tl::unexpected(
          Failure{FailureKind::kDamaged, "The signed head " + path.string() + " is not of the signing key beside it."});
    }
    restored_.head = head_->checkpoint.size;
    if (head_->checkpoint.size <= manifest_.records) return {};
    if (options_.older) {
      restored_.old_origin = keys_->origin();
      return {};
    }
    const std::string when = written_at(path);
    return tl::unexpected(wrong_use(fmt::format(
        "The backup is older than the store was: it was made at {} and has {}; the signed head {}{} covers {}. Restore "
        "the newest backup. Only if there is none that is newer, restore this one with --older: the records behind it "
        "are lost then, and the store needs a new signing key with another name than {}.",
        time::format_rfc3339(manifest_.at), counted(manifest_.records), path.string(),
        when.empty() ? "" : " of " + when, counted(head_->checkpoint.size), keys_->origin())));
  }

  /// Of the newest head in the backup.
  std::string origin_in_backup() const {
    const auto newest = record::read_head(record::newest_head_path(backup_), files_);
    return newest && *newest ? (*newest)->checkpoint.origin : std::string();
  }

  Result<void> check_directory() const {
    const auto names = files_.entries(target_.string());
    if (names && !names->empty()) {
      return tl::unexpected(
          wrong_use(target_.string() + " is not empty: a backup is restored into a directory of its own."));
    }
    const std::filesystem::path made = unfinished_path();
    if (const auto begun = files_.entries(made.string())) {
      return tl::unexpected(wrong_use(made.string() + " is left from a restore that was interrupted: remove it."));
    }
    return {};
  }

  /// The record is the one that the manifest names, and the heads beside the signing key and in the backup agree.
  Result<void> compare_record(const std::filesystem::path& copy) const {
    const auto log = record::Log::open(copy, log_, files_);
    if (!log) return tl::unexpected(log.error());
    const record::LogEnd end = log->end();
    if (log->keys().log() != manifest_.log || end.records != manifest_.records || end.root != manifest_.root) {
      return tl::unexpected(Failure{FailureKind::kDamaged, "The backup " + backup_.string() +
                                                               " contradicts its manifest: it holds another record."});
    }
    if (!head_) return {};
    record::HeadsThere heads{
        record::newest_head_path(backup_), record::second_head_path(place_.signing_key), {}, head_};
    auto newest = record::read_head(heads.newest_path, files_);
    if (!newest) return tl::unexpected(newest.error());
    heads.newest = std::move(*newest);
    if (restored_.old_origin) {
      // The newer one covers what is not here: what can be compared is the backup's own.
      heads.second = heads.newest;
      heads.second_path = heads.newest_path;
    }
    return record::check_heads(heads, *keys_, *log, end);
  }

  Result<void> apply_erasures(const std::filesystem::path& copy) {
    facts::DurableOptions options;
    options.log = log_;
    options.log.access = record::LogAccess::kWrite;
    auto store = facts::DurableStore::open(copy, options, files_);
    if (!store) return tl::unexpected(store.error());
    const record::Log& log = store->log();
    restored_.records = log.end().records;
    // Each is a batch of its own, of one record or several.
    std::set<Instant> batches;
    for (std::uint64_t number = manifest_.records; number < restored_.records; ++number) {
      const auto bytes = log.leaf(number);
      if (!bytes) return tl::unexpected(bytes.error());
      const auto leaf = record::read_leaf(*bytes);
      if (leaf && leaf->kind == record::RecordKind::kErasure) batches.insert(leaf->batch_time);
    }
    restored_.erasures = batches.size();
    return store->close();
  }

  Result<void> verify(const std::filesystem::path& copy) const {
    record::LogOptions options = log_;
    // Of a record that is older than it the head says nothing.
    if (head_ && !restored_.old_origin) options.signing_key = place_.signing_key;
    const auto report = record::verify_log(copy, options, files_);
    if (!report) return tl::unexpected(report.error());
    if (report->findings.empty()) return {};
    return tl::unexpected(Failure{FailureKind::kDamaged, "The backup " + backup_.string() + " holds a store that is " +
                                                             "not sound: " + report->findings.front().message});
  }

  const std::filesystem::path& backup_;
  const StorePlace& place_;
  const RestoreOptions& options_;
  record::FileSystem& files_;
  std::filesystem::path target_;
  record::LogOptions log_;
  record::BackupManifest manifest_;
  std::optional<record::SigningKeys> keys_;
  std::optional<record::SignedHead> head_;  ///< the newest beside the signing key
  RestoredStore restored_;
};

}  // namespace

Result<RestoredStore> restore_store(const std::filesystem::path& backup, const StorePlace& place,
                                    const RestoreOptions& options, record::FileSystem& files) {
  return Restoring(backup, place, options, files).run();
}

}  // namespace licet
