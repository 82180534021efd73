#include <algorithm>
#include <engine/base/nearest_name.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <tools/licet/command_line.h>
#include <tools/licet/output.h>
#include <vector>

namespace licet::tool {
namespace {

std::string call_of(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name() : call_of(*app.get_parent()) + ' ' + app.get_name();
}

std::vector<CLI::App*> sub_commands_of(CLI::App& app) { return app.get_subcommands({}); }

/// `app` and all sub-commands below it.
std::vector<CLI::App*> with_sub_commands(CLI::App& app) {
  std::vector<CLI::App*> all{&app};
  for (CLI::App* const one : sub_commands_of(app)) {
    const std::vector<CLI::App*> below = with_sub_commands(*one);
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

/// From the program down to the sub-command that was named.
std::vector<CLI::App*> named_apps(CLI::App& program) {
  std::vector<CLI::App*> named{&program};
  while (true) {
    const std::vector<CLI::App*> below = sub_commands_of(*named.back());
    const auto next = std::find_if(below.begin(), below.end(), [](const CLI::App* one) { return one->parsed(); });
    if (next == below.end()) return named;
    named.push_back(*next);
  }
}

ExitStatus wrong_use(const CLI::App& app, const std::string& what) {
  Output output{OutputOptions{}};
  output.message_text(fmt::format("{}: {}\nSee `{} --help`.\n", call_of(app), what, call_of(app)));
  return ExitStatus::kUnusable;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::vector<std::string> nearest = nearest_names(word, known, 1);
  return nearest.empty() ? std::string() : fmt::format("; did you mean {}?", nearest.front());
}

std::string unknown_option(const CLI::App& app, const std::string& word) {
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  const std::string option = word.substr(0, word.find('='));
  return fmt::format("there is no option {}{}", option, did_you_mean(option, known));
}

std::string unknown_argument(CLI::App& app, const std::string& word) {
  if (word.size() > 1 && word.front() == '-') return unknown_option(app, word);
  std::vector<std::string> known;
  for (const CLI::App* const one : sub_commands_of(app)) known.push_back(one->get_name());
  if (known.empty()) return "one argument too many";
  return fmt::format("there is no sub-command {}{}", word, did_you_mean(word, known));
}

/// An argument that neither the program nor a sub-command knows.
std::string what_is_unknown(CLI::App& app) {
  for (const std::string& word : app.remaining()) {
    if (word != "--") return unknown_argument(app, word);
  }
  return {};
}

}  // namespace

ExitStatus run_command_line(CLI::App& program, std::span<const SubCommand> commands, const std::string& version,
                            int argc, const char* const* argv) {
  // What is unknown is found after reading, to be able to name what was meant.
  for (CLI::App* const app : with_sub_commands(program)) {
    app->allow_extras();
    app->set_help_flag("-h,--help", "Print this help and exit");
    app->set_version_flag("--version", version,
                          "Print the versions of the program, the language and the time-zone data");
    app->get_formatter()->column_width(34);
  }

  std::string wrong;
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      program.exit(error);
      return Output{OutputOptions{}}.finish(ExitStatus::kDone);
    }
    wrong = error.what();
  }
  const std::vector<CLI::App*> apps = named_apps(program);
  for (CLI::App* const app : apps) {
    const std::string unknown = what_is_unknown(*app);
    if (!unknown.empty()) return wrong_use(*app, unknown);
  }
  const CLI::App* const named = apps.back();
  if (!wrong.empty()) return wrong_use(*named, wrong);
  const auto command =
      std::find_if(commands.begin(), commands.end(), [&](const SubCommand& one) { return one.options == named; });
  if (command == commands.end()) return wrong_use(*named, "a sub-command is missing");
  return command->run();
}

}  // namespace licet::tool
