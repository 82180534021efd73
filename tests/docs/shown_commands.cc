#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <tests/docs/shown_commands.h>

namespace licet::docs {
namespace {

namespace fs = std::filesystem;

/// Is the line as shown? An ellipsis stands for anything.
bool is_as_shown(const std::string& line, std::string shown) {
  static const std::string ellipsis = "…";
  std::size_t at = 0;
  bool anywhere = false;
  while (true) {
    const std::size_t gap = shown.find(ellipsis);
    const std::string part = shown.substr(0, gap);
    if (gap == std::string::npos) {
      return anywhere ? line.size() >= at + part.size() && line.ends_with(part) : line.substr(at) == part;
    }
    const std::size_t found = line.find(part, at);
    if (found == std::string::npos || (!anywhere && found != at)) return false;
    at = found + part.size();
    anywhere = true;
    shown.erase(0, gap + ellipsis.size());
  }
}

/// Its standard output, line by line. It must exit with 0.
std::vector<std::string> lines_of(const std::string& command, const fs::path& directory, const fs::path& program) {
  const std::string call =
      "cd '" + directory.string() + "' && PATH='" + program.parent_path().string() + "':\"$PATH\" && " + command;
  FILE* const pipe = popen(call.c_str(), "r");
  if (pipe == nullptr) return {"the shell cannot be started"};
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    text.append(buffer.data(), size);
  }
  EXPECT_EQ(pclose(pipe), 0) << command;
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::vector<ShownCommand> commands_of(const fs::path& document, const std::string& heading) {
  constexpr std::size_t indent = 4;
  std::vector<ShownCommand> commands;
  std::ifstream text(document);
  bool inside = heading.empty();
  bool in_block = false;
  std::size_t empty_lines = 0;
  for (std::string line; std::getline(text, line);) {
    if (line.empty()) {
      ++empty_lines;
      continue;
    }
    if (!heading.empty() && line.starts_with("## ")) inside = line == "## " + heading;
    const bool indented = line.starts_with(std::string(indent, ' '));
    const bool line_is_command = indented && line.compare(indent, 2, "$ ") == 0;
    if (inside && indented) {
      line.erase(0, indent);
      if (line_is_command) {
        commands.push_back({line.substr(2), {}});
      } else if (in_block) {
        // Empty lines between two of the output are its own.
        std::vector<std::string>& output = commands.back().output;
        output.insert(output.end(), empty_lines, "");
        output.push_back(line);
      }
    }
    // A block that does not begin with a command shows something else.
    in_block = inside && indented && (in_block || line_is_command);
    empty_lines = 0;
  }
  return commands;
}

void expect_shown_output(const std::vector<ShownCommand>& commands, const fs::path& program) {
  std::string name = (fs::temp_directory_path() / "licet-document-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  const fs::path directory = name;
  fs::create_directory_symlink(fs::path(LICET_SOURCE_DIR) / "policies", directory / "policies");
  for (const ShownCommand& shown : commands) {
    const std::vector<std::string> printed = lines_of(shown.command, directory, program);
    if (shown.output.empty()) continue;
    EXPECT_EQ(printed.size(), shown.output.size()) << shown.command;
    for (std::size_t i = 0; i < std::min(printed.size(), shown.output.size()); ++i) {
      EXPECT_TRUE(is_as_shown(printed[i], shown.output[i])) << printed[i] << "\nshown as\n" << shown.output[i];
    }
  }
  fs::remove_all(directory);
}

}  // namespace licet::docs
