#include <algorithm>
#include <array>
#include <cerrno>
#include <engine/record/key_slots.h>
#include <engine/record/little_endian.h>
#include <engine/record/log_creation.h>
#include <engine/record/payload.h>
#include <engine/record/segment.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr const char* kMasterKeyName = "master.key";
constexpr std::array<std::string_view, 6> kMadeBefore = {kLockName, kMasterKeyName, "keys", "log", "policies", "zones"};

Result<void> make_log_folder(const std::filesystem::path& directory, FileSystem& files) {
  const std::string folder = log_folder(directory).string();
  auto made = files.make_directory(folder);
  while (!made && made.error() == EINTR) made = files.make_directory(folder);
  if (!made && made.error() != EEXIST) return tl::unexpected(not_writable(folder, made.error()));
  return {};
}

Result<void> make_first_segment(const std::filesystem::path& directory, const LogId& log, FileSystem& files) {
  const std::string path = segment_path(directory, 0).string();
  auto file = OpenFile::open(files, path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file) return tl::unexpected(not_writable(path, file.error()));
  SegmentHeader header;
  header.log = log;
  if (auto written = file->write_at(0, segment_header(header)); !written) return written;
  if (auto synced = file->sync(); !synced) return synced;
  return sync_directory(files, log_folder(directory));
}

/// One that a crash left torn in its own place, before there were keys under it, was never used.
Result<SecretKey> make_own_master_key(const std::filesystem::path& directory, const LogOptions& options,
                                      FileSystem& files) {
  const std::filesystem::path path = master_key_path(directory, options);
  auto made = make_master_key(path, files);
  if (made || made.error().kind != FailureKind::kDamaged || !options.master_key.empty()) return made;
  const auto names = names_in(files, directory);
  if (!names) return tl::unexpected(names.error());
  if (std::find(names->begin(), names->end(), "keys") != names->end()) return made;
  if (auto removed = remove_file(files, path); !removed) return tl::unexpected(removed.error());
  return make_master_key(path, files);
}

}  // namespace

std::filesystem::path master_key_path(const std::filesystem::path& directory, const LogOptions& options) {
  return options.master_key.empty() ? directory / kMasterKeyName : options.master_key;
}

Result<void> expect_nothing_else(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files) {
  const auto names = names_in(files, directory);
  if (!names) return tl::unexpected(names.error());
  const std::string own_key = options.master_key.filename().string();
  const bool all_known = std::all_of(names->begin(), names->end(), [&](const std::string& name) {
    return name == own_key || std::find(kMadeBefore.begin(), kMadeBefore.end(), name) != kMadeBefore.end();
  });
  if (all_known) return {};
  return tl::unexpected(Failure{FailureKind::kWrongUse,
                                directory.string() + " holds other files, but no store: name an empty directory."});
}

Result<void> create_log(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files) {
  const auto master = make_own_master_key(directory, options, files);
  if (!master) return tl::unexpected(master.error());
  const auto random = random_bytes(sizeof(LogId));
  if (!random) return tl::unexpected(random.error());
  const auto log = number_at<LogId>(*random, 0);
  const auto slots = KeySlots::create(directory, StoreKeys(*master, log), files);
  if (!slots) return tl::unexpected(slots.error());
  if (auto made = make_log_folder(directory, files); !made) return made;
  if (auto named = sync_directory_and_parent(files, directory); !named) return named;
  return make_first_segment(directory, log, files);
}

}  // namespace licet::record
