#include <atomic>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <tests/crash/file_steps.h>
#include <unistd.h>

namespace licet::crash {
namespace {

std::atomic<std::uint64_t> steps_left{UINT64_MAX};

void step() {
  if (steps_left == UINT64_MAX || --steps_left > 0) return;
  ::kill(::getpid(), SIGKILL);
  while (true) ::pause();
}

/// Pipes, by which the process tells what it has done, are no files.
void step_on(int file) {
  struct stat status {};
  if (::fstat(file, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) step();
}

}  // namespace

void die_at_step(std::uint64_t number) { steps_left = number; }

}  // namespace licet::crash

using licet::crash::step;
using licet::crash::step_on;

// In the place of the C library's.
extern "C" {

ssize_t write(int file, const void* bytes, std::size_t count) {
  step_on(file);
  return ::syscall(SYS_write, file, bytes, count);
}
ssize_t writev(int file, const iovec* parts, int count) {
  step_on(file);
  return ::syscall(SYS_writev, file, parts, count);
}
ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t at) {
  step_on(file);
  return ::syscall(SYS_pwrite64, file, bytes, count, at);
}
ssize_t pwrite64(int file, const void* bytes, std::size_t count, off64_t at) { return pwrite(file, bytes, count, at); }
ssize_t pwritev(int file, const iovec* parts, int count, off_t at) {
  step_on(file);
  // The place in two halves, of which a long holds both.
  return ::syscall(SYS_pwritev, file, parts, count, at, 0L);
}
ssize_t pwritev64(int file, const iovec* parts, int count, off64_t at) { return pwritev(file, parts, count, at); }

int ftruncate(int file, off_t size) noexcept {
  step_on(file);
  return static_cast<int>(::syscall(SYS_ftruncate, file, size));
}
int ftruncate64(int file, off64_t size) noexcept { return ftruncate(file, size); }
int fdatasync(int file) {
  step_on(file);
  return static_cast<int>(::syscall(SYS_fdatasync, file));
}
int fsync(int file) {
  step_on(file);
  return static_cast<int>(::syscall(SYS_fsync, file));
}

int rename(const char* from, const char* to) noexcept {
  step();
  return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int unlink(const char* path) noexcept {
  step();
  return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}
int unlinkat(int directory, const char* path, int flags) noexcept {
  step();
  return static_cast<int>(::syscall(SYS_unlinkat, directory, path, flags));
}
int rmdir(const char* path) noexcept {
  step();
  return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR));
}
int remove(const char* path) noexcept {
  const int file = unlink(path);
  return file == 0 || errno != EISDIR ? file : rmdir(path);
}
int mkdir(const char* path, mode_t mode) noexcept {
  step();
  return static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

}  // extern "C"
