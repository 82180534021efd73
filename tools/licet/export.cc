#include <engine/exchange/export_json.h>
#include <engine/explain/person_document.h>
#include <memory>
#include <optional>
#include <string>
#include <tools/licet/explanation_options.h>
#include <tools/licet/export_text.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/policy_in_use.h>
#include <tools/licet/private_file.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>

namespace licet::tool {
namespace {

struct ExportArguments {
  StoreOptions store;
  PolicyOptions policy;
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::optional<std::string> at;
  std::optional<std::string> known;
  std::string as = "access";
  std::optional<std::string> format;
  std::string file = "-";
  ExplanationOptions explanation;
  OutputOptions output;
};

/// The bytes of the export.
Result<std::string> written(const Export& all, const PolicySet& policy, const ExportArguments& arguments,
                            const Output& output) {
  if (arguments.as == "portable") return exchange::write_portable(all);
  if (arguments.as == "consents") {
    auto records = exchange::write_consent_records(all);
    if (records) *records += '\n';
    return records;
  }
  const Language language = arguments.explanation.chosen().front();
  if (arguments.format == "html") return export_page(all, policy, language);
  if (arguments.format == "text") {
    const Style style = arguments.file == "-" ? output.style() : Style(false);
    return document_text(explain::person_document(all, policy.model(), language), style);
  }
  std::vector<exchange::RightsSaid> rights;
  for (const Language one : arguments.explanation.chosen()) rights.push_back({one, personal_rights(one)});
  auto json = exchange::write_export(all, rights);
  if (json) *json += '\n';
  return json;
}

/// Says what does not go together.
bool fits_together(Output& output, const ExportArguments& arguments) {
  if (arguments.customer.has_value() == arguments.device.has_value()) {
    output.message("say whose: --customer ID or --device ID");
    return false;
  }
  if (arguments.as != "access" && arguments.format.value_or("json") != "json") {
    output.message("--as " + arguments.as + " is for machines: its format is json");
    return false;
  }
  const bool one_language = arguments.format && *arguments.format != "json";
  if (one_language && arguments.explanation.chosen().size() > 1) {
    output.message("a page for a person is in one language: --language english or --language german");
    return false;
  }
  return true;
}

ExitStatus export_person(const ExportArguments& arguments) {
  Output output(arguments.output);
  if (!fits_together(output, arguments)) return ExitStatus::kUnusable;
  const auto in_use = open_policy_and_store(output, arguments.policy, arguments.store, Access::kRead);
  if (!in_use) return ExitStatus::kUnusable;
  const PolicySet& policy = in_use->policy;
  ExportRequest request{arguments.customer, arguments.device, std::nullopt, std::nullopt,
                        arguments.explanation.chosen()};
  if (arguments.at && !(request.at = parse_moment(output, "--at", *arguments.at, policy))) {
    return ExitStatus::kUnusable;
  }
  if (arguments.known && !(request.known = parse_moment(output, "--known", *arguments.known, policy))) {
    return ExitStatus::kUnusable;
  }
  const auto all = in_use->store.export_of(request, policy);
  if (!all) return refused(output, all.error());
  const bool empty = all->standing.history.empty() && all->decisions.empty();
  if (empty) output.message("nothing is recorded under this reference; what is written says so");
  const ExitStatus done = empty ? ExitStatus::kFindings : ExitStatus::kDone;
  const auto bytes = written(*all, policy, arguments, output);
  if (!bytes) return refused(output, CallError(bytes.error()));
  if (arguments.file == "-") {
    output.text(*bytes);
    return output.finish(done);
  }
  if (const std::string wrong = write_private_file(arguments.file, *bytes); !wrong.empty()) {
    output.message(wrong);
    return ExitStatus::kUnusable;
  }
  return output.finish(done);
}

}  // namespace

SubCommand add_export(CLI::App& program) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* app = program.add_subcommand("export", "Hand a person all that is held of them, or what they provided");
  arguments->store.add_to(*app);
  arguments->policy.add_to(*app);
  app->add_option("--customer", arguments->customer, "Whose data")->type_name("ID");
  app->add_option("--device", arguments->device, "Likewise of a device")->type_name("ID");
  app->add_option("--at", arguments->at, "As it stands at this time; default: now")->type_name("TIME");
  app->add_option("--known", arguments->known, "Only what was recorded until then; default: everything")
      ->type_name("TIME");
  app->add_option(
         "--as", arguments->as,
         "access: everything (as without it); portable: what the person provided, as events; consents: consent "
         "records")
      ->type_name("WHAT")
      ->check(CLI::IsMember({"access", "portable", "consents"}).description(""));
  app->add_option("--format", arguments->format, "json (as without it), html (a page to print) or text")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"json", "html", "text"}).description(""));
  arguments->explanation.add_language_to(*app);
  app->add_option("-o,--output", arguments->file,
                  "The file to write, readable by its owner; without it, or -: standard output")
      ->type_name("FILE");
  arguments->output.add_colour_to(*app);
  return {app, [arguments] { return export_person(*arguments); }};
}

}  // namespace licet::tool
