#include <algorithm>
#include <charconv>
#include <cstdint>
#include <engine/record/erasure_names.h>
#include <engine/record/layout.h>

namespace licet::record {
namespace {

constexpr std::size_t kHolderDigits = 64;

bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

/// A time as it is written has nothing to escape.
bool take_time(std::string_view& text) {
  const std::size_t end = text.find('"');
  if (end == std::string_view::npos || end == 0) return false;
  const std::string_view time = text.substr(0, end);
  if (time.find('\\') != std::string_view::npos) return false;
  text.remove_prefix(end);
  return true;
}

bool take_holder(std::string_view& text) {
  const std::string_view digits = text.substr(0, kHolderDigits);
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (digits.size() != kHolderDigits || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  text.remove_prefix(kHolderDigits);
  return true;
}

std::optional<Slot> take_slot(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto length = static_cast<std::size_t>(end - text.data());
  if (error != std::errc() || (length > 1 && text.front() == '0') || number >= kMaxSlots) return std::nullopt;
  text.remove_prefix(length);
  return Slot{number};
}

}  // namespace

std::optional<ErasureNames> names_of_erasure(std::string_view content) {
  if (!take(content, R"({"recorded":")") || !take_time(content)) return std::nullopt;
  if (!take(content, R"(","holder":")") || !take_holder(content)) return std::nullopt;
  if (!take(content, R"(","slot":)")) return std::nullopt;
  const auto slot = take_slot(content);
  if (!slot || !take(content, R"(,"at":")") || !take_time(content)) return std::nullopt;
  if (!take(content, R"(","into":)")) return std::nullopt;
  const auto into = take_slot(content);
  if (!into || !content.starts_with(',')) return std::nullopt;
  return ErasureNames{*slot, *into};
}

}  // namespace licet::record
