#include <engine/exchange/json_write.h>
#include <fmt/core.h>
#include <licet/proof.h>
#include <licet/replay.h>
#include <memory>
#include <string>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/private_file.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

struct ProveArguments {
  StorePlace place;
  std::uint64_t record = 0;
  std::string file;
  OutputOptions output;
};

std::string proved_json(const ProveArguments& arguments, std::size_t bytes, const Result<Replayed>& again) {
  std::string json;
  exchange::ObjectWriter out(json);
  out.number("record", arguments.record);
  out.text("bundle", arguments.file);
  out.number("bytes", bytes);
  out.boolean("same", again && again->differences.empty());
  out.end();
  return json;
}

ExitStatus prove(ProveArguments arguments) {
  Output output(arguments.output);
  const auto bundle = prove_decision(arguments.place, arguments.record);
  if (!bundle) {
    const auto* failure = std::get_if<Failure>(&bundle.error());
    output.message(failure != nullptr ? failure->message : text_of(std::get<InputError>(bundle.error())));
    return ExitStatus::kUnusable;
  }
  if (arguments.file.empty()) arguments.file = fmt::format("record-{}.bundle", arguments.record);
  if (arguments.file == "-") {
    output.text(*bundle);
    return output.finish(ExitStatus::kDone);
  }
  if (const std::string wrong = write_private_file(arguments.file, *bundle); !wrong.empty()) {
    output.message(wrong);
    return ExitStatus::kUnusable;
  }
  const Result<Replayed> again = replay_bundle(*bundle);
  if (output.json()) {
    output.line(proved_json(arguments, bundle->size(), again));
  } else {
    output.line(
        fmt::format("{}: proof of record {}, {} bytes", one_line(arguments.file), arguments.record, bundle->size()));
  }
  if (!again) output.message("this version of Licet cannot decide again from the bundle: " + again.error().message);
  if (again && !again->differences.empty()) {
    output.message("this version of Licet comes to another answer than the recorded one; `licet replay` says where");
  }
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_log_prove(CLI::App& program) {
  auto arguments = std::make_shared<ProveArguments>();
  CLI::App* app = log_commands(program).add_subcommand("prove", "Write a file that proves one recorded decision");
  add_place_options(*app, arguments->place);
  app->add_option("--record", arguments->record, "The number of the decision in the record")
      ->type_name("N")
      ->required();
  app->add_option("--output", arguments->file, "The file to write; without it record-N.bundle; - is standard output")
      ->type_name("FILE");
  arguments->output.add_to(*app);
  return {app, [arguments] { return prove(*arguments); }};
}

}  // namespace licet::tool
