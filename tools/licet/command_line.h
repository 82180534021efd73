#pragma once
// Reads the arguments, runs the sub-command that they name, and says what is wrong with them.
//
// Thread rule: one thread. Source: language.md section 13 (wrong use exits with 2).

#include <CLI/CLI.hpp>
#include <span>
#include <string>
#include <tools/licet/exit_status.h>
#include <tools/licet/sub_commands.h>

namespace licet::tool {

/// Gives `program` and every sub-command `--help` and `--version`, and runs what is asked. An option or sub-command
/// that does not exist is answered with those that may have been meant.
ExitStatus run_command_line(CLI::App& program, std::span<const SubCommand> commands, const std::string& version,
                            int argc, const char* const* argv);

}  // namespace licet::tool
