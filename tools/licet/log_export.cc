#include <engine/exchange/json_write.h>
#include <fmt/core.h>
#include <licet/signed_heads.h>
#include <memory>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

struct ExportArguments {
  StorePlace place;
  std::string target;
  OutputOptions output;
};

std::string exported_json(const ExportArguments& arguments, const ExportOfRecord& exported) {
  std::string json;
  exchange::ObjectWriter out(json);
  out.text("target", arguments.target);
  out.number("records", exported.records);
  out.number("before", exported.before);
  out.number("beyond", exported.beyond);
  out.end();
  return json;
}

std::string exported_text(const ExportArguments& arguments, const ExportOfRecord& exported) {
  std::string text = fmt::format("{}: {}, {} of them new", one_line(arguments.target),
                                 counted(exported.records, "record", "records"), exported.records - exported.before);
  if (exported.beyond > 0) text += fmt::format("; {} under no head yet", exported.beyond);
  return text;
}

ExitStatus export_to(const ExportArguments& arguments) {
  Output output(arguments.output);
  const auto exported = export_record(arguments.place, arguments.target);
  if (!exported) {
    output.message(exported.error().message);
    return ExitStatus::kUnusable;
  }
  output.line(output.json() ? exported_json(arguments, *exported) : exported_text(arguments, *exported));
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_log_export(CLI::App& program) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* app = log_commands(program).add_subcommand(
      "export", "Write the record's tree, without contents, as files that anybody can check (C2SP tlog-tiles)");
  add_place_options(*app, arguments->place);
  app->add_option("TARGET", arguments->target, "The directory of the export, made or continued")
      ->type_name("")
      ->required();
  arguments->output.add_to(*app);
  return {app, [arguments] { return export_to(*arguments); }};
}

}  // namespace licet::tool
