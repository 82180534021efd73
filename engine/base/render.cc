#include <algorithm>
#include <engine/base/display_width.h>
#include <engine/base/render.h>
#include <engine/base/utf8.h>
#include <string_view>

namespace licet {

namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kCyan = "\x1b[1;36m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kFaint = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

constexpr std::size_t kNumberWidth = 5;
constexpr std::string_view kGutter = " | ";
constexpr std::string_view kShortened = "…";

/// What is shown in place of a code point that would steer the terminal.
char32_t picture_of(char32_t point) {
  if (point < 0x20) return 0x2400 + point;
  return point == 0x7F ? char32_t{0x2421} : char32_t{0xFFFD};
}

std::string harmless(std::string_view text) {
  std::string shown;
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = code_point_at(text, offset);
    append_code_point(shown, is_steering(point.value) ? picture_of(point.value) : point.value);
    offset += point.length;
  }
  return shown;
}

/// The line below the source line: spaces, with tabs where the source line has them, then the mark.
std::string mark_line(const Place& place) {
  std::string marks;
  const std::size_t first = place.column >= place.text_column ? place.column - place.text_column : 0;
  const std::size_t last = first + std::max<std::size_t>(place.length, 1);
  std::size_t number = 0;
  for (std::size_t offset = 0; offset < place.line_text.size() && number < last; ++number) {
    const CodePoint point = code_point_at(place.line_text, offset);
    const auto width = static_cast<std::size_t>(is_steering(point.value) ? 1 : display_width(point.value));
    offset += point.length;
    if (number == first) {
      marks.push_back('^');
      // The rest of the tab cannot be underlined, and what follows it would stand wrong.
      if (point.value == U'\t') return marks;
      if (width > 1) marks.append(width - 1, '~');
    } else if (point.value == U'\t') {
      marks.push_back('\t');
    } else {
      marks.append(width, number < first ? ' ' : '~');
    }
  }
  if (number <= first) {
    marks.append(first - number, ' ');
    marks.push_back('^');
  }
  return marks;
}

class Renderer {
 public:
  explicit Renderer(RenderOptions options) : colour_(options.colour) {}

  void heading(const Place& place, std::string_view colour, std::string_view label, std::string_view message) {
    const std::string position =
        harmless(place.path) + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ':';
    paint(kBold, position);
    text_ += ' ';
    paint(colour, std::string{label} + ':');
    text_ += ' ';
    sentence(message, 4);
  }

  void source_line(const Place& place, std::string_view colour) {
    if (place.line_text.empty()) return;
    const std::string number = std::to_string(place.line);
    const std::size_t width = std::max(kNumberWidth, number.size());
    const bool shortened = place.text_column > 1;
    paint(kFaint, std::string(width - number.size(), ' ') + number + std::string{kGutter});
    if (shortened) text_ += kShortened;
    text_ += harmless(place.line_text);
    text_ += '\n';
    paint(kFaint, std::string(width, ' ') + std::string{kGutter});
    if (shortened) text_ += ' ';
    paint(colour, mark_line(place));
    text_ += '\n';
  }

  void help(std::string_view message) {
    if (message.empty()) return;
    text_ += "  ";
    paint(kGreen, "help:");
    text_ += ' ';
    sentence(message, 8);
  }

  std::string take() { return std::move(text_); }

 private:
  void paint(std::string_view colour, std::string_view text) {
    if (colour_) text_ += colour;
    text_ += text;
    if (colour_) text_ += kPlain;
  }

  /// A message of several lines stands as a block.
  void sentence(std::string_view message, std::size_t indent) {
    while (true) {
      const std::size_t end = std::min(message.find('\n'), message.size());
      text_ += harmless(message.substr(0, end));
      text_ += '\n';
      if (end >= message.size()) return;
      message.remove_prefix(end + 1);
      text_.append(indent, ' ');
    }
  }

  bool colour_;
  std::string text_;
};

}  // namespace

std::string render(const Diagnostic& diagnostic, RenderOptions options) {
  const bool is_error = diagnostic.severity == Severity::kError;
  const std::string_view colour = is_error ? kRed : kYellow;
  const std::string label = std::string{is_error ? "error" : "warning"} + '[' + diagnostic.code + ']';
  Renderer renderer(options);
  renderer.heading(diagnostic.place, colour, label, diagnostic.message);
  renderer.source_line(diagnostic.place, colour);
  for (const Note& note : diagnostic.notes) {
    renderer.heading(note.place, kCyan, "note", note.message);
    renderer.source_line(note.place, kCyan);
  }
  renderer.help(diagnostic.help);
  return renderer.take();
}

}  // namespace licet
