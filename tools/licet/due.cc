#include <algorithm>
#include <engine/check/model.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <engine/scenario/local_text.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <licet/clock.h>
#include <memory>
#include <string>
#include <tools/licet/explanation_options.h>
#include <tools/licet/outbox.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::size_t kTextWidth = 100;

struct DueArguments {
  StoreOptions store;
  std::string policy;
  std::optional<std::string> at;
  bool all = false;
  bool undetermined = false;
  OutboxOptions outbox;
  ExplanationOptions explanation;
  OutputOptions output;
};

std::string holder_text(const DueEntry& entry) {
  return one_line(entry.customer ? "customer " + *entry.customer : "device " + entry.device.value_or(""));
}

std::string held_text(const DueEntry& entry) {
  return entry.item ? one_line(entry.data + ' ' + *entry.item) : entry.data;
}

std::string ground_text(const DueEntry& entry) {
  std::string text;
  if (entry.due != kNever) text = entry.rule.value_or("request for erasure");
  if (entry.suspended) text = "suspended by a hold";
  if (!entry.undetermined.empty()) {
    text += fmt::format("{}no value for {}", text.empty() ? "" : "; ", fmt::join(entry.undetermined, ", "));
  }
  return text;
}

void print_table(Output& output, const std::vector<DueLine>& due, const model::Model& model) {
  Table table;
  table.add({"HOLDER", "DATA", "DUE", "ACTION", "BY"});
  for (const DueLine& line : due) {
    const DueEntry& entry = line.entry;
    table.add({holder_text(entry), held_text(entry), scenario::local_text(entry.due, *model.zone),
               entry.action ? std::string(exchange::text_of(*entry.action)) : "-", ground_text(entry)});
  }
  const std::vector<std::string> lines = table.lines();
  output.line(output.style().strong(lines.front()));
  std::for_each(lines.begin() + 1, lines.end(), [&](const std::string& line) { output.line(line); });
}

/// A paragraph a line and language.
void print_reasons(Output& output, const std::vector<DueLine>& due) {
  for (const DueLine& line : due) {
    output.line(output.style().strong(holder_text(line.entry) + ": " + held_text(line.entry)));
    for (const std::string& why : line.why) output.text(wrapped(why, 2, kTextWidth));
  }
}

ExitStatus due(const DueArguments& arguments) {
  Output output(arguments.output);
  const std::optional<PolicySet> policy = load_policy(output, arguments.policy);
  if (!policy) return ExitStatus::kUnusable;
  DueRequest request;
  if (arguments.at && !(request.at = parse_moment(output, "--at", *arguments.at, *policy))) {
    return ExitStatus::kUnusable;
  }
  request.only_due = !arguments.all && !arguments.undetermined;
  if (arguments.explanation.explain) request.languages = arguments.explanation.chosen();
  if (arguments.outbox.asked()) {
    if (arguments.outbox.changes() && request.at) {
      output.message("--at goes with --dry-run only: tasks are handed out and confirmed as of now");
      return output.finish(ExitStatus::kUnusable);
    }
    return output.finish(
        work_outbox(output, arguments.store, *policy, arguments.outbox, request.at, request.languages));
  }
  const std::optional<Store> store = open_store(output, arguments.store, Access::kRead, *policy);
  if (!store) return ExitStatus::kUnusable;
  Result<DueList> list = store->due(request, *policy);
  if (!list) {
    output.message(list.error().message);
    return ExitStatus::kUnusable;
  }
  std::vector<DueLine>& lines = list->lines;
  if (arguments.undetermined) {
    std::erase_if(lines, [](const DueLine& line) { return line.entry.undetermined.empty(); });
  }
  if (output.json()) {
    for (const DueLine& line : lines) output.line(exchange::write_due(line, request.languages));
  } else if (lines.empty()) {
    const char* what = arguments.undetermined ? "undetermined" : arguments.all ? "held" : "due";
    output.message_text(fmt::format("nothing is {} at {}\n", what, moment_text(list->at, *policy)));
  } else {
    if (request.languages.empty()) {
      print_table(output, lines, policy->model());
    } else {
      print_reasons(output, lines);
    }
    output.message_text(fmt::format("Times by the clock of {}; as at {}\n", policy->model().zone->name(),
                                    moment_text(list->at, *policy)));
  }
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_due(CLI::App& program) {
  auto arguments = std::make_shared<DueArguments>();
  CLI::App* app = program.add_subcommand("due", "List what must be erased by when, and why; hand it out");
  arguments->store.add_to(*app);
  add_policy_option(*app, arguments->policy);
  app->add_option("--at", arguments->at, "What is due at this time; default: now")->type_name("TIME");
  app->add_flag("--all", arguments->all, "Everything that is held, due or not");
  app->add_flag("--undetermined", arguments->undetermined,
                "Only what cannot be determined for want of a fact, due or not");
  CLI::Option* const explains =
      app->add_flag("--explain", arguments->explanation.explain, "Say why: rule, provision, period, what keeps it");
  arguments->explanation.add_language_to(*app)->needs(explains);
  arguments->outbox.add_to(*app);
  arguments->output.add_to(*app);
  return {app, [arguments] { return due(*arguments); }};
}

}  // namespace licet::tool
