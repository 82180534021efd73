#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <tools/licet/private_file.h>
#include <unistd.h>
#include <utility>

namespace licet::tool {

namespace {

std::string not_written(const std::string& path) {
  return path + " cannot be written: " + std::generic_category().message(errno);
}

}  // namespace

tl::expected<PrivateFile, std::string> PrivateFile::open(const std::string& path) {
  constexpr mode_t rights = S_IRUSR | S_IWUSR;
  int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, rights);
  const bool is_new = file >= 0;
  if (!is_new && errno == EEXIST) file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, rights);
  if (file < 0) return tl::unexpected(not_written(path));
  return PrivateFile(path, file, is_new);
}

PrivateFile::PrivateFile(PrivateFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), is_new_(other.is_new_) {}

PrivateFile::~PrivateFile() {
  if (file_ < 0) return;
  ::close(file_);
  if (is_new_) ::unlink(path_.c_str());
}

std::string PrivateFile::write(std::string_view bytes) {
  const int file = std::exchange(file_, -1);
  std::string wrong;
  struct stat there {};
  if (::fstat(file, &there) != 0) wrong = not_written(path_);
  // One that was there may be readable for others; a terminal or a pipe is what it is.
  if (wrong.empty() && S_ISREG(there.st_mode) &&
      (::fchmod(file, S_IRUSR | S_IWUSR) != 0 || ::ftruncate(file, 0) != 0)) {
    wrong = not_written(path_);
  }
  while (!bytes.empty() && wrong.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) wrong = not_written(path_);
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(file) != 0 && wrong.empty()) wrong = not_written(path_);
  return wrong;
}

std::string write_private_file(const std::string& path, std::string_view bytes) {
  auto file = PrivateFile::open(path);
  return file ? file->write(bytes) : file.error();
}

}  // namespace licet::tool
