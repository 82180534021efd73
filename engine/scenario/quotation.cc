#include <algorithm>
#include <engine/scenario/quotation.h>
#include <string_view>

namespace licet::scenario {
namespace {

constexpr std::size_t kMostBytes = 160;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// A `#` within a string begins no comment.
bool has_strings(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return c == '"' || static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

std::string quote(const SourceFiles& sources, SourceRange range) {
  const std::string_view all = sources[range.source.value].text();
  const std::string_view text = all.substr(range.begin, range.end - range.begin);
  const bool skip_comments = !has_strings(text);
  std::string words;
  bool space = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '#' && skip_comments) {
      i = std::min(text.find('\n', i), text.size());
      space = true;
    } else if (is_space(text[i])) {
      space = true;
    } else {
      if (space && !words.empty()) words += ' ';
      space = false;
      words += text[i];
    }
  }
  if (words.size() > kMostBytes) {
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
    words.erase(end);
    words += "…";
  }
  return '`' + words + '`';
}

}  // namespace licet::scenario
