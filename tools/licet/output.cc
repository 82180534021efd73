#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <system_error>
#include <tools/licet/output.h>
#include <unistd.h>

namespace licet::tool {
namespace {

constexpr std::string_view kClearLine = "\r\x1b[K";

bool is_terminal(int descriptor) {
  const char* terminal = std::getenv("TERM");
  return isatty(descriptor) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

bool wants_colour(Colour colour, int descriptor) {
  if (colour != Colour::kAuto) return colour == Colour::kAlways;
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  return is_terminal(descriptor);
}

}  // namespace

void OutputOptions::add_to(CLI::App& app) {
  const std::map<std::string, Format> formats{{"text", Format::kText}, {"json", Format::kJson}};
  app.add_option_function<std::string>(
         "--format", [this, formats](const std::string& word) { format = formats.at(word); },
         "How results are printed: text for people, json for machines")
      ->type_name("text|json")
      ->check(CLI::IsMember({"text", "json"}).description(""));
  add_colour_to(app);
}

void OutputOptions::add_colour_to(CLI::App& app) {
  const std::map<std::string, Colour> colours{
      {"auto", Colour::kAuto}, {"always", Colour::kAlways}, {"never", Colour::kNever}};
  app.add_option_function<std::string>(
         "--color", [this, colours](const std::string& word) { colour = colours.at(word); },
         "Colour in text; auto: on a terminal, unless NO_COLOR is set")
      ->type_name("auto|always|never")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""));
}

std::string Style::marked(const char* code, std::string_view text) const {
  if (!colour_) return std::string(text);
  std::string marked = "\x1b[";
  marked += code;
  marked += 'm';
  marked += text;
  marked += "\x1b[0m";
  return marked;
}

Output::Output(const OutputOptions& options)
    : json_(options.format == Format::kJson),
      style_(wants_colour(options.colour, STDOUT_FILENO)),
      messages_(wants_colour(options.colour, STDERR_FILENO)),
      results_on_terminal_(isatty(STDOUT_FILENO) == 1),
      shows_progress_(is_terminal(STDERR_FILENO) && !(json_ && results_on_terminal_)) {}

void Output::put_result(std::string_view text) {
  if (results_on_terminal_) wipe_progress();
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void Output::put_message(std::string_view text) {
  // So that messages stand behind the results they belong to where both go to one place.
  std::fflush(stdout);
  wipe_progress();
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Output::wipe_progress() {
  if (!progress_shown_) return;
  std::fwrite(kClearLine.data(), 1, kClearLine.size(), stderr);
  progress_shown_ = false;
}

void Output::line(std::string_view text) {
  const std::lock_guard lock(guard_);
  put_result(text);
  put_result("\n");
}

void Output::text(std::string_view text) {
  const std::lock_guard lock(guard_);
  put_result(text);
}

void Output::message(std::string_view text) {
  const std::lock_guard lock(guard_);
  put_message("licet: ");
  put_message(text);
  put_message("\n");
}

void Output::message_text(std::string_view text) {
  const std::lock_guard lock(guard_);
  put_message(text);
}

void Output::progress(std::string_view line) {
  const std::lock_guard lock(guard_);
  std::fwrite(kClearLine.data(), 1, kClearLine.size(), stderr);
  std::fwrite(line.data(), 1, line.size(), stderr);
  progress_shown_ = true;
}

void Output::clear_progress() {
  const std::lock_guard lock(guard_);
  wipe_progress();
}

bool Output::flush() {
  std::string why;
  {
    const std::lock_guard lock(guard_);
    errno = 0;
    if (failed_) return false;
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
    if (errno != 0) why = ": " + std::generic_category().message(errno);
    failed_ = true;
  }
  message("the results cannot be written" + why);
  return false;
}

ExitStatus Output::finish(ExitStatus status) { return flush() ? status : ExitStatus::kUnusable; }

}  // namespace licet::tool
