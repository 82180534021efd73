#include <engine/exchange/json_write.h>
#include <engine/exchange/request_json.h>
#include <fmt/core.h>
#include <memory>
#include <string>
#include <tools/licet/input_lines.h>
#include <tools/licet/line_reader.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/progress_bar.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

struct RecordArguments {
  StoreOptions store;
  std::string policy;
  std::string file = "-";
  OutputOptions output;
};

struct Counts {
  std::uint64_t recorded = 0;
  std::uint64_t repeated = 0;
  std::uint64_t refused = 0;
  std::uint64_t failed = 0;  ///< by the machine, not by their sender
};

std::string recorded_json(const Recorded& recorded) {
  std::string json;
  exchange::ObjectWriter writer(json);
  writer.number("record", recorded.record);
  writer.instant("recorded", recorded.recorded);
  writer.end();
  return json;
}

std::string refused_json(std::uint64_t line, const InputError& error) {
  // write_error gives an object with the one field `error`.
  return fmt::format("{{\"line\":{},{}", line, exchange::write_error(error).substr(1));
}

void print_outcome(Output& output, const std::string& input, std::uint64_t line,
                   const tl::expected<Recorded, CallError>& outcome) {
  if (!outcome) {
    if (output.json()) output.line(refused_json(line, std::get<InputError>(outcome.error())));
    if (!output.json()) report_refusal(output, input, line, outcome.error());
  } else if (output.json()) {
    output.line(recorded_json(*outcome));
  }
}

/// False if the machine failed: then nothing more can be recorded.
bool print_group(Output& output, const LineReader& reader, const std::vector<Line>& lines,
                 const std::vector<tl::expected<Recorded, CallError>>& outcomes, Counts& counts) {
  std::string failed;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto& outcome = outcomes[i];
    if (!outcome && std::holds_alternative<Failure>(outcome.error())) {
      const std::string& message = std::get<Failure>(outcome.error()).message;
      // What fails for many lines is told once.
      if (message != failed) report_refusal(output, reader.name(), lines[i].number, outcome.error());
      failed = message;
      ++counts.failed;
      continue;
    }
    print_outcome(output, reader.name(), lines[i].number, outcome);
    if (!outcome) {
      ++counts.refused;
    } else {
      ++(outcome->repeated ? counts.repeated : counts.recorded);
    }
  }
  if (failed.empty()) return true;
  output.message(fmt::format("{} up to line {} of {} could not be recorded, and nothing after it is",
                             counted(counts.failed, "event", "events"), lines.back().number, reader.name()));
  return false;
}

std::string summary(const Counts& counts) {
  std::string text = counted(counts.recorded, "event", "events") + " recorded";
  if (counts.repeated != 0) text += fmt::format(", {} already there", counts.repeated);
  if (counts.refused != 0) text += fmt::format(", {} refused", counts.refused);
  return text;
}

ExitStatus record_lines(Output& output, OperatorLog& log, LineReader& reader, Store& store, const PolicySet& policy) {
  Counts counts;
  std::uint64_t dealt_with = 0;
  ProgressBar progress(output, reader.typed());
  bool good = true;
  while (good) {
    const auto lines = reader.next_group(kLinesInGroup);
    if (!lines) output.message(lines.error());
    if (!lines || lines->empty()) {
      good = lines.has_value();
      break;
    }
    const auto outcomes = log.group(lines->size(), [&] {
      return for_usable_lines<Recorded>(
          *lines, [&](std::span<const std::string_view> texts) { return store.record_json(texts, policy); });
    });
    good = print_group(output, reader, *lines, outcomes, counts) && output.flush();
    dealt_with += lines->size();
    progress.show(dealt_with, reader.share());
  }
  output.clear_progress();
  if (output.json()) {
    if (counts.refused != 0) output.message(summary(counts));
  } else {
    output.line(summary(counts));
  }
  return good && counts.refused == 0 ? ExitStatus::kDone : ExitStatus::kUnusable;
}

ExitStatus record(const RecordArguments& arguments) {
  Output output(arguments.output);
  const std::optional<PolicySet> policy = load_policy(output, arguments.policy);
  if (!policy) return ExitStatus::kUnusable;
  auto reader = LineReader::open(arguments.file);
  if (!reader) {
    output.message(reader.error());
    return ExitStatus::kUnusable;
  }
  std::optional<Store> store = open_directory(output, arguments.store, Access::kCreate);
  if (!store) return ExitStatus::kUnusable;
  OperatorLog log(output, arguments.store.log);
  const ExitStatus status = record_lines(output, log, *reader, *store, *policy);
  return output.finish(worse(status, close_store(*store, log)));
}

}  // namespace

SubCommand add_record(CLI::App& program) {
  auto arguments = std::make_shared<RecordArguments>();
  CLI::App* app = program.add_subcommand("record", "Take events from JSON Lines into a store");
  app->add_option("--store", arguments->store.store, "The directory of the store; made if it is missing or empty")
      ->type_name("DIR")
      ->required();
  arguments->store.add_opening_to(*app);
  arguments->store.add_signing_to(*app);
  add_policy_option(*app, arguments->policy);
  app->add_option("FILE", arguments->file, "The events, one JSON object a line; without it, or -: standard input")
      ->type_name("");
  arguments->output.add_to(*app);
  return {app, [arguments] { return record(*arguments); }};
}

}  // namespace licet::tool
