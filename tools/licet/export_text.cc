#include <tools/licet/export_text.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::size_t kTextWidth = 100;

class Lines {
 public:
  explicit Lines(const Style& style) : style_(style) {}

  std::string text(const explain::Document& document) {
    text_ = style_.strong(one_line(document.title)) + '\n';
    for (const explain::Block& block : document.blocks) {
      std::visit([this](const auto& one) { add(one); }, block);
    }
    return std::move(text_);
  }

 private:
  void add(const explain::Heading& heading) { text_ += '\n' + style_.strong(one_line(heading.text)) + '\n'; }
  void add(const explain::Paragraph& paragraph) { text_ += wrapped(one_line(paragraph.text), 2, kTextWidth); }
  void add(const explain::BulletList& list) {
    for (const std::string& item : list.items) text_ += wrapped("- " + one_line(item), 2, kTextWidth);
  }
  void add(const explain::QuotedText& quoted) {
    text_ += wrapped(one_line(quoted.label) + ':', 2, kTextWidth);
    std::size_t begin = 0;
    while (begin < quoted.text.size()) {
      const std::size_t end = quoted.text.find('\n', begin);
      const std::string line = one_line(std::string_view(quoted.text).substr(begin, end - begin));
      text_ += line.empty() ? "\n" : wrapped(line, 6, kTextWidth);
      if (end == std::string::npos) break;
      begin = end + 1;
    }
  }
  void add(const explain::LabelledList& list) {
    Table table;
    for (const auto& row : list.rows) table.add({one_line(row.label), one_line(row.text)});
    add(table);
  }
  /// Long cells would tear columns apart: a row is told cell by cell.
  void add(const explain::TextTable& table) {
    for (const auto& row : table.rows) {
      text_ += "  " + one_line(row.front()) + '\n';
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (!row[i].empty()) text_ += wrapped(one_line(table.headers[i] + ": " + row[i]), 6, kTextWidth);
      }
    }
  }
  void add(const Table& table) {
    for (const std::string& line : table.lines()) text_ += "  " + line + '\n';
  }

  const Style& style_;
  std::string text_;
};

}  // namespace

std::string document_text(const explain::Document& document, const Style& style) { return Lines(style).text(document); }

}  // namespace licet::tool
