#pragma once
// What the program prints: results on standard output, messages on standard error, colour where it is wanted.
//
// Thread rule: an Output by any number of threads, the rest by one. Source: language.md section 13.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <tools/licet/exit_status.h>

namespace licet::tool {

enum class Format : std::uint8_t { kText, kJson };
enum class Colour : std::uint8_t { kAuto, kAlways, kNever };

/// The options `--format` and `--color`, which every sub-command has.
struct OutputOptions {
  Format format = Format::kText;
  Colour colour = Colour::kAuto;

  void add_to(CLI::App& app);
  /// Only `--color`, for a sub-command with formats of its own.
  void add_colour_to(CLI::App& app);
};

/// Marks of a terminal, or none.
class Style {
 public:
  explicit Style(bool colour) : colour_(colour) {}

  bool colour() const { return colour_; }
  std::string good(std::string_view text) const { return marked("32;1", text); }
  std::string bad(std::string_view text) const { return marked("31;1", text); }
  std::string strong(std::string_view text) const { return marked("1", text); }
  std::string faint(std::string_view text) const { return marked("2", text); }

 private:
  std::string marked(const char* code, std::string_view text) const;

  bool colour_;
};

/// The two streams of one call. Colour is used on a terminal unless NO_COLOR is set and not empty (no-color.org), or
/// TERM is `dumb`; `--color` overrides that.
class Output {
 public:
  explicit Output(const OutputOptions& options);

  bool json() const { return json_; }
  const Style& style() const { return style_; }             ///< of results
  const Style& message_style() const { return messages_; }  ///< of messages

  /// One line of results; the end of line is added.
  void line(std::string_view text);
  /// Text of results as it is.
  void text(std::string_view text);
  /// One line of messages, begun with the program's name.
  void message(std::string_view text);
  /// Text of messages as it is.
  void message_text(std::string_view text);

  /// May a line of progress stand on standard error? On a terminal where no lines of results come between.
  bool shows_progress() const { return shows_progress_; }
  /// Shows it in place of the one before. Messages, and results on a terminal, clear it.
  void progress(std::string_view line);
  void clear_progress();

  /// Hands on what was printed so far. False once the results cannot be written; that is then reported once.
  bool flush();

  /// flush(), and `status`, or kUnusable if the results could not be written.
  ExitStatus finish(ExitStatus status);

 private:
  // With `guard_` held:
  void put_result(std::string_view text);
  void put_message(std::string_view text);
  void wipe_progress();

  std::mutex guard_;  ///< of all that is printed, and of what follows `shows_progress_`
  bool json_;
  Style style_;
  Style messages_;
  bool results_on_terminal_;
  bool shows_progress_;
  bool failed_ = false;
  bool progress_shown_ = false;
};

}  // namespace licet::tool
