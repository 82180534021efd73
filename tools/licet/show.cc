#include <engine/check/model.h>
#include <engine/exchange/names.h>
#include <engine/exchange/overview_json.h>
#include <engine/exchange/recorded_decision_json.h>
#include <engine/exchange/unknown_name.h>
#include <fmt/core.h>
#include <memory>
#include <string>
#include <tools/licet/answer_text.h>
#include <tools/licet/explanation_options.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/policy_in_use.h>
#include <tools/licet/standing_text.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>

namespace licet::tool {
namespace {

/// Decisions listed without --all: as many as fit on a page.
constexpr std::size_t kShownDecisions = 20;

struct ShowArguments {
  StoreOptions store;
  PolicyOptions policy;
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::optional<std::string> recipient;
  std::optional<std::string> at;
  std::optional<std::string> known;
  std::optional<std::uint64_t> record;
  bool all = false;
  ExplanationOptions explanation;
  OutputOptions output;
};

/// One line of results, if it could be written.
ExitStatus print(Output& output, const Result<std::string>& line) {
  if (!line) {
    output.message(line.error().message);
    return ExitStatus::kUnusable;
  }
  output.line(*line);
  return output.finish(ExitStatus::kDone);
}

ExitStatus show_decision(Output& output, const ShowArguments& arguments) {
  if (arguments.customer || arguments.device || arguments.recipient || arguments.at || arguments.known ||
      arguments.all) {
    output.message(
        "--record shows one decision as it was made, and takes no --customer, --device, --recipient, --at, --known or "
        "--all");
    return ExitStatus::kUnusable;
  }
  if (arguments.store.store.empty() || !arguments.store.events.empty()) {
    output.message("--record needs --store DIR: decisions on events in memory are recorded nowhere");
    return ExitStatus::kUnusable;
  }
  const std::optional<Store> store = open_directory(output, arguments.store, Access::kRead);
  if (!store) return ExitStatus::kUnusable;
  const auto decision = store->recorded_decision(*arguments.record);
  if (!decision) return refused(output, decision.error());
  ExplanationOptions explained = arguments.explanation;
  explained.explain = true;
  const std::vector<Sentences> sentences = explained.sentences(decision->explanation, decision->policy);
  if (output.json()) {
    return print(output, exchange::write_recorded_decision(decision->record, decision->recorded, decision->request,
                                                           decision->explanation, sentences));
  }
  const PolicySet& policy = decision->policy;
  output.text(answer_text(decision->request, decision->explanation.decision, policy, output.style()));
  output.line(fmt::format("  Recorded    {}", moment_text(decision->recorded, policy)));
  const std::string version = policy.version() == 0 ? "" : fmt::format(", version {}", policy.version());
  output.line(fmt::format("  Policy      {}{}, {}", policy.name(), version, policy.digest()));
  output.line("");
  output.text(explanation_text(sentences, output.style()));
  return output.finish(ExitStatus::kDone);
}

ExitStatus show_standing(Output& output, const ShowArguments& arguments) {
  const int holders =
      int{arguments.customer.has_value()} + int{arguments.device.has_value()} + int{arguments.recipient.has_value()};
  if (holders != 1) {
    output.message("say of whom: --customer ID, --device ID or --recipient NAME; or which decision: --record N");
    return ExitStatus::kUnusable;
  }
  if (arguments.policy.path.empty() && !arguments.policy.at) {
    output.message("--policy PATH is missing, or --policy-at TIME: what is known of someone is told by a policy set");
    return ExitStatus::kUnusable;
  }
  const auto in_use = open_policy_and_store(output, arguments.policy, arguments.store, Access::kRead);
  if (!in_use) return ExitStatus::kUnusable;
  const PolicySet& policy = in_use->policy;
  OverviewRequest request;
  request.of = {arguments.customer, arguments.device, std::nullopt, std::nullopt, arguments.recipient};
  request.languages = arguments.explanation.chosen();
  if (!arguments.all) request.decisions = kShownDecisions;
  if (arguments.at && !(request.of.at = parse_moment(output, "--at", *arguments.at, policy))) {
    return ExitStatus::kUnusable;
  }
  if (arguments.known && !(request.of.known = parse_moment(output, "--known", *arguments.known, policy))) {
    return ExitStatus::kUnusable;
  }
  const auto overview = in_use->store.overview(request, policy);
  if (!overview) return refused(output, overview.error());
  const Standing& standing = overview->standing;
  const auto& recipients = policy.model().recipients;
  // One that is declared no longer still has its history.
  if (arguments.recipient && standing.history.empty() && !recipients.find(*arguments.recipient)) {
    return refused(output, CallError(exchange::unknown_name("recipient", "recipient", *arguments.recipient,
                                                            exchange::names_of(recipients))));
  }
  if (output.json()) return print(output, exchange::write_overview(*overview, request.languages));
  output.text(standing_text(*overview, policy, output.style()));
  return output.finish(ExitStatus::kDone);
}

ExitStatus show(const ShowArguments& arguments) {
  Output output(arguments.output);
  return arguments.record ? show_decision(output, arguments) : show_standing(output, arguments);
}

}  // namespace

SubCommand add_show(CLI::App& program) {
  auto arguments = std::make_shared<ShowArguments>();
  CLI::App* app = program.add_subcommand("show", "Show all that is known of a customer, or a recorded decision");
  arguments->store.add_to(*app);
  arguments->policy.add_to(*app);
  app->add_option("--customer", arguments->customer, "Whose consents, facts and history")->type_name("ID");
  app->add_option("--device", arguments->device, "Likewise of a device")->type_name("ID");
  app->add_option("--recipient", arguments->recipient, "Facts and history of a recipient")->type_name("NAME");
  app->add_option("--at", arguments->at, "As it stands at this time; default: now")->type_name("TIME");
  app->add_option("--known", arguments->known, "Only what was recorded until then; default: everything")
      ->type_name("TIME");
  app->add_option("--record", arguments->record, "The decision with this number, explained by its own policy set")
      ->type_name("N");
  app->add_flag("--all", arguments->all, "All decisions; default: the newest 20");
  arguments->explanation.add_language_to(*app);
  arguments->output.add_to(*app);
  return {app, [arguments] { return show(*arguments); }};
}

}  // namespace licet::tool
