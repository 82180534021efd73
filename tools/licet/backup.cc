#include <engine/exchange/json_write.h>
#include <engine/time/civil.h>
#include <fmt/core.h>
#include <licet/backup.h>
#include <memory>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

struct BackupArguments {
  StorePlace place;
  std::string target;
  OutputOptions output;
};

std::string backup_json(const BackupArguments& arguments, const BackupOfStore& backup) {
  std::string json;
  exchange::ObjectWriter out(json);
  out.text("target", arguments.target);
  out.text("at", time::format_rfc3339(backup.at));
  out.number("records", backup.records);
  out.text("root", backup.root);
  out.number("files", backup.files);
  out.number("bytes", backup.bytes);
  out.end();
  return json;
}

std::string backup_text(const BackupArguments& arguments, const BackupOfStore& backup) {
  return fmt::format("{}: {} in {}, {} bytes, sound", one_line(arguments.target),
                     counted(backup.records, "record", "records"), counted(backup.files, "file", "files"),
                     backup.bytes);
}

ExitStatus make_backup(const BackupArguments& arguments) {
  Output output(arguments.output);
  const auto backup = back_up(arguments.place, arguments.target);
  if (!backup) {
    output.message(backup.error().message);
    return backup.error().kind == FailureKind::kDamaged ? ExitStatus::kFindings : ExitStatus::kUnusable;
  }
  output.line(output.json() ? backup_json(arguments, *backup) : backup_text(arguments, *backup));
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_backup(CLI::App& program) {
  auto arguments = std::make_shared<BackupArguments>();
  CLI::App* app = program.add_subcommand("backup", "Back a store up, also while it is written; keys are not in it");
  add_place_options(*app, arguments->place);
  app->add_option("TARGET", arguments->target, "The directory of the backup, missing or empty")
      ->type_name("")
      ->required();
  arguments->output.add_to(*app);
  return {app, [arguments] { return make_backup(*arguments); }};
}

}  // namespace licet::tool
