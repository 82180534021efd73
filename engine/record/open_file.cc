#include <cerrno>
#include <engine/record/open_file.h>
#include <fcntl.h>
#include <system_error>

namespace licet::record {
namespace {

template <class Call>
auto until_uninterrupted(Call call) {
  auto result = call();
  while (!result && result.error() == EINTR) result = call();
  return result;
}

Failure failure(FailureKind kind, const std::string& path, const char* what, int error) {
  return {kind, path + " " + what + ": " + std::generic_category().message(error) + "."};
}

Result<void> written(const SystemResult<void>& result, const std::string& path) {
  if (result) return {};
  return tl::unexpected(not_writable(path, result.error()));
}

}  // namespace

Failure not_writable(const std::string& path, int error) {
  return failure(FailureKind::kNotWritable, path, "cannot be written", error);
}

Failure not_readable(const std::string& path, int error) {
  return failure(FailureKind::kNotReadable, path, "cannot be read", error);
}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  if (this != &other) {
    close();
    files_ = other.files_;
    file_ = std::exchange(other.file_, -1);
    path_ = std::move(other.path_);
  }
  return *this;
}

void OpenFile::close() {
  if (file_ >= 0) files_->close(std::exchange(file_, -1));
}

SystemResult<OpenFile> OpenFile::open(FileSystem& files, std::string path, int flags) {
  const auto file = until_uninterrupted([&] { return files.open(path, flags); });
  if (!file) return tl::unexpected(file.error());
  return OpenFile(files, *file, std::move(path));
}

Result<std::string> OpenFile::read(std::uint64_t offset, std::size_t most) const {
  std::string bytes(most, '\0');
  std::size_t filled = 0;
  while (filled < most) {
    const auto count =
        until_uninterrupted([&] { return files_->read(file_, std::span(bytes).subspan(filled), offset + filled); });
    if (!count) return tl::unexpected(not_readable(path_, count.error()));
    if (*count == 0) break;
    filled += *count;
  }
  bytes.resize(filled);
  return bytes;
}

Result<std::uint64_t> OpenFile::size() const {
  const auto size = until_uninterrupted([&] { return files_->size(file_); });
  if (!size) return tl::unexpected(not_readable(path_, size.error()));
  return *size;
}

Result<void> OpenFile::write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = until_uninterrupted([&] { return files_->write(file_, bytes); });
    if (!count) return tl::unexpected(not_writable(path_, count.error()));
    if (*count == 0) return tl::unexpected(not_writable(path_, EIO));
    bytes.remove_prefix(*count);
  }
  return {};
}

Result<void> OpenFile::write_at(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = until_uninterrupted([&] { return files_->write_at(file_, bytes, offset); });
    if (!count) return tl::unexpected(not_writable(path_, count.error()));
    if (*count == 0) return tl::unexpected(not_writable(path_, EIO));
    bytes.remove_prefix(*count);
    offset += *count;
  }
  return {};
}

Result<void> OpenFile::sync_data() {
  return written(until_uninterrupted([&] { return files_->sync_data(file_); }), path_);
}

Result<void> OpenFile::sync() {
  return written(until_uninterrupted([&] { return files_->sync(file_); }), path_);
}

Result<void> OpenFile::truncate(std::uint64_t size) {
  return written(until_uninterrupted([&] { return files_->truncate(file_, size); }), path_);
}

Result<std::uint32_t> OpenFile::mode() const {
  const auto mode = until_uninterrupted([&] { return files_->mode(file_); });
  if (!mode) return tl::unexpected(not_readable(path_, mode.error()));
  return *mode;
}

Result<bool> OpenFile::lock() {
  const auto locked = until_uninterrupted([&] { return files_->lock(file_); });
  if (!locked) return tl::unexpected(not_writable(path_, locked.error()));
  return *locked;
}

Result<bool> OpenFile::is_locked() const {
  const auto locked = until_uninterrupted([&] { return files_->is_locked(file_); });
  if (!locked) return tl::unexpected(not_readable(path_, locked.error()));
  return *locked;
}

Result<void> sync_directory(FileSystem& files, const std::filesystem::path& directory) {
  auto opened = OpenFile::open(files, directory.string(), O_RDONLY | O_DIRECTORY);
  if (!opened) return tl::unexpected(not_writable(directory.string(), opened.error()));
  return opened->sync();
}

}  // namespace licet::record
