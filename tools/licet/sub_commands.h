#pragma once
// The sub-commands of `licet`, one file each. Source: language.md section 13.

#include <CLI/CLI.hpp>
#include <functional>
#include <tools/licet/exit_status.h>

namespace licet::tool {

/// A sub-command: its options hang on `options`; `run` carries it out once they have been read.
struct SubCommand {
  CLI::App* options = nullptr;
  std::function<ExitStatus()> run;
};

SubCommand add_check(CLI::App& program);
SubCommand add_test(CLI::App& program);
SubCommand add_record(CLI::App& program);
SubCommand add_decide(CLI::App& program);
SubCommand add_show(CLI::App& program);
SubCommand add_timeline(CLI::App& program);
SubCommand add_missing(CLI::App& program);
SubCommand add_audience(CLI::App& program);
SubCommand add_due(CLI::App& program);
SubCommand add_erase(CLI::App& program);
SubCommand add_export(CLI::App& program);
SubCommand add_import(CLI::App& program);
SubCommand add_graph(CLI::App& program);
SubCommand add_log_verify(CLI::App& program);
SubCommand add_log_prove(CLI::App& program);
SubCommand add_log_keygen(CLI::App& program);
SubCommand add_log_checkpoint(CLI::App& program);
SubCommand add_log_export(CLI::App& program);
SubCommand add_replay(CLI::App& program);
SubCommand add_backup(CLI::App& program);
SubCommand add_restore(CLI::App& program);

/// `log`, below which other sub-commands stand: made by the first that asks for it.
CLI::App& log_commands(CLI::App& program);

}  // namespace licet::tool
