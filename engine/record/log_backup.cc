#include <algorithm>
#include <cerrno>
#include <engine/record/audience_run.h>
#include <engine/record/backup_files.h>
#include <engine/record/durable_end.h>
#include <engine/record/layout.h>
#include <engine/record/log_backup.h>
#include <engine/record/log_creation.h>
#include <engine/record/log_verify.h>
#include <engine/record/policy_archive.h>
#include <engine/record/segment.h>
#include <engine/record/signed_head.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <map>
#include <optional>

namespace licet::record {
namespace {

/// Each round copies only what was recorded during the one before.
constexpr int kMostRounds = 1'000;

constexpr const char* kKeysName = "keys";

/// Copies what counts of a store up to one durable end, whatever its writer does meanwhile.
class LogBackup {
 public:
  LogBackup(const std::filesystem::path& directory, const LogOptions& options, const std::filesystem::path& target,
            FileSystem& files)
      : directory_(directory), options_(options), target_(target), files_(files) {
    options_.access = LogAccess::kRead;
  }

  Result<BackupManifest> make(Instant now) {
    // Before the log's end is known: no head that is copied covers more than it.
    if (auto copied = heads(); !copied) return tl::unexpected(copied.error());
    auto log = Log::open(directory_, options_, files_);
    if (!log) return tl::unexpected(log.error());
    if (auto copied = up_to_an_end(*log); !copied) return tl::unexpected(copied.error());
    if (auto copied = archives(); !copied) return tl::unexpected(copied.error());
    if (auto copied = outcomes(*log); !copied) return tl::unexpected(copied.error());
    auto durable = DurableEnd::open(target_, log->keys().log(), files_);
    if (!durable) return tl::unexpected(durable.error());
    if (auto written = durable->write_both(end_); !written) return tl::unexpected(written.error());
    if (auto sound = verify(); !sound) return tl::unexpected(sound.error());
    BackupManifest manifest{log->keys().log(), now, end_.records, end_.root, {}};
    if (auto listed = list(manifest); !listed) return tl::unexpected(listed.error());
    if (auto written = write(manifest); !written) return tl::unexpected(written.error());
    return manifest;
  }

 private:
  /// From `begin` to before `end`; as far as the file reaches without one. Gives the end.
  Result<std::uint64_t> copy(const std::string& path, std::uint64_t begin, std::optional<std::uint64_t> end) {
    const std::string source = (directory_ / path).string();
    const auto from = OpenFile::open(files_, source, O_RDONLY);
    if (!from && from.error() == ENOENT) {
      return tl::unexpected(Failure{FailureKind::kNotFound, source + " is missing."});
    }
    if (!from) return tl::unexpected(not_readable(source, from.error()));
    if (!end) {
      const auto size = from->size();
      if (!size) return tl::unexpected(size.error());
      end = *size;
    }
    if (auto made = make_folders(files_, target_, {path}); !made) return tl::unexpected(made.error());
    const std::string copied = (target_ / path).string();
    auto into = OpenFile::open(files_, copied, O_WRONLY | O_CREAT);
    if (!into) return tl::unexpected(not_writable(copied, into.error()));
    if (auto done = copy_bytes(*from, *into, begin, *end); !done) return tl::unexpected(done.error());
    if (auto synced = into->sync(); !synced) return tl::unexpected(synced.error());
    return *end;
  }

  Result<void> copy_whole(const std::filesystem::path& file) {
    const auto copied = copy(file.lexically_relative(directory_).generic_string(), 0, std::nullopt);
    return copied ? Result<void>() : tl::unexpected(copied.error());
  }

  Result<void> heads() {
    const std::filesystem::path newest = newest_head_path(directory_);
    const auto there = read_head(newest, files_);
    if (!there) return tl::unexpected(there.error());
    if (*there) {
      if (auto copied = copy_whole(newest); !copied) return copied;
    }
    const auto kept = kept_heads(directory_, files_);
    if (!kept) return tl::unexpected(kept.error());
    for (const std::uint64_t records : *kept) {
      if (auto copied = copy_whole(kept_head_path(directory_, records)); !copied) return copied;
    }
    return {};
  }

  /// An erasure that is recorded behind what is copied may have overwritten some of that: then it is copied as well,
  /// and with it counts as begun.
  Result<void> up_to_an_end(Log& log) {
    end_ = log.end();
    for (int round = 0; round < kMostRounds; ++round) {
      if (auto copied = keys(); !copied) return copied;
      if (auto copied = segments(); !copied) return copied;
      if (auto refreshed = log.refresh(); !refreshed) return refreshed;
      const LogEnd later = log.end();
      const auto erased = holds_erasure(log, end_.records, later.records);
      if (!erased) return tl::unexpected(erased.error());
      if (!*erased) return {};
      end_ = later;
    }
    return tl::unexpected(Failure{
        FailureKind::kBusy, "The store " + directory_.string() + " is erasing without a pause: back it up later."});
  }

  static Result<bool> holds_erasure(const Log& log, std::uint64_t from, std::uint64_t until) {
    for (std::uint64_t number = from; number < until; ++number) {
      const auto bytes = log.leaf(number);
      if (!bytes) return tl::unexpected(bytes.error());
      const auto leaf = read_leaf(*bytes);
      if (leaf && leaf->kind == RecordKind::kErasure) return true;
    }
    return false;
  }

  /// Before the segments: whoever sees a slot erased sees its payloads erased after that.
  Result<void> keys() {
    const auto copied = copy(kKeysName, copied_keys_, end_.slots * kSlotBytes);
    if (!copied) return tl::unexpected(copied.error());
    copied_keys_ = *copied;
    return {};
  }

  Result<void> segments() {
    const auto all = segments_in(directory_, files_);
    if (!all) return tl::unexpected(all.error());
    for (const std::uint64_t first : *all) {
      if (first > end_.segment) break;
      const bool is_last = first == end_.segment;
      const auto [place, is_new] = copied_segments_.emplace(first, Copied{});
      if (place->second.whole) continue;
      const std::string path = segment_path(directory_, first).lexically_relative(directory_).generic_string();
      const auto copied = copy(path, place->second.bytes, is_last ? std::optional(end_.bytes) : std::nullopt);
      if (!copied) return tl::unexpected(copied.error());
      place->second = {*copied, !is_last};
    }
    return {};
  }

  /// Every set and zone was there before a record named it.
  Result<void> archives() {
    const auto policies = archived_policies(directory_, files_);
    if (!policies) return tl::unexpected(policies.error());
    for (const Digest& digest : *policies) {
      if (auto copied = copy_whole(directory_ / "policies" / (to_hex(digest) + ".set")); !copied) return copied;
    }
    const auto zones = archived_zones(directory_, files_);
    if (!zones) return tl::unexpected(zones.error());
    for (const Digest& digest : *zones) {
      if (auto copied = copy_whole(directory_ / "zones" / (to_hex(digest) + ".zone")); !copied) return copied;
    }
    return {};
  }

  /// Each file was there before a record named it.
  Result<void> outcomes(const Log& log) {
    const auto runs = runs_in(directory_, files_);
    if (!runs) return tl::unexpected(runs.error());
    for (const std::uint64_t record : *runs) {
      if (record >= end_.records) break;
      const auto bytes = log.leaf(record);
      if (!bytes) return tl::unexpected(bytes.error());
      const auto leaf = read_leaf(*bytes);
      if (!leaf || leaf->kind != RecordKind::kAudience) continue;
      if (auto copied = copy_whole(run_path(directory_, record)); !copied) return copied;
    }
    return {};
  }

  /// A backup that is found to be damaged when it is needed would be none.
  Result<void> verify() {
    LogOptions options;
    options.master_key = master_key_path(directory_, options_);
    const auto report = verify_log(target_, options, files_);
    if (!report) return tl::unexpected(report.error());
    if (report->findings.empty()) return {};
    return tl::unexpected(
        Failure{FailureKind::kDamaged, "The store " + directory_.string() +
                                           " is not sound, and was not backed up (licet log verify names all of it): " +
                                           report->findings.front().message});
  }

  Result<void> list(BackupManifest& manifest) {
    auto paths = paths_below(files_, target_);
    if (!paths) return tl::unexpected(paths.error());
    for (std::string& path : *paths) {
      auto file = measured(files_, target_, std::move(path));
      if (!file) return tl::unexpected(file.error());
      manifest.files.push_back(std::move(*file));
    }
    return {};
  }

  /// Last, when all that it names is durable.
  Result<void> write(const BackupManifest& manifest) {
    if (auto synced = sync_folders(files_, target_); !synced) return synced;
    const std::filesystem::path path = target_ / kManifestName;
    const std::string unfinished = path.string() + ".new";
    auto file = OpenFile::open(files_, unfinished, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file) return tl::unexpected(not_writable(unfinished, file.error()));
    if (auto written = file->write_all(print_manifest(manifest)); !written) return written;
    if (auto synced = file->sync(); !synced) return synced;
    if (auto renamed = rename_file(files_, unfinished, path); !renamed) return renamed;
    return sync_directory(files_, target_);
  }

  struct Copied {
    std::uint64_t bytes = 0;
    bool whole = false;  ///< it is sealed
  };

  const std::filesystem::path& directory_;
  LogOptions options_;
  const std::filesystem::path& target_;
  FileSystem& files_;
  LogEnd end_;
  std::uint64_t copied_keys_ = 0;
  std::map<std::uint64_t, Copied> copied_segments_;
};

}  // namespace

namespace {

/// The directory and what it lies in, as far as missing; the innermost first.
std::vector<std::filesystem::path> missing_directories(FileSystem& files, const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> missing;
  std::filesystem::path path = directory.has_filename() ? directory : directory.parent_path();
  while (!path.empty()) {
    const auto there = OpenFile::open(files, path.string(), O_RDONLY | O_DIRECTORY);
    if (there || there.error() != ENOENT) break;
    missing.push_back(path);
    path = path.parent_path();
  }
  return missing;
}

}  // namespace

Result<BackupManifest> back_up_log(const std::filesystem::path& directory, const LogOptions& options,
                                   const std::filesystem::path& target, Instant now, FileSystem& files) {
  if (target.empty()) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The backup's directory has an empty name."});
  }
  // Before a target is made for nothing.
  if (const auto log = read_log_id(directory, files); !log && log.error().kind == FailureKind::kNotFound) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "There is no store in " + directory.string() + "."});
  }
  const std::vector<std::filesystem::path> missing = missing_directories(files, target);
  const auto backed_up = [&]() -> Result<BackupManifest> {
    if (auto made = make_directories(files, target); !made) return tl::unexpected(made.error());
    const auto names = names_in(files, target);
    if (!names) return tl::unexpected(names.error());
    if (!names->empty()) {
      return tl::unexpected(Failure{FailureKind::kWrongUse,
                                    target.string() + " is not empty: a backup is made in a directory of its own."});
    }
    auto manifest = LogBackup(directory, options, target, files).make(now);
    if (!manifest) remove_contents(files, target);
    return manifest;
  };
  auto manifest = backed_up();
  if (!manifest) remove_empty(missing);
  return manifest;
}

}  // namespace licet::record
