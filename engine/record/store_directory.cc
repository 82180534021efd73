#include <algorithm>
#include <cerrno>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <unistd.h>

namespace licet::record {
namespace {

std::filesystem::path parent_of(const std::filesystem::path& directory) {
  const std::filesystem::path plain = directory.has_filename() ? directory : directory.parent_path();
  return plain.has_parent_path() ? plain.parent_path() : std::filesystem::path(".");
}

SystemResult<void> make(FileSystem& files, const std::filesystem::path& directory) {
  auto made = files.make_directory(directory.string());
  while (!made && made.error() == EINTR) made = files.make_directory(directory.string());
  return made;
}

/// Digits of a process id, at most.
constexpr std::size_t kLongestId = 20;

/// The holder writes its process id into the lock file; it may be too early to read it.
Failure busy(const OpenFile& lock, const std::filesystem::path& directory) {
  std::string process = "Another process";
  if (const auto text = lock.read(0, kLongestId)) {
    const std::string id = text->substr(0, std::min(text->find_first_not_of("0123456789"), text->size()));
    if (!id.empty()) process = "The process " + id;
  }
  return {FailureKind::kBusy, process + " is writing the store " + directory.string() + "."};
}

}  // namespace

std::filesystem::path directory_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

Result<void> make_directories(FileSystem& files, const std::filesystem::path& directory) {
  // The outermost first, and each name synced before anything is put into it.
  std::vector<std::filesystem::path> wanted = {directory};
  auto made = make(files, directory);
  while (!made && made.error() == ENOENT && parent_of(wanted.back()) != wanted.back()) {
    wanted.push_back(parent_of(wanted.back()));
    made = make(files, wanted.back());
  }
  while (true) {
    const std::filesystem::path path = wanted.back();
    if (!made && made.error() != EEXIST) return tl::unexpected(not_writable(path.string(), made.error()));
    if (made) {
      if (auto synced = sync_directory(files, parent_of(path)); !synced) return synced;
    }
    wanted.pop_back();
    if (wanted.empty()) return {};
    made = make(files, wanted.back());
  }
}

Result<std::vector<std::string>> names_in(FileSystem& files, const std::filesystem::path& directory) {
  auto names = files.entries(directory.string());
  while (!names && names.error() == EINTR) names = files.entries(directory.string());
  if (!names) return tl::unexpected(not_readable(directory.string(), names.error()));
  return std::move(*names);
}

Result<OpenFile> lock_for_writing(FileSystem& files, const std::filesystem::path& directory) {
  const std::string path = (directory / kLockName).string();
  auto lock = OpenFile::open(files, path, O_RDWR | O_CREAT);
  if (!lock) return tl::unexpected(not_writable(path, lock.error()));
  const auto locked = lock->lock();
  if (!locked) return tl::unexpected(locked.error());
  if (!*locked) return tl::unexpected(busy(*lock, directory));
  if (auto emptied = lock->truncate(0); !emptied) return tl::unexpected(emptied.error());
  if (auto named = lock->write_all(std::to_string(::getpid()) + "\n"); !named) return tl::unexpected(named.error());
  return std::move(*lock);
}

Result<void> rename_file(FileSystem& files, const std::filesystem::path& from, const std::filesystem::path& to) {
  auto renamed = files.rename(from.string(), to.string());
  while (!renamed && renamed.error() == EINTR) renamed = files.rename(from.string(), to.string());
  if (!renamed) return tl::unexpected(not_writable(to.string(), renamed.error()));
  return {};
}

Result<void> remove_file(FileSystem& files, const std::filesystem::path& path) {
  auto removed = files.remove(path.string());
  while (!removed && removed.error() == EINTR) removed = files.remove(path.string());
  if (!removed && removed.error() != ENOENT) return tl::unexpected(not_writable(path.string(), removed.error()));
  return {};
}

Result<void> sync_directory_and_parent(FileSystem& files, const std::filesystem::path& directory) {
  if (auto synced = sync_directory(files, directory); !synced) return synced;
  auto parent = OpenFile::open(files, parent_of(directory).string(), O_RDONLY | O_DIRECTORY);
  // A parent that this process may not read is not its own making, so its names were there before.
  if (!parent && parent.error() == EACCES) return {};
  if (!parent) return tl::unexpected(not_writable(parent_of(directory).string(), parent.error()));
  return parent->sync();
}

}  // namespace licet::record
