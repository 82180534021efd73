#include <algorithm>
#include <charconv>
#include <engine/base/hexadecimal.h>
#include <engine/facts/index_generations.h>
#include <engine/record/crc32c.h>
#include <engine/record/open_file.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <optional>
#include <string>

namespace licet::facts {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCurrent = "current";
constexpr const char* kCurrentMade = "current.new";
constexpr std::string_view kTitle = "licet-facts 1 ";
constexpr std::size_t kLineBytes = 64;  ///< more than the longest has

std::optional<std::uint64_t> generation_of(std::string_view name) {
  std::uint64_t number = 0;
  const auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (wrong != std::errc() || end != name.data() + name.size() || std::to_string(number) != name) return std::nullopt;
  return number;
}

std::string line_of(std::uint64_t generation) {
  std::string line = std::string(kTitle) + std::to_string(generation) + ' ';
  const std::uint32_t sum = record::crc32c(line);
  append_hexadecimal(line, sum);
  return line + '\n';
}

/// The generation whose line this is, to the last byte.
std::optional<std::uint64_t> generation_in(std::string_view line) {
  if (line.substr(0, kTitle.size()) != kTitle) return std::nullopt;
  const std::string_view rest = line.substr(kTitle.size());
  const auto generation = generation_of(rest.substr(0, rest.find(' ')));
  if (generation && line_of(*generation) == line) return generation;
  return std::nullopt;
}

Failure not_written(const fs::path& path, int error) { return record::not_writable(path.string(), error); }

}  // namespace

fs::path generation_path(const fs::path& directory, std::uint64_t generation) {
  return directory / std::to_string(generation);
}

Result<std::uint64_t> current_generation(const fs::path& directory, record::FileSystem& files) {
  const fs::path path = directory / kCurrent;
  const auto file = record::OpenFile::open(files, path.string(), O_RDONLY);
  if (!file) {
    if (file.error() != ENOENT) return tl::unexpected(record::not_readable(path.string(), file.error()));
    return tl::unexpected(Failure{FailureKind::kNotFound, path.string() + " is missing."});
  }
  const auto line = file->read(0, kLineBytes);
  if (!line) return tl::unexpected(line.error());
  const auto generation = generation_in(*line);
  if (generation) return *generation;
  return tl::unexpected(Failure{FailureKind::kDamaged,
                                path.string() + " is damaged: it is not as it was written. The index can be made anew "
                                                "from the record."});
}

Result<std::uint64_t> add_generation(const fs::path& directory, record::FileSystem& files) {
  std::error_code wrong;
  if (!fs::is_directory(directory, wrong)) {
    if (const auto made = files.make_directory(directory.string()); !made) {
      return tl::unexpected(not_written(directory, made.error()));
    }
  }
  const auto names = files.entries(directory.string());
  if (!names) return tl::unexpected(record::not_readable(directory.string(), names.error()));
  std::uint64_t last = 0;
  for (const std::string& name : *names) last = std::max(last, generation_of(name).value_or(0));
  const fs::path path = generation_path(directory, last + 1);
  if (const auto made = files.make_directory(path.string()); !made) {
    return tl::unexpected(not_written(path, made.error()));
  }
  return last + 1;
}

Result<void> serve_generation(const fs::path& directory, std::uint64_t generation, record::FileSystem& files) {
  const fs::path made = directory / kCurrentMade;
  auto file = record::OpenFile::open(files, made.string(), O_WRONLY | O_CREAT | O_TRUNC);
  if (!file) return tl::unexpected(not_written(made, file.error()));
  if (auto written = file->write_all(line_of(generation)); !written) return written;
  if (auto synced = file->sync(); !synced) return synced;
  // The names within the generation, and its own, come before the name that serves it.
  if (auto synced = record::sync_directory_and_parent(files, generation_path(directory, generation)); !synced) {
    return synced;
  }
  const fs::path current = directory / kCurrent;
  if (const auto renamed = files.rename(made.string(), current.string()); !renamed) {
    return tl::unexpected(not_written(current, renamed.error()));
  }
  return record::sync_directory_and_parent(files, directory);
}

Result<void> remove_generations_but(const fs::path& directory, std::uint64_t generation, record::FileSystem& files) {
  const auto names = files.entries(directory.string());
  if (!names) return tl::unexpected(record::not_readable(directory.string(), names.error()));
  bool removed = false;
  for (const std::string& name : *names) {
    const auto found = generation_of(name);
    if ((!found || *found == generation) && name != kCurrentMade) continue;
    if (found) {
      const fs::path path = directory / name;
      const auto within = files.entries(path.string());
      if (!within) return tl::unexpected(record::not_readable(path.string(), within.error()));
      for (const std::string& file : *within) {
        if (const auto gone = files.remove((path / file).string()); !gone) {
          return tl::unexpected(not_written(path / file, gone.error()));
        }
      }
    }
    std::error_code wrong;
    fs::remove(directory / name, wrong);
    if (wrong) return tl::unexpected(not_written(directory / name, wrong.value()));
    removed = true;
  }
  return removed ? record::sync_directory(files, directory) : Result<void>();
}

}  // namespace licet::facts
