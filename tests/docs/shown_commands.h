#pragma once
// The commands that a document shows, with what they print: called in their order, and compared.

#include <filesystem>
#include <string>
#include <vector>

namespace licet::docs {

struct ShownCommand {
  std::string command;
  std::vector<std::string> output;  ///< line by line; empty: not shown
};

/// The indented lines of a section; of the whole document if `heading` is empty. Those that begin with `$ ` are
/// commands.
std::vector<ShownCommand> commands_of(const std::filesystem::path& document, const std::string& heading);

/// Calls them in a directory of its own, in which the policies are. Each must exit with 0 and print what is shown,
/// where an ellipsis stands for anything.
void expect_shown_output(const std::vector<ShownCommand>& commands, const std::filesystem::path& program);

}  // namespace licet::docs
