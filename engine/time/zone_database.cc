#include <algorithm>
#include <array>
#include <engine/time/zone_database.h>
#include <fstream>
#include <optional>
#include <system_error>

namespace licet::time {

namespace {

constexpr std::size_t kZoneFileBytes = std::size_t{1} << 20U;
constexpr std::string_view kVersionMark = "# version ";

/// Letters, digits and `_ + - /`, as the theory of the database has it; so no name can leave the directory.
bool is_zone_name(std::string_view name) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+' ||
           c == '-' || c == '/';
  };
  return !name.empty() && name.front() != '/' && std::all_of(name.begin(), name.end(), is_allowed);
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \t\r")); }

std::string_view after_first_word(std::string_view text) {
  text.remove_prefix(first_word(text).size());
  const std::size_t begin = text.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

/// The name that a line `Z NAME …` or `L TARGET NAME` lists; empty for every other line.
std::string_view listed_name(std::string_view line) {
  if (line.starts_with("Z ")) return first_word(after_first_word(line));
  if (line.starts_with("L ")) return first_word(after_first_word(after_first_word(line)));
  return {};
}

/// All bytes of a file, or as many as make plain that it is too long.
std::optional<std::string> read_zone_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  std::array<char, 8192> block{};
  while (file && bytes.size() <= kZoneFileBytes) {
    file.read(block.data(), block.size());
    bytes.append(block.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad() || (bytes.empty() && !file.eof())) return std::nullopt;
  return bytes;
}

}  // namespace

ZoneDatabase::ZoneDatabase(std::filesystem::path directory) : directory_(std::move(directory)) {
  std::ifstream list(directory_ / "tzdata.zi");
  std::string line;
  for (bool first = true; std::getline(list, line); first = false) {
    if (first && line.starts_with(kVersionMark)) {
      version_ = first_word(std::string_view{line}.substr(kVersionMark.size()));
    }
    const std::string_view name = listed_name(line);
    if (is_zone_name(name)) names_.emplace_back(name);
  }
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

Result<std::shared_ptr<const Zone>> ZoneDatabase::load_zone(std::string_view name) const {
  if (!std::binary_search(names_.begin(), names_.end(), name)) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "The time-zone database has no zone of this name."});
  }
  const std::optional<std::string> bytes = read_zone_file(directory_ / name);
  if (!bytes) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "The time-zone database lists the zone " + std::string{name} +
                                                              ", but its file cannot be read."});
  }
  return Zone::from_bytes(name, *bytes);
}

}  // namespace licet::time
