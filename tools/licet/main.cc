#include <CLI/CLI.hpp>
#include <engine/time/zone.h>
#include <exception>
#include <licet/version.h>
#include <string>
#include <tools/licet/command_line.h>
#include <tools/licet/standard_descriptors.h>
#include <tools/licet/sub_commands.h>
#include <vector>

namespace {

using licet::tool::ExitStatus;

std::string version_text() {
  return std::string("licet ") + licet::kVersion + ", language " + licet::kLanguageVersion + ", time-zone data " +
         licet::time::zone_data_version();
}

ExitStatus run(int argc, const char* const* argv) {
  CLI::App program{
      "Licet answers who may do what with which personal data for which purpose, from rules that lawyers write.",
      "licet"};
  program.footer(
      "Exit status: 0 done; 1 done, and there are findings (errors of a policy, failed scenarios, a broken\n"
      "record); 2 wrong use or unusable input.");
  const std::vector<licet::tool::SubCommand> commands{licet::tool::add_check(program),
                                                      licet::tool::add_test(program),
                                                      licet::tool::add_graph(program),
                                                      licet::tool::add_record(program),
                                                      licet::tool::add_import(program),
                                                      licet::tool::add_decide(program),
                                                      licet::tool::add_show(program),
                                                      licet::tool::add_timeline(program),
                                                      licet::tool::add_missing(program),
                                                      licet::tool::add_audience(program),
                                                      licet::tool::add_due(program),
                                                      licet::tool::add_erase(program),
                                                      licet::tool::add_export(program),
                                                      licet::tool::add_log_verify(program),
                                                      licet::tool::add_log_prove(program),
                                                      licet::tool::add_log_keygen(program),
                                                      licet::tool::add_log_checkpoint(program),
                                                      licet::tool::add_log_export(program),
                                                      licet::tool::add_replay(program),
                                                      licet::tool::add_backup(program),
                                                      licet::tool::add_restore(program)};
  return licet::tool::run_command_line(program, commands, version_text(), argc, argv);
}

}  // namespace

int main(int argc, char** argv) {
  licet::tool::take_places_of_closed_descriptors();
  try {
    return static_cast<int>(run(argc, argv));
  } catch (const std::exception& error) {
    std::fputs("licet: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
    return static_cast<int>(ExitStatus::kUnusable);
  }
}
