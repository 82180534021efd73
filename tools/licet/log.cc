#include <engine/exchange/json_write.h>
#include <fmt/core.h>
#include <licet/record_check.h>
#include <memory>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

struct VerifyArguments {
  std::string store;
  std::string master_key;
  std::string signing_key;
  OutputOptions output;
};

std::string finding_json(const RecordFinding& finding) {
  std::string json;
  exchange::ObjectWriter writer(json);
  if (finding.record) {
    writer.number("record", *finding.record);
  } else {
    writer.null("record");
  }
  writer.text("file", finding.file);
  writer.text("message", finding.message);
  writer.end();
  return json;
}

std::string finding_text(const RecordFinding& finding) {
  // Many messages name their file themselves.
  const bool named = finding.message.find(finding.file) != std::string::npos;
  return one_line(named ? finding.message : finding.file + ": " + finding.message);
}

std::string summary_json(const RecordCheck& check) {
  std::string json;
  exchange::ObjectWriter writer(json);
  writer.boolean("sound", check.findings.empty());
  writer.number("findings", check.findings.size());
  writer.number("records", check.records);
  writer.number("events", check.events);
  writer.number("decisions", check.decisions);
  writer.number("erased", check.erased);
  writer.number("segments", check.segments);
  writer.number("bytes", check.bytes);
  if (check.root.empty()) {
    writer.null("root");
  } else {
    writer.text("root", check.root);
  }
  writer.boolean("contents_checked", check.contents_checked);
  if (check.index_rows) {
    writer.number("index_rows", *check.index_rows);
  } else {
    writer.null("index_rows");
  }
  writer.end();
  return json;
}

std::string summary_text(const RecordCheck& check, const Style& style) {
  std::string text =
      fmt::format("{} ({}, {}, {} erased) in {}, {} bytes; ", counted(check.records, "record", "records"),
                  counted(check.events, "event", "events"), counted(check.decisions, "decision", "decisions"),
                  check.erased, counted(check.segments, "segment", "segments"), check.bytes);
  text += check.index_rows ? counted(*check.index_rows, "row", "rows") + " in the index" : "no index";
  if (!check.root.empty()) text += "\nroot " + check.root;
  if (!check.contents_checked) text += "\ncontents were not checked: that takes the master key";
  return text + '\n' +
         (check.findings.empty() ? style.good("sound")
                                 : style.bad(counted(check.findings.size(), "finding", "findings")));
}

ExitStatus verify(const VerifyArguments& arguments) {
  Output output(arguments.output);
  const Result<RecordCheck> check = check_record(arguments.store, arguments.master_key, arguments.signing_key);
  if (!check) {
    output.message(check.error().message);
    return ExitStatus::kUnusable;
  }
  for (const RecordFinding& finding : check->findings) {
    if (output.json()) {
      output.line(finding_json(finding));
    } else {
      output.line(finding_text(finding));
    }
  }
  output.line(output.json() ? summary_json(*check) : summary_text(*check, output.style()));
  return output.finish(check->findings.empty() ? ExitStatus::kDone : ExitStatus::kFindings);
}

}  // namespace

CLI::App& log_commands(CLI::App& program) {
  const auto made = program.get_subcommands([](const CLI::App* one) { return one->get_name() == "log"; });
  return made.empty() ? *program.add_subcommand("log", "Look after the record of a store") : *made.front();
}

SubCommand add_log_verify(CLI::App& program) {
  auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* app = log_commands(program).add_subcommand("verify", "Check that a store is as it was written, bit by bit");
  app->add_option("--store", arguments->store, "The directory of the store")->type_name("DIR")->required();
  add_master_key_option(*app, arguments->master_key);
  add_signing_key_option(*app, arguments->signing_key);
  arguments->output.add_to(*app);
  return {app, [arguments] { return verify(*arguments); }};
}

}  // namespace licet::tool
