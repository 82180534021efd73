#pragma once
// An open file that is closed with its owner, and whole operations on it. Private to engine/record.
//
// EINTR is repeated and short transfers are continued here. Thread rule: one thread at a time, but read(), size()
// and mode() by any number beside it. The FileSystem must outlive the file.

#include <cstdint>
#include <engine/record/file_system.h>
#include <filesystem>
#include <licet/result.h>
#include <string>
#include <string_view>
#include <utility>

namespace licet::record {

class OpenFile {
 public:
  OpenFile() = default;
  OpenFile(OpenFile&& other) noexcept
      : files_(other.files_), file_(std::exchange(other.file_, -1)), path_(std::move(other.path_)) {}
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile() { close(); }

  /// errno of open(2).
  static SystemResult<OpenFile> open(FileSystem& files, std::string path, int flags);

  /// At most `most` bytes from `offset`; fewer only at the end of the file.
  Result<std::string> read(std::uint64_t offset, std::size_t most) const;
  Result<std::uint64_t> size() const;
  Result<std::uint32_t> mode() const;
  Result<void> write_all(std::string_view bytes);
  Result<void> write_at(std::uint64_t offset, std::string_view bytes);
  Result<void> sync_data();
  Result<void> sync();
  Result<void> truncate(std::uint64_t size);
  Result<bool> lock();
  Result<bool> is_locked() const;

  const std::string& path() const { return path_; }

 private:
  OpenFile(FileSystem& files, int file, std::string path) : files_(&files), file_(file), path_(std::move(path)) {}
  void close();

  FileSystem* files_ = nullptr;
  int file_ = -1;
  std::string path_;
};

/// "PATH cannot be written: No space left on device."
Failure not_writable(const std::string& path, int error);
Failure not_readable(const std::string& path, int error);

/// Makes the names in a directory durable.
Result<void> sync_directory(FileSystem& files, const std::filesystem::path& directory);

}  // namespace licet::record
