#include <algorithm>
#include <engine/base/source.h>
#include <engine/base/utf8.h>

namespace licet {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kShownCodePoints = 160;
constexpr std::size_t kShownBefore = 40;  ///< of a shortened line, what leads up to the place

/// Line ends are LF, CR LF, and CR alone.
bool ends_line(std::string_view text, std::size_t offset) {
  if (text[offset] == '\n') return true;
  return text[offset] == '\r' && (offset + 1 == text.size() || text[offset + 1] != '\n');
}

/// Where in the line, in code points, the marked bytes lie. A byte within a code point stands for all of it.
struct Mark {
  std::size_t first = 0;
  std::size_t count = 0;
  std::size_t total = 0;  ///< of the whole line
};

Mark measure(std::string_view line, std::size_t begin, std::size_t end) {
  Mark mark;
  for (std::size_t offset = 0; offset < line.size(); ++mark.total) {
    const std::size_t next = offset + code_point_at(line, offset).length;
    if (next <= begin) {
      ++mark.first;
    } else if (offset < end) {
      ++mark.count;
    }
    offset = next;
  }
  return mark;
}

/// `count` code points from number `first` on; U+FFFD in place of each malformed byte, so that the text is
/// well-formed and its columns are those of the file.
std::string excerpt(std::string_view line, std::size_t first, std::size_t count) {
  std::string shown;
  std::size_t number = 0;
  for (std::size_t offset = 0; offset < line.size() && number < first + count; ++number) {
    const CodePoint point = code_point_at(line, offset);
    if (number >= first) append_code_point(shown, point.value);
    offset += point.length;
  }
  return shown;
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(text_.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0);
  for (std::size_t offset = text_.find_first_of("\r\n"); offset != std::string::npos;
       offset = text_.find_first_of("\r\n", offset + 1)) {
    if (ends_line(text_, offset)) line_starts_.push_back(static_cast<std::uint32_t>(offset + 1));
  }
}

Place SourceFile::place_of(SourceRange range) const {
  const auto after = std::upper_bound(line_starts_.begin() + 1, line_starts_.end(), range.begin);
  const auto line_number = static_cast<std::size_t>(after - line_starts_.begin());
  const std::size_t line_begin = *(after - 1);
  const std::size_t line_end = std::min(text_.find_first_of("\r\n", line_begin), text_.size());
  const std::string_view line = std::string_view{text_}.substr(line_begin, line_end - line_begin);

  const auto within_line = [&](std::size_t offset) { return std::clamp(offset, line_begin, line_end) - line_begin; };
  const Mark mark = measure(line, within_line(range.begin), within_line(range.end));

  std::size_t first_shown = 0;
  if (mark.total > kShownCodePoints) {
    const std::size_t wanted = mark.first > kShownBefore ? mark.first - kShownBefore : 0;
    first_shown = std::min(wanted, mark.total - kShownCodePoints);
  }

  Place place;
  place.path = path_;
  place.line = static_cast<std::uint32_t>(line_number);
  place.column = static_cast<std::uint32_t>(mark.first + 1);
  place.length = static_cast<std::uint32_t>(std::max<std::size_t>(mark.count, 1));
  place.line_text = excerpt(line, first_shown, kShownCodePoints);
  place.text_column = static_cast<std::uint32_t>(first_shown + 1);
  return place;
}

}  // namespace licet
