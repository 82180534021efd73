// A backup is read: whether it is all that its manifest names, and its files copied back.
#include <algorithm>
#include <cerrno>
#include <engine/record/backup_files.h>
#include <engine/record/log_backup.h>
#include <engine/record/segment.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

Failure damaged(const std::filesystem::path& file, const char* what) {
  return {FailureKind::kDamaged, "The backup cannot be used: " + file.string() + what};
}

Result<BackupManifest> read_manifest_of(const std::filesystem::path& backup, FileSystem& files) {
  const std::string path = (backup / kManifestName).string();
  const auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && (file.error() == ENOENT || file.error() == ENOTDIR)) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "There is no backup in " + backup.string() +
                                                              ": it has no manifest, which is written last."});
  }
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  if (*size > kManifestBytes) return tl::unexpected(damaged(path, " is not as it was written."));
  const auto bytes = file->read(0, static_cast<std::size_t>(*size) + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  if (auto manifest = read_manifest(*bytes)) return std::move(*manifest);
  return tl::unexpected(damaged(path, " is not as it was written."));
}

bool is_head(const BackedUpFile& file) { return file.path.starts_with("heads/"); }

/// What is copied is what was compared: each piece is read once.
Result<void> copy_file(const std::filesystem::path& backup, const BackedUpFile& listed,
                       const std::filesystem::path& into, bool compare_only, FileSystem& files) {
  const std::filesystem::path source = backup / listed.path;
  const auto from = OpenFile::open(files, source.string(), O_RDONLY);
  if (!from) return tl::unexpected(not_readable(source.string(), from.error()));
  const auto size = from->size();
  if (!size) return tl::unexpected(size.error());
  if (*size != listed.size) return tl::unexpected(damaged(source, " has another length than when it was written."));
  const std::string path = (into / listed.path).string();
  OpenFile copy;
  if (!compare_only) {
    auto made = OpenFile::open(files, path, O_WRONLY | O_CREAT | O_EXCL);
    if (!made) return tl::unexpected(not_writable(path, made.error()));
    copy = std::move(*made);
  }
  Sha256 hash;
  for (std::uint64_t place = 0; place < listed.size;) {
    const auto piece =
        from->read(place, static_cast<std::size_t>(std::min<std::uint64_t>(listed.size - place, kPieceBytes)));
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) return tl::unexpected(damaged(source, " has another length than when it was written."));
    hash.add(*piece);
    if (!compare_only) {
      if (auto written = copy.write_at(place, *piece); !written) return written;
    }
    place += piece->size();
  }
  if (hash.finish() != listed.hash) return tl::unexpected(damaged(source, " is not as it was written."));
  return compare_only ? Result<void>() : copy.sync();
}

}  // namespace

Result<BackupManifest> read_backup(const std::filesystem::path& backup, FileSystem& files) {
  auto manifest = read_manifest_of(backup, files);
  if (!manifest) return manifest;
  const auto there = paths_below(files, backup);
  if (!there) return tl::unexpected(there.error());
  std::vector<std::string> named = {kManifestName};
  for (const BackedUpFile& file : manifest->files) named.push_back(file.path);
  std::sort(named.begin(), named.end());
  for (const std::string& path : *there) {
    if (std::binary_search(named.begin(), named.end(), path)) continue;
    return tl::unexpected(damaged(backup / path, " does not belong to it."));
  }
  for (const std::string& path : named) {
    if (std::binary_search(there->begin(), there->end(), path)) continue;
    return tl::unexpected(damaged(backup / path, " is missing."));
  }
  return manifest;
}

Result<void> copy_backup(const std::filesystem::path& backup, const BackupManifest& manifest,
                         const std::filesystem::path& into, bool with_heads, FileSystem& files) {
  std::vector<std::string> paths;
  for (const BackedUpFile& file : manifest.files) {
    if (with_heads || !is_head(file)) paths.push_back(file.path);
  }
  if (auto made = make_folders(files, into, paths); !made) return made;
  const std::string last = segment_path({}, 0).generic_string();
  const BackedUpFile* first_segment = nullptr;
  for (const BackedUpFile& file : manifest.files) {
    if (file.path == last) {
      first_segment = &file;
      continue;
    }
    if (auto copied = copy_file(backup, file, into, is_head(file) && !with_heads, files); !copied) return copied;
  }
  if (first_segment == nullptr) return tl::unexpected(damaged(backup / last, " is missing."));
  // A power cut that left it, but not the names of the others, would leave a record that opens and is shorter.
  if (auto named = sync_folders(files, into); !named) return named;
  if (auto copied = copy_file(backup, *first_segment, into, false, files); !copied) return copied;
  return sync_folders(files, into);
}

}  // namespace licet::record
