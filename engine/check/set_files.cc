#include <algorithm>
#include <engine/check/set_files.h>
#include <fstream>
#include <string_view>
#include <system_error>

namespace licet::check {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".licet";

constexpr std::size_t kReadStep = std::size_t{1} << 20U;

tl::unexpected<Failure> failure(FailureKind kind, const fs::path& path, std::string_view what) {
  return tl::unexpected(Failure{kind, "\"" + path.generic_string() + "\" " + std::string(what) + "."});
}

Result<SetFiles> list_directory(const fs::path& root) {
  SetFiles set{root, {}};
  std::error_code error;
  fs::recursive_directory_iterator entry(root, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (!entry->path().filename().generic_string().ends_with(kExtension)) continue;
    std::error_code entry_error;
    const fs::file_status status = entry->status(entry_error);
    // A link that leads nowhere would otherwise silently take its rules out of the set.
    if (!fs::exists(status)) return failure(FailureKind::kNotReadable, entry->path(), "cannot be read");
    if (fs::is_regular_file(status)) set.files.push_back(entry->path().lexically_relative(root).generic_string());
  }
  if (error) return failure(FailureKind::kNotReadable, root, "cannot be read whole");
  if (set.files.empty()) return failure(FailureKind::kNotFound, root, "holds no policy file (*.licet)");
  std::sort(set.files.begin(), set.files.end());
  return set;
}

}  // namespace

Result<SetFiles> list_set_files(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    if (status.type() == fs::file_type::not_found) return failure(FailureKind::kNotFound, path, "does not exist");
    return failure(FailureKind::kNotReadable, path, "cannot be read");
  }
  fs::path normal = path.lexically_normal();
  if (!normal.has_filename()) normal = normal.parent_path();
  if (fs::is_directory(status)) return list_directory(normal);
  return SetFiles{normal.parent_path(), {normal.filename().generic_string()}};
}

std::optional<std::string> read_bytes(const fs::path& path, std::size_t most) {
  std::error_code error;
  if (fs::is_directory(path, error)) return std::nullopt;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string bytes;
  while (stream && bytes.size() <= most) {
    const std::size_t before = bytes.size();
    bytes.resize(before + std::min(kReadStep, most + 1 - before));
    stream.read(bytes.data() + before, static_cast<std::streamsize>(bytes.size() - before));
    bytes.resize(before + static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return std::nullopt;
  return bytes;
}

std::string identity_of(const fs::path& path) {
  std::error_code error;
  const fs::path canonical = fs::canonical(path, error);
  return error ? std::string() : canonical.generic_string();
}

}  // namespace licet::check
