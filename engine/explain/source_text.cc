#include <array>
#include <engine/explain/source_text.h>
#include <string_view>
#include <utility>

namespace licet::explain {
namespace {

/// What opens a string, and what may close it.
struct Quotes {
  std::string_view open;
  std::array<std::string_view, 2> close;
};

constexpr std::array<Quotes, 5> kQuotes = {{
    {"\"", {"\"", "\""}},
    {"“", {"”", "”"}},
    {"„", {"“", "”"}},
    {"»", {"«", "«"}},
    {"«", {"»", "»"}},
}};

constexpr std::array<std::string_view, 6> kWhiteSpace = {" ", "\t", "\n", "\r", "\u00A0", "\u202F"};

std::size_t length_of_space(std::string_view text) {
  for (const std::string_view space : kWhiteSpace) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

/// How many bytes the string at the front of `text` has, its quotes included; 0 if there is none.
std::size_t length_of_string(std::string_view text) {
  for (const Quotes& quotes : kQuotes) {
    if (!text.starts_with(quotes.open)) continue;
    std::size_t end = quotes.open.size();
    while (end < text.size()) {
      const std::string_view rest = text.substr(end);
      if (rest.front() == '\\') {
        end += 2;
        continue;
      }
      for (const std::string_view close : quotes.close) {
        if (rest.starts_with(close)) return end + close.size();
      }
      ++end;
    }
    return text.size();
  }
  return 0;
}

}  // namespace

std::string source_text(const SourceFiles& sources, SourceRange range) {
  if (range.source.value >= sources.size()) return {};
  const std::string_view whole = sources[range.source.value].text();
  if (range.begin > range.end || range.end > whole.size()) return {};
  std::string_view text = whole.substr(range.begin, range.end - range.begin);
  std::string words;
  bool space = false;
  const auto take = [&](std::size_t bytes) {
    if (std::exchange(space, false) && !words.empty()) words += ' ';
    words += text.substr(0, bytes);
    text.remove_prefix(bytes);
  };
  while (!text.empty()) {
    if (const std::size_t bytes = length_of_space(text); bytes > 0) {
      text.remove_prefix(bytes);
      space = true;
    } else if (text.front() == '#') {
      text.remove_prefix(std::min(text.find('\n'), text.size()));
      space = true;
    } else if (const std::size_t string = length_of_string(text); string > 0) {
      const std::size_t begin = words.size();
      take(string);
      for (std::size_t i = begin; i < words.size(); ++i) {
        if (words[i] == '\n' || words[i] == '\r') words[i] = ' ';
      }
    } else {
      take(1);
    }
  }
  return words;
}

}  // namespace licet::explain
