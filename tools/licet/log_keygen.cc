#include <engine/exchange/json_write.h>
#include <licet/signed_heads.h>
#include <memory>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>

namespace licet::tool {
namespace {

struct KeygenArguments {
  StorePlace place;
  std::string name;
  bool rotate = false;
  bool list = false;
  OutputOptions output;
};

Result<std::vector<std::string>> keys_of(const KeygenArguments& arguments) {
  if (arguments.list) return verifier_keys(arguments.place);
  auto key = arguments.rotate ? change_signing_key(arguments.place) : make_signing_key(arguments.place, arguments.name);
  if (!key) return tl::unexpected(key.error());
  return std::vector<std::string>{std::move(*key)};
}

ExitStatus keygen(const KeygenArguments& arguments) {
  Output output(arguments.output);
  const auto keys = keys_of(arguments);
  if (!keys) {
    output.message(keys.error().message);
    return ExitStatus::kUnusable;
  }
  for (const std::string& key : *keys) {
    if (!output.json()) {
      output.line(key);
      continue;
    }
    std::string json;
    exchange::ObjectWriter out(json);
    out.text("key", key);
    out.end();
    output.line(json);
  }
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_log_keygen(CLI::App& program) {
  auto arguments = std::make_shared<KeygenArguments>();
  CLI::App* app = log_commands(program).add_subcommand(
      "keygen", "Make the key that signs the record, and print the key that others verify it with");
  add_place_options(*app, arguments->place);
  auto* name = app->add_option("--name", arguments->name,
                               "How the record is called in its heads; without it licet/ and the record's id")
                   ->type_name("ORIGIN");
  auto* rotate = app->add_flag("--rotate", arguments->rotate,
                               "Put a new key of the same name in the place of the one that is there");
  auto* list = app->add_flag("--list", arguments->list,
                             "Make none, but print the keys to verify with: the present one, then those before it");
  rotate->excludes(name);
  list->excludes(name)->excludes(rotate);
  arguments->output.add_to(*app);
  return {app, [arguments] { return keygen(*arguments); }};
}

}  // namespace licet::tool
