#include <algorithm>
#include <fmt/core.h>
#include <tools/licet/text_difference.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

/// Texts up to so many bytes are shown whole.
constexpr std::size_t kWhole = 80;
/// Of what is the same, about so many bytes beside the difference.
constexpr std::size_t kBeside = 30;
/// Of one side, at most.
constexpr std::size_t kShown = 400;

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The greatest place up to `place` where a character begins.
std::size_t character_at(std::string_view text, std::size_t place) {
  while (place > 0 && place < text.size() && is_continuation(text[place])) --place;
  return place;
}

/// Where the last `kBeside` bytes before `place` begin, at a word if there is one.
std::size_t words_before(std::string_view text, std::size_t place) {
  if (place <= kBeside) return 0;
  const std::size_t begin = character_at(text, place - kBeside);
  const std::size_t space = text.substr(0, place).find(' ', begin);
  return space == std::string_view::npos ? begin : space + 1;
}

/// Likewise where the first ones from `place` on end.
std::size_t words_behind(std::string_view text, std::size_t place) {
  if (text.size() - place <= kBeside) return text.size();
  const std::size_t end = character_at(text, place + kBeside);
  const std::size_t space = text.rfind(' ', end);
  return space == std::string_view::npos || space <= place ? end : space;
}

std::string part(std::string_view text, std::size_t begin, std::size_t end) {
  std::string shown = begin == 0 ? "" : "…";
  if (end - begin <= kShown) {
    shown += text.substr(begin, end - begin);
    return end == text.size() ? shown : shown + "…";
  }
  const std::size_t cut = character_at(text, begin + kShown);
  shown += text.substr(begin, cut - begin);
  return shown + fmt::format("… ({} bytes more, all of it with --format json)", end - cut);
}

}  // namespace

std::pair<std::string, std::string> where_they_differ(std::string_view one, std::string_view other) {
  const std::string left = one_line(one);
  const std::string right = one_line(other);
  const std::size_t both = std::min(left.size(), right.size());
  if (std::max(left.size(), right.size()) <= kWhole) return {left, right};
  std::size_t same = 0;
  while (same < both && left[same] == right[same]) ++same;
  same = std::min(character_at(left, same), character_at(right, same));
  std::size_t same_end = 0;
  while (same_end < both - same && left[left.size() - 1 - same_end] == right[right.size() - 1 - same_end]) ++same_end;
  while (same_end > 0 && is_continuation(left[left.size() - same_end])) --same_end;
  const std::size_t begin = words_before(left, same);
  const auto shown = [&](const std::string& text) {
    return part(text, begin, words_behind(text, text.size() - same_end));
  };
  return {shown(left), shown(right)};
}

}  // namespace licet::tool
