#include <engine/exchange/json_write.h>
#include <fmt/core.h>
#include <fstream>
#include <iostream>
#include <licet/signed_heads.h>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <vector>

namespace licet::tool {
namespace {

/// More than any note has.
constexpr std::size_t kMostBytes = std::size_t{1} << 20U;

struct CheckpointArguments {
  StorePlace place;
  std::string added;
  std::vector<std::string> witnesses;
  OutputOptions output;
};

/// What a witness answered; none if it cannot be read.
std::optional<std::string> read_answer(const std::string& path) {
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  std::istream& in = path == "-" ? std::cin : file;
  std::string bytes(kMostBytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in.eof() && !in.good()) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

std::string head_json(const HeadOfRecord& head) {
  std::string json;
  exchange::ObjectWriter out(json);
  out.text("origin", head.origin);
  out.number("records", head.records);
  out.text("root", head.root);
  out.texts("signers", head.signers);
  out.text("note", head.note);
  out.end();
  return json;
}

ExitStatus print(Output& output, const HeadOfRecord& head) {
  if (output.json()) {
    output.line(head_json(head));
  } else {
    output.text(head.note);
  }
  return output.finish(ExitStatus::kDone);
}

ExitStatus add(Output& output, const CheckpointArguments& arguments) {
  const auto answer = read_answer(arguments.added);
  if (!answer) {
    output.message(fmt::format("{} cannot be read", arguments.added));
    return ExitStatus::kUnusable;
  }
  const auto head = add_cosignatures(arguments.place, *answer, arguments.witnesses);
  if (head) return print(output, *head);
  output.message(head.error().message);
  return ExitStatus::kUnusable;
}

ExitStatus checkpoint(const CheckpointArguments& arguments) {
  Output output(arguments.output);
  if (!arguments.added.empty()) return add(output, arguments);
  const auto head = newest_head(arguments.place);
  if (head && *head) return print(output, **head);
  output.message(head ? "no head of this record was signed yet: make a key with licet log keygen; the next one who "
                        "writes the store signs"
                      : head.error().message);
  return ExitStatus::kUnusable;
}

}  // namespace

SubCommand add_log_checkpoint(CLI::App& program) {
  auto arguments = std::make_shared<CheckpointArguments>();
  CLI::App* app = log_commands(program).add_subcommand("checkpoint", "Print the newest signed head of the record");
  add_place_options(*app, arguments->place);
  auto* added = app->add_option("--add", arguments->added,
                                "Keep what a witness signed: its lines, or the whole note; - is standard input")
                    ->type_name("FILE");
  auto* witness = app->add_option("--witness", arguments->witnesses, "The key to verify the witness with")
                      ->type_name("NAME+ID+KEY");
  added->needs(witness);
  witness->needs(added);
  arguments->output.add_to(*app);
  return {app, [arguments] { return checkpoint(*arguments); }};
}

}  // namespace licet::tool
