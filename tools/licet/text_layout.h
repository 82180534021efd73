#pragma once
// Text for people: aligned columns, and texts of unknown origin on one harmless line.
//
// Pure functions and values. Width is counted in columns of a terminal.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace licet::tool {

/// White space runs become one space, what could steer a terminal U+FFFD.
std::string one_line(std::string_view text);

/// `name "Title"`, or the name alone if there is no title.
std::string with_title(std::string_view name, std::string_view title);

/// `text` with spaces behind it up to `width`.
std::string padded(std::string_view text, std::size_t width);

/// "1 error", "2 errors".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

/// `text` broken between words into lines of at most `width` columns, each behind `indent` spaces and ended. Longer
/// words stand on a line of their own.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

/// Rows of cells, printed in columns two spaces apart; the last column is not padded.
class Table {
 public:
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  /// One line a row, without its end.
  std::vector<std::string> lines() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace licet::tool
