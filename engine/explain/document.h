#pragma once
// A text for people, in parts, before it becomes a page of HTML or lines on a terminal.
//
// Thread rule: values. All texts are plain UTF-8, of any origin: whoever prints them escapes them.

#include <licet/diagnostic.h>
#include <string>
#include <variant>
#include <vector>

namespace licet::explain {

struct Heading {
  int level = 2;  ///< 2 or 3; the document's title is of level 1
  std::string text;
};

struct Paragraph {
  std::string text;
};

struct BulletList {
  std::vector<std::string> items;
};

/// What was shown to someone, line breaks and all.
struct QuotedText {
  std::string label;
  std::string text;
};

/// Labels, and what stands beside each.
struct LabelledList {
  struct Row {
    std::string label;
    std::string text;
  };
  std::vector<Row> rows;
};

/// As many cells a row as headers; the first cell of a row names it.
struct TextTable {
  std::string caption;
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> rows;
};

using Block = std::variant<Heading, Paragraph, BulletList, QuotedText, LabelledList, TextTable>;

struct Document {
  Language language = Language::kEnglish;
  std::string title;
  std::vector<Block> blocks;
};

}  // namespace licet::explain
