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
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

struct DueArguments {
  StoreOptions store;
  std::string policy;
  std::optional<std::string> at;
  bool all = false;
  bool undetermined = false;
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

void print_table(Output& output, const std::vector<DueEntry>& entries, const model::Model& model) {
  Table table;
  table.add({"HOLDER", "DATA", "DUE", "ACTION", "BY"});
  for (const DueEntry& entry : entries) {
    table.add({holder_text(entry), held_text(entry), scenario::local_text(entry.due, *model.zone),
               entry.action ? std::string(exchange::text_of(*entry.action)) : "-", ground_text(entry)});
  }
  const std::vector<std::string> lines = table.lines();
  output.line(output.style().strong(lines.front()));
  std::for_each(lines.begin() + 1, lines.end(), [&](const std::string& line) { output.line(line); });
}

ExitStatus due(const DueArguments& arguments) {
  Output output(arguments.output);
  const std::optional<PolicySet> policy = load_policy(output, arguments.policy);
  if (!policy) return ExitStatus::kUnusable;
  std::optional<Instant> at = system_clock()();
  if (arguments.at) at = parse_moment(output, "--at", *arguments.at, *policy);
  if (!at) return ExitStatus::kUnusable;
  const std::optional<Store> store = open_store(output, arguments.store, Access::kRead, *policy);
  if (!store) return ExitStatus::kUnusable;
  Result<std::vector<DueEntry>> entries = store->due(*policy, *at);
  if (!entries) {
    output.message(entries.error().message);
    return ExitStatus::kUnusable;
  }
  std::erase_if(*entries, [&](const DueEntry& entry) {
    if (arguments.undetermined) return entry.undetermined.empty();
    return !arguments.all && entry.due > *at;
  });
  if (output.json()) {
    for (const DueEntry& entry : *entries) output.line(exchange::write_due(entry));
  } else if (entries->empty()) {
    const char* what = arguments.undetermined ? "undetermined" : arguments.all ? "held" : "due";
    output.message_text(fmt::format("nothing is {} at {}\n", what, moment_text(*at, *policy)));
  } else {
    print_table(output, *entries, policy->model());
    output.message_text(
        fmt::format("Times by the clock of {}; as at {}\n", policy->model().zone->name(), moment_text(*at, *policy)));
  }
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_due(CLI::App& program) {
  auto arguments = std::make_shared<DueArguments>();
  CLI::App* app = program.add_subcommand("due", "List what must be erased by when, and why");
  arguments->store.add_to(*app);
  add_policy_option(*app, arguments->policy);
  app->add_option("--at", arguments->at, "What is due at this time; default: now")->type_name("TIME");
  app->add_flag("--all", arguments->all, "Everything that is held, due or not");
  app->add_flag("--undetermined", arguments->undetermined,
                "Only what cannot be determined for want of a fact, due or not");
  arguments->output.add_to(*app);
  return {app, [arguments] { return due(*arguments); }};
}

}  // namespace licet::tool
