#include <engine/exchange/permitted_json.h>
#include <memory>
#include <optional>
#include <string>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/permitted_text.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/policy_in_use.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>

namespace licet::tool {
namespace {

struct AudienceArguments {
  StoreOptions store;
  PolicyOptions policy;
  PermittedRequest request;  ///< without its times
  std::optional<std::string> at;
  std::optional<std::string> known;
  std::string format = "text";
  OutputOptions output;
};

ExitStatus audience(const AudienceArguments& arguments) {
  Output output(arguments.output);
  PermittedRequest request = arguments.request;
  if (!request.customer && !request.device) {
    output.message("say for whom: --customer ID, --device ID, or both");
    return ExitStatus::kUnusable;
  }
  const auto in_use = open_policy_and_store(output, arguments.policy, arguments.store, Access::kRead);
  if (!in_use) return ExitStatus::kUnusable;
  const PolicySet& policy = in_use->policy;
  if (arguments.at && !(request.at = parse_moment(output, "--at", *arguments.at, policy))) {
    return ExitStatus::kUnusable;
  }
  if (arguments.known && !(request.known = parse_moment(output, "--known", *arguments.known, policy))) {
    return ExitStatus::kUnusable;
  }
  const auto permitted = in_use->store.permitted(request, policy);
  if (!permitted) return refused(output, permitted.error());
  if (arguments.format == "json") {
    output.line(exchange::write_permitted(*permitted));
  } else if (arguments.format == "csv") {
    output.text(exchange::write_permitted_csv(*permitted));
  } else {
    output.text(permitted_text(*permitted, policy, output.style()));
  }
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_audience(CLI::App& program) {
  auto arguments = std::make_shared<AudienceArguments>();
  CLI::App* app = program.add_subcommand("audience", "Show all that is permitted to one customer or device");
  arguments->store.add_to(*app);
  arguments->policy.add_to(*app);
  PermittedRequest& request = arguments->request;
  const auto add = [&](const char* name, std::optional<std::string>& value, const char* help, const char* type) {
    app->add_option(name, value, help)->type_name(type);
  };
  add("--customer", request.customer, "The customer; or --device, or both", "ID");
  add("--device", request.device, "The device", "ID");
  add("--action", request.action, "Only this action, and those within it", "NAME");
  add("--purpose", request.purpose, "Only this purpose, and those within it", "NAME");
  add("--channel", request.channel, "Only by this channel, and those within it", "NAME");
  add("--recipient", request.recipient, "Only to this recipient, and those within it", "NAME");
  add("--at", arguments->at, "The time decided for; default: now", "TIME");
  add("--known", arguments->known, "Only what was recorded until then; default: everything", "TIME");
  app->add_flag("--all", request.denied, "What is denied, too");
  app->add_option("--format", arguments->format, "text, json (one object) or csv (a line for each combination)")
      ->type_name("text|json|csv")
      ->check(CLI::IsMember({"text", "json", "csv"}).description(""));
  arguments->output.add_colour_to(*app);
  return {app, [arguments] { return audience(*arguments); }};
}

}  // namespace licet::tool
