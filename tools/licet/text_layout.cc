#include <algorithm>
#include <engine/base/display_width.h>
#include <engine/base/utf8.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_space(char32_t point) { return point == U' ' || (point >= U'\t' && point <= U'\r'); }

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    width += static_cast<std::size_t>(display_width(point.value));
    i += point.length;
  }
  return width;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    i += point.length;
    if (is_space(point.value)) {
      space = true;
      continue;
    }
    if (space && !line.empty()) line += ' ';
    space = false;
    if (is_steering(point.value)) {
      line += kReplacement;
    } else {
      append_code_point(line, point.value);
    }
  }
  return line;
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  const std::string line = one_line(text);
  std::string lines;
  std::size_t column = 0;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    const std::string_view word = std::string_view(line).substr(begin, end - begin);
    const std::size_t word_width = width_of(word);
    if (column != 0 && column + 1 + word_width > width) {
      lines += '\n';
      column = 0;
    }
    if (column == 0) {
      lines.append(indent, ' ');
      column = indent;
    } else {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += word_width;
    begin = end + 1;
  }
  if (column != 0) lines += '\n';
  return lines;
}

std::string with_title(std::string_view name, std::string_view title) {
  std::string text(name);
  if (!title.empty()) text += " \"" + one_line(title) + '"';
  return text;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result(text);
  const std::size_t taken = width_of(text);
  if (taken < width) result.append(width - taken, ' ');
  return result;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  std::string text = std::to_string(count) + ' ';
  text += count == 1 ? one : many;
  return text;
}

std::vector<std::string> Table::lines() const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::vector<std::string> lines;
  lines.reserve(rows_.size());
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += i + 1 < row.size() ? padded(row[i], widths[i] + 2) : row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace licet::tool
