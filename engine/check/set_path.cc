#include <engine/check/set_path.h>
#include <filesystem>

namespace licet::check {

std::optional<std::string> path_in_set(std::string_view file, std::string_view written) {
  if (written.empty() || written.find('\0') != std::string_view::npos) return std::nullopt;
  const std::filesystem::path path(written);
  if (path.is_absolute()) return std::nullopt;
  return (std::filesystem::path(file).parent_path() / path).lexically_normal().generic_string();
}

}  // namespace licet::check
