#include <algorithm>
#include <cerrno>
#include <engine/record/backup_files.h>
#include <engine/record/segment.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <set>
#include <system_error>

namespace licet::record {
namespace {

constexpr std::uint64_t kPieceBytes = std::uint64_t{1} << 20U;

bool is_directory(FileSystem& files, const std::filesystem::path& path) {
  return OpenFile::open(files, path.string(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW).has_value();
}

/// Of paths below a directory, the folders that they name.
std::set<std::string> folders_of(const std::vector<std::string>& paths) {
  std::set<std::string> folders;
  for (const std::string& path : paths) {
    const std::size_t end = path.find('/');
    if (end != std::string::npos) folders.insert(path.substr(0, end));
  }
  return folders;
}

}  // namespace

Result<void> copy_bytes(const OpenFile& from, OpenFile& into, std::uint64_t begin, std::uint64_t end) {
  while (begin < end) {
    const auto piece = from.read(begin, static_cast<std::size_t>(std::min(end - begin, kPieceBytes)));
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) return tl::unexpected(damaged_file(from.path()));
    if (auto written = into.write_at(begin, *piece); !written) return written;
    begin += piece->size();
  }
  return {};
}

Result<BackedUpFile> measured(FileSystem& files, const std::filesystem::path& directory, std::string path) {
  const std::string whole = (directory / path).string();
  const auto file = OpenFile::open(files, whole, O_RDONLY);
  if (!file && file.error() == ENOENT) {
    return tl::unexpected(Failure{FailureKind::kNotFound, whole + " is missing."});
  }
  if (!file) return tl::unexpected(not_readable(whole, file.error()));
  BackedUpFile found{std::move(path), 0, {}};
  Sha256 hash;
  while (true) {
    const auto piece = file->read(found.size, kPieceBytes);
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) break;
    hash.add(*piece);
    found.size += piece->size();
  }
  found.hash = hash.finish();
  return found;
}

Result<std::vector<std::string>> paths_below(FileSystem& files, const std::filesystem::path& directory) {
  std::vector<std::string> paths;
  const auto names = names_in(files, directory);
  if (!names) return tl::unexpected(names.error());
  for (const std::string& name : *names) {
    if (!is_directory(files, directory / name)) {
      paths.push_back(name);
      continue;
    }
    const auto within = names_in(files, directory / name);
    if (!within) return tl::unexpected(within.error());
    for (const std::string& file : *within) paths.push_back((std::filesystem::path(name) / file).generic_string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<void> make_folders(FileSystem& files, const std::filesystem::path& directory,
                          const std::vector<std::string>& paths) {
  for (const std::string& folder : folders_of(paths)) {
    if (auto made = make_directories(files, directory / folder); !made) return made;
  }
  return {};
}

Result<void> sync_folders(FileSystem& files, const std::filesystem::path& directory) {
  const auto paths = paths_below(files, directory);
  if (!paths) return tl::unexpected(paths.error());
  for (const std::string& folder : folders_of(*paths)) {
    if (auto synced = sync_directory(files, directory / folder); !synced) return synced;
  }
  return sync_directory_and_parent(files, directory);
}

void remove_contents(FileSystem& files, const std::filesystem::path& directory) {
  const auto names = names_in(files, directory);
  if (!names) return;
  for (const std::string& name : *names) {
    const std::filesystem::path path = directory / name;
    if (remove_file(files, path)) continue;
    remove_contents(files, path);
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
}

void remove_empty(const std::vector<std::filesystem::path>& directories) {
  for (const std::filesystem::path& path : directories) {
    std::error_code failed;
    if (std::filesystem::is_directory(std::filesystem::symlink_status(path, failed))) {
      std::filesystem::remove(path, failed);
    }
    if (failed) return;
  }
}

}  // namespace licet::record
