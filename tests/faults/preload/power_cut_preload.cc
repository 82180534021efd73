// A power cut for a whole process: preloaded into it, this keeps what unsynced writes to a store's files replaced, puts
// some of it back at a chosen call, and ends the process there. LMDB's writes are among them, which no interface of
// ours sees.
//
//     LD_PRELOAD=libpower_cut_preload.so LICET_CUT_DIRECTORY=/store LICET_CUT_SEED=7 LICET_CUT_AFTER=40 store_writer …
//
// LICET_CUT_SEED: what of the unsynced is lost follows from it. LICET_CUT_AFTER: so many writes, syncs and cuts of
// files happen before. LICET_CUT_FILE: only those of files whose path holds this are counted. LICET_CUT_LIES: syncs do
// nothing, as of a disk that lies. What is lost is lost by pages of 4 KiB, some by sectors of 512 bytes; LMDB's two
// meta pages whole (docs/store_format.md). Names of files are not lost here; the simulated disk has that.
//
// No sync reaches the disk: the process ends, the machine does not. Nothing is written through maps (LMDB without
// MDB_WRITEMAP), so msync has nothing to do.

#include <algorithm>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

namespace {

constexpr off_t kPage = 4096;
constexpr off_t kSector = 512;
constexpr off_t kMetaPages = 2 * kPage;
constexpr int kCutStatus = 86;

struct WatchedFile {
  std::string path;
  off_t durable_size = 0;
  /// What the disk holds of each page that was written since the last sync: short where the file ended.
  std::map<off_t, std::string> replaced;
};

using FileId = std::pair<dev_t, ino_t>;

std::string told(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

ssize_t read_there(int file, char* into, std::size_t count, off_t at) {
  return ::syscall(SYS_pread64, file, into, count, at);
}
ssize_t write_there(int file, const char* from, std::size_t count, off_t at) {
  return ::syscall(SYS_pwrite64, file, from, count, at);
}

class Watch {
 public:
  Watch()
      : directory_(told("LICET_CUT_DIRECTORY") + '/'),
        counted_(told("LICET_CUT_FILE")),
        lies_(!told("LICET_CUT_LIES").empty()),
        left_(std::strtoull(told("LICET_CUT_AFTER").c_str(), nullptr, 10)),
        random_(std::strtoull(told("LICET_CUT_SEED").c_str(), nullptr, 10)) {}

  /// Keeps what stands there, and then writes. Every writing of the process stands in this lock.
  template <class Call>
  auto write(int file, off_t at, std::size_t count, const Call& call) {
    const std::lock_guard lock(mutex_);
    WatchedFile* const watched = find(file);
    if (watched == nullptr) return call();
    const bool appends = (::fcntl(file, F_GETFL) & O_APPEND) != 0;
    keep(*watched, file, appends ? size_of(file) : at, static_cast<off_t>(count));
    const auto outcome = call();
    const bool is_synced = (::fcntl(file, F_GETFL) & (O_SYNC | O_DSYNC)) != 0;
    cut_if_due(*watched);
    if (is_synced) settle(*watched, file);
    return outcome;
  }

  int truncate(int file, off_t size) {
    const std::lock_guard lock(mutex_);
    WatchedFile* const watched = find(file);
    if (watched != nullptr && size < size_of(file)) keep(*watched, file, size, size_of(file) - size);
    const auto outcome = static_cast<int>(::syscall(SYS_ftruncate, file, size));
    if (watched != nullptr) cut_if_due(*watched);
    return outcome;
  }

  int sync(int file, long call) {
    const std::lock_guard lock(mutex_);
    WatchedFile* const watched = find(file);
    if (watched == nullptr) return static_cast<int>(::syscall(call, file));
    cut_if_due(*watched);
    settle(*watched, file);
    return 0;
  }

 private:
  static off_t size_of(int file) {
    struct stat status {};
    return ::fstat(file, &status) == 0 ? status.st_size : 0;
  }

  WatchedFile* find(int file) {
    struct stat status {};
    if (directory_.size() < 2 || ::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return nullptr;
    const FileId id(status.st_dev, status.st_ino);
    const auto known = files_.find(id);
    char path[PATH_MAX];
    const ssize_t length = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path);
    if (length <= 0) return nullptr;
    std::string name(path, static_cast<std::size_t>(length));
    if (name.compare(0, directory_.size(), directory_) != 0) return nullptr;
    if (known != files_.end()) {
      known->second.path = std::move(name);
      return &known->second;
    }
    WatchedFile& made = files_[id];
    made.path = std::move(name);
    made.durable_size = status.st_size;
    return &made;
  }

  /// A descriptor may be open for writing alone.
  static int open_again(int file, int flags) {
    const std::string path = "/proc/self/fd/" + std::to_string(file);
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path.c_str(), flags | O_CLOEXEC, 0));
  }

  static void keep(WatchedFile& watched, int file, off_t at, off_t count) {
    const int reading = open_again(file, O_RDONLY);
    for (off_t page = at / kPage * kPage; page < at + count; page += kPage) {
      if (watched.replaced.count(page) != 0) continue;
      std::string bytes(kPage, '\0');
      const ssize_t got = page < watched.durable_size ? read_there(reading, bytes.data(), bytes.size(), page) : 0;
      bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
      watched.replaced.emplace(page, std::move(bytes));
    }
    ::syscall(SYS_close, reading);
  }

  void settle(WatchedFile& watched, int file) const {
    if (lies_) return;
    watched.replaced.clear();
    watched.durable_size = size_of(file);
  }

  void cut_if_due(const WatchedFile& watched) {
    if (watched.path.find(counted_) == std::string::npos || left_-- > 0) return;
    // Who reads the map of a file that loses its end sleeps until the process ends.
    for (const int signal : {SIGBUS, SIGSEGV, SIGABRT}) {
      std::signal(signal, [](int) {
        while (true) ::pause();
      });
    }
    for (const auto& each : files_) lose(each.second);
    ::syscall(SYS_exit_group, kCutStatus);
  }

  std::uint64_t dice(std::uint64_t sides) { return random_() % sides; }

  void lose(const WatchedFile& watched) {
    const auto file = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, watched.path.c_str(), O_RDWR | O_CLOEXEC, 0));
    if (file < 0) return;                // it was removed since
    const std::uint64_t fate = dice(4);  // all of it is lost, nothing, or some
    off_t reached = watched.durable_size;
    for (const auto& [page, bytes] : watched.replaced) {
      if (fate == 1 || (fate > 1 && dice(2) == 0)) {
        reached = std::max(reached, std::min(page + kPage, size_of(file)));
        continue;
      }
      std::string before = bytes;
      before.resize(kPage, '\0');
      const bool is_meta = page < kMetaPages && watched.path.find("/data.mdb") != std::string::npos;
      const bool by_sectors = fate == 3 && !is_meta && dice(4) == 0;
      for (off_t sector = 0; sector < kPage; sector += kSector) {
        if (by_sectors && dice(2) == 0) {
          reached = std::max(reached, std::min(page + sector + kSector, size_of(file)));
          continue;
        }
        put_back(file, page + sector, before.data() + sector, page + static_cast<off_t>(bytes.size()));
      }
    }
    // A file that grew has its old length only if nothing beyond it was written; one that was cut may have it again.
    if (size_of(file) > reached && (fate == 0 || dice(2) == 0)) ::syscall(SYS_ftruncate, file, reached);
    ::syscall(SYS_close, file);
  }

  /// No further than the file reaches, or than what stood there did.
  static void put_back(int file, off_t at, const char* bytes, off_t stood_to) {
    const off_t count = std::min(kSector, std::max(size_of(file), stood_to) - at);
    if (count > 0) write_there(file, bytes, static_cast<std::size_t>(count), at);
  }

  std::mutex mutex_;
  std::string directory_;
  std::string counted_;
  bool lies_;
  std::uint64_t left_;
  std::mt19937_64 random_;
  std::map<FileId, WatchedFile> files_;
};

Watch& watch() {
  // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): never destroyed, for threads write until the process ends
  static Watch* const watching = new Watch;
  return *watching;
}

std::size_t bytes_of(const iovec* parts, int count) {
  std::size_t bytes = 0;
  for (int i = 0; i < count; ++i) bytes += parts[i].iov_len;
  return bytes;
}

}  // namespace

extern "C" {

ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t at) {
  return watch().write(file, at, count, [&]() -> ssize_t { return ::syscall(SYS_pwrite64, file, bytes, count, at); });
}
ssize_t pwrite64(int file, const void* bytes, std::size_t count, off64_t at) { return pwrite(file, bytes, count, at); }

ssize_t pwritev(int file, const iovec* parts, int count, off_t at) {
  // The place in two halves, of which a long holds both.
  return watch().write(file, at, bytes_of(parts, count),
                       [&]() -> ssize_t { return ::syscall(SYS_pwritev, file, parts, count, at, 0L); });
}
ssize_t pwritev64(int file, const iovec* parts, int count, off64_t at) { return pwritev(file, parts, count, at); }

ssize_t write(int file, const void* bytes, std::size_t count) {
  const off_t at = ::lseek(file, 0, SEEK_CUR);
  return watch().write(file, at, count, [&]() -> ssize_t { return ::syscall(SYS_write, file, bytes, count); });
}

ssize_t writev(int file, const iovec* parts, int count) {
  const off_t at = ::lseek(file, 0, SEEK_CUR);
  return watch().write(file, at, bytes_of(parts, count),
                       [&]() -> ssize_t { return ::syscall(SYS_writev, file, parts, count); });
}

int ftruncate(int file, off_t size) noexcept { return watch().truncate(file, size); }
int ftruncate64(int file, off64_t size) noexcept { return watch().truncate(file, size); }
int fdatasync(int file) { return watch().sync(file, SYS_fdatasync); }
int fsync(int file) { return watch().sync(file, SYS_fsync); }

}  // extern "C"
