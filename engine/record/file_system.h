#pragma once
// The system calls that the record makes, behind an interface so that tests can fail every one of them.
//
// Each call returns what the system call returns, or its errno; none is repeated after EINTR here, that is the caller's
// business. Thread rule: system_files() may be used from any thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace licet::record {

template <class T>
using SystemResult = tl::expected<T, int>;

class FileSystem {
 public:
  FileSystem() = default;
  FileSystem(const FileSystem&) = delete;
  FileSystem& operator=(const FileSystem&) = delete;
  virtual ~FileSystem() = default;

  /// A descriptor, closed on exec; new files are readable by their owner only.
  virtual SystemResult<int> open(const std::string& path, int flags) = 0;
  virtual void close(int file) = 0;
  /// Bytes read; 0 at the end of the file.
  virtual SystemResult<std::size_t> read(int file, std::span<char> into, std::uint64_t offset) = 0;
  /// Bytes written at the descriptor's position, possibly fewer than given.
  virtual SystemResult<std::size_t> write(int file, std::string_view bytes) = 0;
  /// Bytes written at `offset`, possibly fewer than given; not for a descriptor opened with O_APPEND.
  virtual SystemResult<std::size_t> write_at(int file, std::string_view bytes, std::uint64_t offset) = 0;
  virtual SystemResult<void> sync_data(int file) = 0;  ///< fdatasync
  virtual SystemResult<void> sync(int file) = 0;       ///< fsync
  virtual SystemResult<void> truncate(int file, std::uint64_t size) = 0;
  virtual SystemResult<std::uint64_t> size(int file) = 0;
  /// The file's kind and permissions, as st_mode has them.
  virtual SystemResult<std::uint32_t> mode(int file) = 0;
  /// An exclusive lock of the open file description, held until it is closed. False if another one holds it.
  virtual SystemResult<bool> lock(int file) = 0;
  /// Whether another open file description holds such a lock; takes none.
  virtual SystemResult<bool> is_locked(int file) = 0;
  virtual SystemResult<void> make_directory(const std::string& path) = 0;
  /// In one step; takes the place of a file that has the name `to`.
  virtual SystemResult<void> rename(const std::string& from, const std::string& to) = 0;
  virtual SystemResult<void> remove(const std::string& path) = 0;  ///< unlink; no directories
  /// Names within a directory, without `.` and `..`.
  virtual SystemResult<std::vector<std::string>> entries(const std::string& path) = 0;
};

/// The real one; lives as long as the program.
FileSystem& system_files();

}  // namespace licet::record
