#pragma once
// Runs the program as a user would, and keeps what it says.

#include <filesystem>
#include <string>
#include <vector>

namespace licet::tests {

struct Outcome {
  int exit_status = -1;
  std::string output;    ///< standard output
  std::string messages;  ///< standard error
};

/// A directory of its own, gone with this object.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Writes a file and gives its path.
  std::string file(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

/// tests/tools
std::filesystem::path here();

std::string read_file(const std::filesystem::path& path);

/// Runs `licet` in tests/tools/data with arguments as a shell reads them; `$SCRATCH` stands for the scratch directory.
/// No terminal; NO_COLOR is unset unless `environment` sets it.
Outcome run(const std::string& arguments, const Scratch& scratch, const std::string& environment = "");

/// Runs it on a terminal of its own, and gives all that appears there.
std::string run_on_terminal(const std::vector<std::string>& arguments, const std::vector<std::string>& environment);

/// Talks with the program line by line through its standard input and output.
class Conversation {
 public:
  /// With `messages` its standard error is heard, too; otherwise it goes where the test's does.
  explicit Conversation(const std::vector<std::string>& arguments, bool messages = false);
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  /// Says a line, or several. Waits only for more than a megabyte that the program has not read.
  void say(const std::string& line) const;
  /// The next line of output, without its end; empty if none comes within a minute.
  std::string hear();
  /// Ends the input and gives the exit status.
  int end();
  /// Kills the program. What it said before can still be heard; then the lines are empty.
  void kill();

 private:
  int child_ = -1;
  int to_ = -1;
  int from_ = -1;
  std::string heard_;
};

}  // namespace licet::tests
