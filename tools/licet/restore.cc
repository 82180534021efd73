#include <engine/exchange/json_write.h>
#include <engine/time/civil.h>
#include <fmt/core.h>
#include <licet/backup.h>
#include <memory>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

struct RestoreArguments {
  std::string backup;
  std::string directory;
  std::string master_key;
  std::string signing_key;
  bool older = false;
  OutputOptions output;
};

std::string restored_json(const RestoreArguments& arguments, const RestoredStore& restored) {
  std::string json;
  exchange::ObjectWriter out(json);
  out.text("store", arguments.directory);
  out.text("backed_up", time::format_rfc3339(restored.backup.at));
  out.number("backed_up_records", restored.backup.records);
  out.text("backed_up_root", restored.backup.root);
  out.number("records", restored.records);
  out.number("erasures", restored.erasures);
  if (restored.head) {
    out.number("head", *restored.head);
  } else {
    out.null("head");
  }
  if (restored.old_origin) {
    out.text("old_origin", *restored.old_origin);
  } else {
    out.null("old_origin");
  }
  out.end();
  return json;
}

std::string restored_text(const RestoreArguments& arguments, const RestoredStore& restored) {
  std::string text =
      fmt::format("{}: {} of {}, sound; {} applied again", one_line(arguments.directory),
                  counted(restored.backup.records, "record", "records"), time::format_rfc3339(restored.backup.at),
                  counted(restored.erasures, "erasure", "erasures"));
  if (!restored.head) {
    text += "\nno signed head beside a signing key was there that could tell whether the backup is the newest";
  } else if (!restored.old_origin) {
    text +=
        fmt::format("\nnot older than the newest signed head, over {}", counted(*restored.head, "record", "records"));
  } else {
    text += fmt::format("\nolder than the newest signed head, over {}: what came after is lost",
                        counted(*restored.head, "record", "records"));
  }
  if (restored.old_origin) {
    text += fmt::format(
        "\nit is another record from here on, and is not signed as before: make it a new key with a new name\n"
        "  licet log keygen --store {} --signing-key FILE --name NAME",
        one_line(arguments.directory));
    if (!restored.old_origin->empty()) text += fmt::format("\nNAME must not be {}", one_line(*restored.old_origin));
  }
  return text;
}

ExitStatus restore_backup(const RestoreArguments& arguments) {
  Output output(arguments.output);
  const StorePlace place{arguments.directory, arguments.master_key, arguments.signing_key};
  const auto restored = restore(arguments.backup, place, {arguments.older});
  if (!restored) {
    output.message(restored.error().message);
    return restored.error().kind == FailureKind::kDamaged ? ExitStatus::kFindings : ExitStatus::kUnusable;
  }
  output.line(output.json() ? restored_json(arguments, *restored) : restored_text(arguments, *restored));
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_restore(CLI::App& program) {
  auto arguments = std::make_shared<RestoreArguments>();
  CLI::App* app = program.add_subcommand("restore", "Put a backup back as a store, without who was erased since");
  app->add_option("BACKUP", arguments->backup, "The directory of the backup")->type_name("")->required();
  app->add_option("DIR", arguments->directory, "The directory of the store, missing or empty")
      ->type_name("")
      ->required();
  app->add_option("--master-key", arguments->master_key,
                  "Where the store's master key stands, with the list of erasures (FILE.erased) beside it")
      ->type_name("FILE")
      ->required();
  app->add_option("--signing-key", arguments->signing_key,
                  "Where the key stands that signed the record: the head beside it tells an older backup")
      ->type_name("FILE");
  app->add_flag("--older", arguments->older,
                "Also a backup that is older than the newest signed head, if there is no other: what came after is "
                "lost, and a new signing key with another name is needed");
  arguments->output.add_to(*app);
  return {app, [arguments] { return restore_backup(*arguments); }};
}

}  // namespace licet::tool
