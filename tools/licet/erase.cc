#include <engine/exchange/erasure_json.h>
#include <fmt/core.h>
#include <licet/sentences.h>
#include <memory>
#include <optional>
#include <string>
#include <tools/licet/explanation_options.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::size_t kTextWidth = 100;

struct EraseArguments {
  StoreOptions store;
  std::string policy;
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::optional<std::string> at;
  ExplanationOptions explanation;
  OutputOptions output;
};

void print(Output& output, const Erasure& erasure, const EraseArguments& arguments, const PolicySet& policy) {
  const std::string holder = arguments.customer ? "customer " + *arguments.customer : "device " + *arguments.device;
  output.line(output.style().strong(one_line(holder)) +
              fmt::format(" erased, record {}; {} kept", erasure.record,
                          counted(erasure.kept_events, "event is", "events are")));
  for (const Language language : arguments.explanation.chosen()) {
    for (const std::string& sentence : sentences(erasure, policy, language)) {
      output.text(wrapped(sentence, 2, kTextWidth));
    }
  }
}

ExitStatus erase(const EraseArguments& arguments) {
  Output output(arguments.output);
  if (arguments.customer.has_value() == arguments.device.has_value()) {
    output.message("say whom: --customer ID or --device ID");
    return ExitStatus::kUnusable;
  }
  const std::optional<PolicySet> policy = load_policy(output, arguments.policy);
  if (!policy) return ExitStatus::kUnusable;
  ErasureRequest request{arguments.customer, arguments.device, std::nullopt};
  if (arguments.at && !(request.at = parse_moment(output, "--at", *arguments.at, *policy))) {
    return ExitStatus::kUnusable;
  }
  std::optional<Store> store = open_directory(output, arguments.store, Access::kWrite);
  if (!store) return ExitStatus::kUnusable;
  OperatorLog log(output, arguments.store.log);
  const auto erasure = store->erase(request, *policy);
  const ExitStatus closed = close_store(*store, log);
  if (!erasure) {
    const auto* failure = std::get_if<Failure>(&erasure.error());
    output.message(failure != nullptr ? failure->message : text_of(std::get<InputError>(erasure.error())));
    return ExitStatus::kUnusable;
  }
  if (output.json()) {
    output.line(exchange::write_erasure(*erasure));
  } else {
    print(output, *erasure, arguments, *policy);
  }
  return output.finish(closed);
}

}  // namespace

SubCommand add_erase(CLI::App& program) {
  auto arguments = std::make_shared<EraseArguments>();
  CLI::App* app = program.add_subcommand("erase", "Erase a customer or a device, but for what must still be kept");
  app->add_option("--store", arguments->store.store, "The directory of the store")->type_name("DIR")->required();
  arguments->store.add_opening_to(*app);
  add_policy_option(*app, arguments->policy);
  app->add_option("--customer", arguments->customer, "Whose records")->type_name("ID");
  app->add_option("--device", arguments->device, "Likewise of a device")->type_name("ID");
  app->add_option("--at", arguments->at, "What happened before this time; default: now, and so everything")
      ->type_name("TIME");
  arguments->explanation.add_language_to(*app);
  arguments->output.add_to(*app);
  return {app, [arguments] { return erase(*arguments); }};
}

}  // namespace licet::tool
