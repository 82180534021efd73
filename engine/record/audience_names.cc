#include <charconv>
#include <engine/base/hexadecimal.h>
#include <engine/record/audience_names.h>
#include <span>

namespace licet::record {
namespace {

bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

/// A time as it is written has nothing to escape.
bool take_time(std::string_view& text) {
  const std::size_t end = text.find('"');
  if (end == std::string_view::npos || end == 0) return false;
  if (text.substr(0, end).find('\\') != std::string_view::npos) return false;
  text.remove_prefix(end);
  return true;
}

bool take_bytes(std::string_view& text, std::span<std::uint8_t> bytes) {
  if (!read_hexadecimal(text.substr(0, 2 * bytes.size()), bytes)) return false;
  text.remove_prefix(2 * bytes.size());
  return true;
}

bool take_count(std::string_view& text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto length = static_cast<std::size_t>(end - text.data());
  if (error != std::errc() || (length > 1 && text.front() == '0')) return false;
  text.remove_prefix(length);
  return true;
}

}  // namespace

std::optional<AudienceNames> names_of_audience(std::string_view content) {
  AudienceNames names;
  if (!take(content, R"({"recorded":")") || !take_time(content)) return std::nullopt;
  if (!take(content, R"(","run":")") || !take_bytes(content, names.run)) return std::nullopt;
  if (!take(content, R"(","customers":)") || !take_count(content, names.customers)) return std::nullopt;
  if (!take(content, R"(,"root":")") || !take_bytes(content, names.root)) return std::nullopt;
  if (!content.starts_with(R"(",)")) return std::nullopt;
  return names;
}

}  // namespace licet::record
