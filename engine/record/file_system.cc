#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <engine/record/file_system.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace licet::record {
namespace {

SystemResult<void> outcome(int returned) {
  if (returned == 0) return {};
  return tl::unexpected(errno);
}

SystemResult<std::size_t> bytes(ssize_t returned) {
  if (returned >= 0) return static_cast<std::size_t>(returned);
  return tl::unexpected(errno);
}

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

class SystemFiles final : public FileSystem {
 public:
  SystemResult<int> open(const std::string& path, int flags) override {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (file >= 0) return file;
    return tl::unexpected(errno);
  }
  void close(int file) override { ::close(file); }
  SystemResult<std::size_t> read(int file, std::span<char> into, std::uint64_t offset) override {
    return bytes(::pread(file, into.data(), into.size(), static_cast<off_t>(offset)));
  }
  SystemResult<std::size_t> write(int file, std::string_view text) override {
    return bytes(::write(file, text.data(), text.size()));
  }
  SystemResult<std::size_t> write_at(int file, std::string_view text, std::uint64_t offset) override {
    return bytes(::pwrite(file, text.data(), text.size(), static_cast<off_t>(offset)));
  }
  SystemResult<void> sync_data(int file) override { return outcome(::fdatasync(file)); }
  SystemResult<void> sync(int file) override { return outcome(::fsync(file)); }
  SystemResult<void> truncate(int file, std::uint64_t size) override {
    return outcome(::ftruncate(file, static_cast<off_t>(size)));
  }
  SystemResult<std::uint64_t> size(int file) override {
    struct stat status {};
    if (::fstat(file, &status) == 0) return static_cast<std::uint64_t>(status.st_size);
    return tl::unexpected(errno);
  }
  SystemResult<std::uint32_t> mode(int file) override {
    struct stat status {};
    if (::fstat(file, &status) == 0) return static_cast<std::uint32_t>(status.st_mode);
    return tl::unexpected(errno);
  }
  SystemResult<bool> lock(int file) override {
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (::fcntl(file, F_OFD_SETLK, &whole) == 0) return true;
    if (errno == EAGAIN || errno == EACCES) return false;
    return tl::unexpected(errno);
  }
  SystemResult<bool> is_locked(int file) override {
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (::fcntl(file, F_OFD_GETLK, &whole) == 0) return whole.l_type != F_UNLCK;
    return tl::unexpected(errno);
  }
  SystemResult<void> make_directory(const std::string& path) override { return outcome(::mkdir(path.c_str(), 0700)); }
  SystemResult<void> rename(const std::string& from, const std::string& to) override {
    return outcome(::rename(from.c_str(), to.c_str()));
  }
  SystemResult<void> remove(const std::string& path) override { return outcome(::unlink(path.c_str())); }
  SystemResult<std::vector<std::string>> entries(const std::string& path) override {
    const std::unique_ptr<DIR, CloseDirectory> directory(::opendir(path.c_str()));
    if (!directory) return tl::unexpected(errno);
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(directory.get())) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names.emplace_back(name);
      errno = 0;
    }
    if (errno != 0) return tl::unexpected(errno);
    return names;
  }
};

}  // namespace

FileSystem& system_files() {
  static SystemFiles files;
  return files;
}

}  // namespace licet::record
