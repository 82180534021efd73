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
#include <vector>

namespace licet::tool {
namespace {

constexpr std::size_t kTextWidth = 100;

struct EraseArguments {
  StoreOptions store;
  std::string policy;
  std::vector<std::string> customers;
  std::vector<std::string> devices;
  std::optional<std::string> at;
  ExplanationOptions explanation;
  OutputOptions output;
};

using Outcome = tl::expected<Erasure, CallError>;

/// Customers first, each kind in the order given.
std::vector<ErasureRequest> requests_of(const EraseArguments& arguments, std::optional<Instant> at) {
  std::vector<ErasureRequest> requests;
  for (const std::string& customer : arguments.customers) requests.push_back({customer, std::nullopt, at});
  for (const std::string& device : arguments.devices) requests.push_back({std::nullopt, device, at});
  return requests;
}

void print(Output& output, const ErasureRequest& request, const Erasure& erasure, const EraseArguments& arguments,
           const PolicySet& policy) {
  const std::string holder = request.customer ? "customer " + *request.customer : "device " + *request.device;
  output.line(output.style().strong(one_line(holder)) +
              fmt::format(" erased, record {}; {} kept", erasure.record,
                          counted(erasure.kept_events, "event is", "events are")));
  for (const Language language : arguments.explanation.chosen()) {
    for (const std::string& sentence : sentences(erasure, policy, language)) {
      output.text(wrapped(sentence, 2, kTextWidth));
    }
  }
}

/// Who could not be erased is named by place among those given: messages hold no identifiers.
std::string refusal_text(const ErasureRequest& request, std::size_t place, std::size_t of, const InputError& error) {
  if (of == 1) return text_of(error);
  return fmt::format("{} {} is not erased: {}", request.customer ? "customer" : "device", place, text_of(error));
}

ExitStatus print_all(Output& output, const std::vector<ErasureRequest>& requests, const std::vector<Outcome>& outcomes,
                     const EraseArguments& arguments, const PolicySet& policy) {
  ExitStatus status = ExitStatus::kDone;
  std::string failed;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const ErasureRequest& request = requests[i];
    if (outcomes[i]) {
      if (output.json()) {
        output.line(exchange::write_erasure(request, *outcomes[i]));
      } else {
        print(output, request, *outcomes[i], arguments, policy);
      }
      continue;
    }
    status = ExitStatus::kUnusable;
    if (const auto* failure = std::get_if<Failure>(&outcomes[i].error())) {
      if (failure->message != failed) output.message(failure->message);
      failed = failure->message;
      continue;
    }
    const auto& error = std::get<InputError>(outcomes[i].error());
    const std::size_t place = request.customer ? i + 1 : i + 1 - arguments.customers.size();
    if (output.json()) output.line(exchange::write_refused_erasure(request, error));
    output.message(refusal_text(request, place, requests.size(), error));
  }
  return status;
}

ExitStatus erase(const EraseArguments& arguments) {
  Output output(arguments.output);
  if (arguments.customers.empty() && arguments.devices.empty()) {
    output.message("say whom: --customer ID or --device ID");
    return ExitStatus::kUnusable;
  }
  const std::optional<PolicySet> policy = load_policy(output, arguments.policy);
  if (!policy) return ExitStatus::kUnusable;
  std::optional<Instant> at;
  if (arguments.at && !(at = parse_moment(output, "--at", *arguments.at, *policy))) return ExitStatus::kUnusable;
  const std::vector<ErasureRequest> requests = requests_of(arguments, at);
  std::optional<Store> store = open_directory(output, arguments.store, Access::kWrite);
  if (!store) return ExitStatus::kUnusable;
  OperatorLog log(output, arguments.store.log);
  const std::vector<Outcome> outcomes = store->erase(requests, *policy);
  const ExitStatus closed = close_store(*store, log);
  return output.finish(worse(print_all(output, requests, outcomes, arguments, *policy), closed));
}

}  // namespace

SubCommand add_erase(CLI::App& program) {
  auto arguments = std::make_shared<EraseArguments>();
  CLI::App* app = program.add_subcommand("erase", "Erase customers and devices, but for what must still be kept");
  app->add_option("--store", arguments->store.store, "The directory of the store")->type_name("DIR")->required();
  arguments->store.add_opening_to(*app);
  add_policy_option(*app, arguments->policy);
  const auto add_holders = [app](const char* name, std::vector<std::string>& ids, const char* what) {
    app->add_option(name, ids, what)->type_name("ID")->allow_extra_args(false);
  };
  add_holders("--customer", arguments->customers, "Whose records; also several times: all are erased together");
  add_holders("--device", arguments->devices, "Likewise of a device");
  app->add_option("--at", arguments->at, "What happened before this time; default: now, and so everything")
      ->type_name("TIME");
  arguments->explanation.add_language_to(*app);
  arguments->output.add_to(*app);
  return {app, [arguments] { return erase(*arguments); }};
}

}  // namespace licet::tool
