#include <engine/base/display_width.h>
#include <engine/base/utf8.h>
#include <fmt/core.h>
#include <tools/licet/identifier_text.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

/// Nothing is seen of it: zero-width spaces and joiners, tags.
bool is_unseen(char32_t point) {
  return (point >= 0x200B && point <= 0x200D) || point == 0x2060 || point == 0xFEFF ||
         (point >= 0xE0000 && point <= 0xE007F);
}

bool has_unseen(std::string_view id) {
  for (std::size_t i = 0; i < id.size();) {
    const CodePoint point = code_point_at(id, i);
    if (is_unseen(point.value)) return true;
    i += point.length;
  }
  return false;
}

/// RFC 8259 section 7.
void append_escaped(std::string& text, char32_t point) {
  constexpr char32_t first_pair = 0x10000;
  if (point == U'"' || point == U'\\') {
    text += '\\';
    text += static_cast<char>(point);
  } else if (point == U'\n') {
    text += "\\n";
  } else if (point == U'\t') {
    text += "\\t";
  } else if (point >= U' ' && !is_steering(point) && !is_unseen(point)) {
    append_code_point(text, point);
  } else if (point < first_pair) {
    text += fmt::format("\\u{:04x}", static_cast<unsigned>(point));
  } else {
    const auto beyond = static_cast<unsigned>(point - first_pair);
    text += fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (beyond >> 10U), 0xDC00U + (beyond & 0x3FFU));
  }
}

}  // namespace

std::string identifier_text(std::string_view id) {
  const bool is_plain = !id.empty() && id.front() != '"' && id.back() != ' ' && one_line(id) == id && !has_unseen(id);
  if (is_plain) return std::string(id);
  std::string text = "\"";
  for (std::size_t i = 0; i < id.size();) {
    const CodePoint point = code_point_at(id, i);
    i += point.length;
    append_escaped(text, point.value);
  }
  return text + '"';
}

}  // namespace licet::tool
