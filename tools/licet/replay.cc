#include <algorithm>
#include <chrono>
#include <engine/exchange/json_write.h>
#include <fmt/core.h>
#include <fstream>
#include <licet/replay.h>
#include <licet/version.h>
#include <memory>
#include <optional>
#include <string>
#include <tools/licet/output.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_difference.h>
#include <tools/licet/text_layout.h>
#include <vector>

namespace licet::tool {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kBundleBytes = std::size_t{1} << 30U;
constexpr std::chrono::milliseconds kDrawnEvery{100};

struct ReplayArguments {
  std::string store;
  std::string master_key;
  std::string signing_key;
  std::vector<std::string> bundles;
  std::optional<std::uint64_t> from;
  std::optional<std::uint64_t> until;
  OutputOptions output;
};

std::optional<std::string> file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  std::vector<char> piece(std::size_t{1} << 16U);
  while (file && bytes.size() <= kBundleBytes) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    bytes.append(piece.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (!file.eof() && bytes.size() <= kBundleBytes) return std::nullopt;
  return bytes;
}

/// `name` is that of the bundle, or empty.
std::string replayed_json(const Replayed& replayed, const std::string& name) {
  std::string json;
  exchange::ObjectWriter out(json);
  if (!name.empty()) out.text("bundle", name);
  out.number("record", replayed.record);
  out.instant("recorded", replayed.recorded);
  out.text("policy", replayed.policy);
  out.text("engine", replayed.engine);
  out.boolean("same", replayed.differences.empty());
  if (!name.empty()) out.boolean("sentences_compared", replayed.sentences_compared);
  out.name("differences");
  json += '[';
  for (const ReplayDifference& each : replayed.differences) {
    if (json.back() != '[') json += ',';
    exchange::ObjectWriter difference(json);
    difference.text("field", each.field);
    difference.raw("recorded", each.recorded.empty() ? "null" : each.recorded);
    difference.raw("again", each.again.empty() ? "null" : each.again);
    difference.end();
  }
  json += ']';
  out.end();
  return json;
}

void print_differences(Output& output, const Replayed& replayed) {
  for (const ReplayDifference& each : replayed.differences) {
    const auto [recorded, again] = where_they_differ(each.recorded, each.again);
    output.line(fmt::format("  {}", output.style().strong(one_line(each.field))));
    output.line(fmt::format("    recorded  {}", recorded.empty() ? "nothing" : recorded));
    output.line(fmt::format("    again     {}", again.empty() ? "nothing" : again));
  }
}

ExitStatus replay_file(Output& output, const std::string& path) {
  const auto bytes = file_bytes(path);
  if (!bytes) {
    output.message(fmt::format("{} cannot be read", one_line(path)));
    return ExitStatus::kUnusable;
  }
  const Result<Replayed> replayed = replay_bundle(*bytes);
  if (!replayed) {
    output.message(fmt::format("{}: {}", one_line(path), replayed.error().message));
    return ExitStatus::kFindings;
  }
  const bool same = replayed->differences.empty();
  if (output.json()) {
    output.line(replayed_json(*replayed, path));
  } else {
    output.line(fmt::format("{}: record {}: {}", one_line(path), replayed->record,
                            same ? output.style().good("the same") : output.style().bad("different")));
    print_differences(output, *replayed);
    if (!replayed->sentences_compared) {
      output.line(fmt::format("  decided by Licet {}: sentences are not compared, this is {}",
                              one_line(replayed->engine), kVersion));
    }
  }
  return same ? ExitStatus::kDone : ExitStatus::kFindings;
}

std::string count_json(const ReplayCount& count, double seconds) {
  std::string json;
  exchange::ObjectWriter out(json);
  out.number("records", count.records);
  out.number("decisions", count.decisions);
  out.number("same", count.same);
  out.number("different", count.different);
  out.number("erased", count.erased);
  out.number("milliseconds", static_cast<std::uint64_t>(1e3 * seconds));
  out.end();
  return json;
}

/// Decisions a second.
std::uint64_t rate(const ReplayCount& count, double seconds) {
  return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(count.same + count.different) / seconds) : 0;
}

std::string count_text(const ReplayCount& count, double seconds, const Style& style) {
  std::string text =
      fmt::format("{} in {:.1f} s ({} a second): {} the same", counted(count.decisions, "decision", "decisions"),
                  seconds, rate(count, seconds), count.same);
  if (count.erased != 0) text += fmt::format(", {} erased", count.erased);
  if (count.different != 0) text += ", " + style.bad(fmt::format("{} different", count.different));
  return text;
}

ExitStatus replay_directory(Output& output, const ReplayArguments& arguments) {
  const auto begun = Clock::now();
  const auto seconds = [begun] { return std::chrono::duration<double>(Clock::now() - begun).count(); };
  ReplayObserver observer;
  observer.different = [&](const Replayed& replayed) {
    if (output.json()) {
      output.line(replayed_json(replayed, {}));
    } else {
      output.line(fmt::format("record {}: {}", replayed.record, output.style().bad("different")));
      print_differences(output, replayed);
    }
  };
  std::optional<Clock::time_point> drawn;
  if (output.shows_progress()) {
    observer.progress = [&](const ReplayCount& count, std::uint64_t records) {
      if (drawn && Clock::now() - *drawn < kDrawnEvery) return;
      drawn = Clock::now();
      output.progress(
          fmt::format("{} of {} records, {} decisions a second", count.records, records, rate(count, seconds())));
    };
  }
  ReplayOptions options;
  options.from = arguments.from.value_or(options.from);
  options.until = arguments.until.value_or(options.until);
  const Result<ReplayCount> count =
      replay_store({arguments.store, arguments.master_key, arguments.signing_key}, options, observer);
  output.clear_progress();
  if (!count) {
    output.message(count.error().message);
    return count.error().kind == FailureKind::kDamaged ? ExitStatus::kFindings : ExitStatus::kUnusable;
  }
  output.line(output.json() ? count_json(*count, seconds()) : count_text(*count, seconds(), output.style()));
  return count->different == 0 ? ExitStatus::kDone : ExitStatus::kFindings;
}

ExitStatus replay(const ReplayArguments& arguments) {
  Output output(arguments.output);
  if (arguments.store.empty() == arguments.bundles.empty()) {
    output.message("say what to decide again: BUNDLE, or --store DIR");
    return ExitStatus::kUnusable;
  }
  if (!arguments.store.empty()) return output.finish(replay_directory(output, arguments));
  if (arguments.from || arguments.until || !arguments.master_key.empty() || !arguments.signing_key.empty()) {
    output.message("--from, --until, --master-key and --signing-key go with --store");
    return ExitStatus::kUnusable;
  }
  ExitStatus status = ExitStatus::kDone;
  for (const std::string& path : arguments.bundles) status = worse(status, replay_file(output, path));
  return output.finish(status);
}

}  // namespace

SubCommand add_replay(CLI::App& program) {
  auto arguments = std::make_shared<ReplayArguments>();
  CLI::App* app = program.add_subcommand("replay", "Decide recorded decisions again, and compare");
  app->add_option("BUNDLE", arguments->bundles, "Proof bundles, each decided again from what it holds")->type_name("");
  app->add_option("--store", arguments->store, "Every decision of this store instead")->type_name("DIR");
  add_master_key_option(*app, arguments->master_key);
  add_signing_key_option(*app, arguments->signing_key);
  app->add_option("--from", arguments->from, "Only from this record on")->type_name("N");
  app->add_option("--until", arguments->until, "Only up to before this record")->type_name("N");
  arguments->output.add_to(*app);
  return {app, [arguments] { return replay(*arguments); }};
}

}  // namespace licet::tool
