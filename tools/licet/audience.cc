#include <engine/exchange/permitted_json.h>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <tools/licet/audience_of_all.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/permitted_text.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/policy_in_use.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>

namespace licet::tool {
namespace {

struct Given {
  bool is_given = false;
  const char* name = "";
};

/// Is none of them given, which would say nothing there? Says so otherwise.
bool takes_none(Output& output, const std::string& there, std::initializer_list<Given> options) {
  for (const Given& option : options) {
    if (!option.is_given) continue;
    output.message(there + " takes no " + option.name);
    return false;
  }
  return true;
}

/// Of --outcome, --prove and --check-proof: does everything that is given belong to it?
bool is_one_question(Output& output, const AudienceArguments& arguments) {
  const bool checks = !arguments.proof.empty();
  const std::string there = arguments.told ? "--outcome" : arguments.proven ? "--prove" : "--check-proof";
  RequestOptions asked = arguments.request;
  asked.customer.reset();
  return takes_none(output, there,
                    {{arguments.told && arguments.proven, "--prove"},
                     {(arguments.told || arguments.proven) && checks, "--check-proof"},
                     {!checks && !arguments.key.empty(), "--key"},
                     {checks && arguments.request.customer, "--customer"},
                     {checks && !arguments.store.store.empty(), "--store"},
                     {!arguments.store.events.empty(), "--events"},
                     {!arguments.policy.path.empty(), "--policy"},
                     {arguments.policy.at.has_value(), "--policy-at"},
                     {asked.any(), "request: it is that of the audience"},
                     {!arguments.file.empty(), "FILE with a request"},
                     {arguments.denied, "--all"},
                     {arguments.no_record, "--no-record"},
                     {arguments.no_until, "--no-until"},
                     {!arguments.summary.empty(), "--summary"},
                     {arguments.format == "csv", "--format csv: it prints one JSON object"}});
}

/// Digits alone.
std::string number_of_record(const std::string& text) {
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? std::string() : "the number of a record is wanted, as 0 or 4";
}

/// All that is permitted to one.
ExitStatus permitted_to_one(Output& output, const AudienceArguments& arguments) {
  if (!takes_none(output, "what is permitted to one customer or device",
                  {{arguments.no_record, "--no-record: nothing of it is recorded"},
                   {arguments.no_until, "--no-until"},
                   {!arguments.summary.empty(), "--summary"},
                   {!arguments.key.empty(), "--key"}})) {
    return ExitStatus::kUnusable;
  }
  if (!arguments.request.data.empty() || !arguments.request.facts.empty() || !arguments.file.empty()) {
    output.message(
        "for one customer or device every data category is looked at, without facts of a request: leave out "
        "--data, --fact and FILE, or ask licet decide");
    return ExitStatus::kUnusable;
  }
  const auto in_use = open_policy_and_store(output, arguments.policy, arguments.store, Access::kRead);
  if (!in_use) return ExitStatus::kUnusable;
  const PolicySet& policy = in_use->policy;
  const RequestOptions& asked = arguments.request;
  PermittedRequest request;
  request.customer = asked.customer;
  request.device = asked.device;
  request.action = asked.action;
  request.purpose = asked.purpose;
  request.channel = asked.channel;
  request.recipient = asked.recipient;
  request.denied = arguments.denied;
  if (asked.at && !(request.at = parse_moment(output, "--at", *asked.at, policy))) return ExitStatus::kUnusable;
  if (asked.known && !(request.known = parse_moment(output, "--known", *asked.known, policy))) {
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

ExitStatus audience(const AudienceArguments& arguments) {
  Output output(arguments.output);
  if (arguments.told || arguments.proven || !arguments.proof.empty()) {
    if (!is_one_question(output, arguments)) return ExitStatus::kUnusable;
  }
  if (arguments.told) return told_outcome(output, arguments);
  if (arguments.proven) return proven_outcome(output, arguments);
  if (!arguments.proof.empty()) return checked_outcome(output, arguments);
  if (arguments.request.customer || arguments.request.device) return permitted_to_one(output, arguments);
  if (!takes_none(output, "an audience of all customers",
                  {{arguments.denied, "--all: why others are not permitted is counted in any case"},
                   {!arguments.key.empty(), "--key"}})) {
    return ExitStatus::kUnusable;
  }
  return permitted_of_all(output, arguments);
}

}  // namespace

SubCommand add_audience(CLI::App& program) {
  auto arguments = std::make_shared<AudienceArguments>();
  CLI::App* app = program.add_subcommand(
      "audience", "List the customers to whom something is permitted; or all that is permitted to one");
  arguments->store.add_to(*app);
  arguments->store.add_signing_to(*app);
  arguments->policy.add_to(*app);
  app->add_option("FILE", arguments->file, "The request as a JSON object, in place of options; -: standard input")
      ->type_name("");
  arguments->request.add_to(*app, "What is asked; with --customer or --device only that, and what lies within it",
                            "The time decided for; default: now");
  app->add_flag("--all", arguments->denied, "For one customer or device: what is denied, too");
  app->add_flag("--no-record", arguments->no_record, "Do not record the answer; then only reads the store");
  app->add_flag("--no-until", arguments->no_until, "Do not say until when it is permitted; faster");
  app->add_option("--summary", arguments->summary,
                  "Where counts by reason and rule are written as JSON; without it they "
                  "are told on standard error")
      ->type_name("FILE");
  app->add_option("--outcome", arguments->told,
                  "What the audience with this number in the record decided for --customer")
      ->type_name("N")
      ->check(number_of_record);
  app->add_option("--prove", arguments->proven, "Likewise, as a proof for whoever has the company's public key")
      ->type_name("N")
      ->check(number_of_record);
  app->add_option("--check-proof", arguments->proof, "Say what such a proof shows, by --key")->type_name("FILE");
  app->add_option("--key", arguments->key, "The company's public key, NAME+ID+BASE64")->type_name("VKEY");
  app->add_option("--format", arguments->format, "text, json (of all customers a line each) or csv")
      ->type_name("text|json|csv")
      ->check(CLI::IsMember({"text", "json", "csv"}).description(""));
  arguments->output.add_colour_to(*app);
  return {app, [arguments] { return audience(*arguments); }};
}

}  // namespace licet::tool
