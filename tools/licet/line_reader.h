#pragma once
// Lines of JSON from a file or from standard input, in groups, without waiting for more than has arrived.
//
// Thread rule: one thread. Memory: one block of the file and one line of at most limits::kJsonLineBytes, however long
// the file or its lines are.

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace licet::tool {

struct Line {
  std::uint64_t number = 0;  ///< from 1; blank lines count, but are not handed out
  std::string text;          ///< without its end; empty if it is too long
  bool too_long = false;     ///< longer than limits::kJsonLineBytes
};

class LineReader {
 public:
  /// Opens a file; `-` is standard input. The error is one sentence.
  static tl::expected<LineReader, std::string> open(const std::string& path);

  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&& other) noexcept;
  ~LineReader();

  /// Waits for a line, then gives it and what else has already arrived, at most `most`. Empty at the end. A byte-order
  /// mark at the beginning is skipped. The error is one sentence.
  tl::expected<std::vector<Line>, std::string> next_group(std::size_t most);

  /// How much of the input has been handed out, from 0 to 1; none if its size is not known beforehand.
  std::optional<double> share() const;

  /// Does somebody type it?
  bool typed() const;

  /// How the input is called in messages.
  const std::string& name() const { return name_; }

 private:
  LineReader(int descriptor, std::string name);

  bool fill();
  void take_lines(std::vector<Line>& lines, std::size_t most);
  void take(std::vector<Line>& lines, std::string_view text);
  void close() noexcept;

  int descriptor_ = -1;
  std::string name_;
  std::uint64_t size_ = 0;  ///< of a file; 0 if it is not known
  std::uint64_t read_ = 0;
  std::string buffer_;
  std::size_t begin_ = 0;    ///< of the first line not handed out, in `buffer_`
  std::size_t scanned_ = 0;  ///< no line ends before this place
  std::uint64_t number_ = 0;
  bool skipping_ = false;  ///< within a line that is too long
  bool at_start_ = true;
  bool at_end_ = false;
};

}  // namespace licet::tool
