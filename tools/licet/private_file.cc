#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <tools/licet/private_file.h>
#include <unistd.h>

namespace licet::tool {

std::string write_private_file(const std::string& path, std::string_view bytes) {
  const auto failed = [&] { return path + " cannot be written: " + std::generic_category().message(errno); };
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return failed();
  std::string wrong;
  struct stat there {};
  if (::fstat(file, &there) != 0) wrong = failed();
  // One that was there may be readable for others; a terminal or a pipe is what it is.
  if (wrong.empty() && S_ISREG(there.st_mode) &&
      (::fchmod(file, S_IRUSR | S_IWUSR) != 0 || ::ftruncate(file, 0) != 0)) {
    wrong = failed();
  }
  while (!bytes.empty() && wrong.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) wrong = failed();
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(file) != 0 && wrong.empty()) wrong = failed();
  return wrong;
}

}  // namespace licet::tool
