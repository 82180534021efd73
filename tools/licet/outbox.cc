#include <algorithm>
#include <engine/check/model.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/task_json.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <licet/outbox_limits.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/line_reader.h>
#include <tools/licet/outbox.h>
#include <tools/licet/outbox_text.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

ExitStatus print_change(Output& output, const tl::expected<ReceiversChanged, CallError>& changed) {
  if (!changed) return refused(output, changed.error());
  if (output.json()) {
    output.line(exchange::write_receivers(*changed));
    return ExitStatus::kDone;
  }
  output.line(changed->receivers.empty() ? "no receiver is registered"
                                         : fmt::format("receivers: {}", fmt::join(changed->receivers, ", ")));
  if (changed->finished != 0) {
    output.line(fmt::format("{} finished that waited for the removed receiver alone",
                            counted(changed->finished, "task is", "tasks are")));
  }
  return ExitStatus::kDone;
}

ExitStatus print_claim(Output& output, const OutboxOptions& options, const tl::expected<Claim, CallError>& claim,
                       const PolicySet& policy, const std::vector<Language>& languages) {
  if (!claim) return refused(output, claim.error());
  if (output.json()) {
    for (const OutboxTask& task : claim->tasks) {
      output.line(exchange::write_task(task, *options.claim, languages));
    }
  } else if (!claim->tasks.empty()) {
    const std::vector<std::string> lines = task_lines(claim->tasks, policy);
    output.line(output.style().strong(lines.front()));
    std::for_each(lines.begin() + 1, lines.end(), [&](const std::string& line) { output.line(line); });
  }
  std::string told = claim->tasks.empty()
                         ? "nothing is to be handed out"
                         : fmt::format("{} claimed until {}", counted(claim->tasks.size(), "task", "tasks"),
                                       moment_text(claim->until, policy));
  if (claim->more) told += "; there are more";
  output.message(told);
  return ExitStatus::kDone;
}

struct Counts {
  std::uint64_t confirmed = 0;
  std::uint64_t repeated = 0;
  std::uint64_t refused = 0;
  std::uint64_t finished = 0;
  std::uint64_t erased = 0;
  std::uint64_t kept = 0;  ///< finished, and not recorded as erased: something within must be kept
};

/// False if the machine failed.
bool print_group(Output& output, const LineReader& reader, const std::vector<Line>& lines,
                 const std::vector<tl::expected<Confirmed, CallError>>& outcomes, Counts& counts) {
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto& outcome = outcomes[i];
    if (outcome) {
      ++(outcome->repeated ? counts.repeated : counts.confirmed);
      if (!outcome->repeated && outcome->finished) ++counts.finished;
      if (outcome->erased) ++counts.erased;
      if (!outcome->kept.empty() && outcome->finished && !outcome->repeated) ++counts.kept;
      if (output.json()) output.line(exchange::write_confirmed(*outcome));
      continue;
    }
    ++counts.refused;
    const auto* wrong = std::get_if<InputError>(&outcome.error());
    if (wrong != nullptr && output.json()) {
      // write_error gives an object with the one field `error`.
      output.line(fmt::format("{{\"line\":{},{}", lines[i].number, exchange::write_error(*wrong).substr(1)));
    } else {
      report_refusal(output, reader.name(), lines[i].number, outcome.error());
    }
    if (wrong == nullptr) return false;
  }
  return true;
}

std::string summary(const Counts& counts) {
  std::string text = counted(counts.confirmed, "task", "tasks") + " confirmed";
  if (counts.finished != 0) text += fmt::format(", {} of them by all receivers", counts.finished);
  if (counts.erased != 0) text += fmt::format(", {} recorded as erased", counts.erased);
  if (counts.kept != 0) {
    text += fmt::format(", {} not recorded as erased, because something within must be kept longer", counts.kept);
  }
  if (counts.repeated != 0) text += fmt::format(", {} already confirmed", counts.repeated);
  if (counts.refused != 0) text += fmt::format(", {} refused", counts.refused);
  return text;
}

ExitStatus confirm(Output& output, const OutboxOptions& options, Store& store, OperatorLog& log,
                   const PolicySet& policy, LineReader& reader) {
  Counts counts;
  bool good = true;
  while (good) {
    const auto lines = reader.next_group(kLinesInGroup);
    if (!lines) output.message(lines.error());
    if (!lines || lines->empty()) {
      good = lines.has_value();
      break;
    }
    const auto outcomes = log.group(lines->size(), [&] {
      return for_usable_lines<Confirmed>(*lines, [&](std::span<const std::string_view> texts) {
        return store.confirm_json(options.confirm.front(), texts, policy);
      });
    });
    good = print_group(output, reader, *lines, outcomes, counts) && output.flush();
  }
  if (!output.json()) output.line(summary(counts));
  if (output.json() && counts.refused != 0) output.message(summary(counts));
  return good && counts.refused == 0 ? ExitStatus::kDone : ExitStatus::kUnusable;
}

ExitStatus preview(Output& output, const OutboxOptions& options, const Store& store, const PolicySet& policy,
                   std::optional<Instant> at, const std::vector<Language>& languages) {
  const auto outbox = store.outbox({at, options.claim, options.sample, languages}, policy);
  if (!outbox) return refused(output, outbox.error());
  if (output.json()) {
    output.line(exchange::write_outbox(*outbox, languages));
  } else {
    for (const std::string& line : outbox_lines(*outbox, policy)) output.line(line);
    output.message_text(fmt::format("Times by the clock of {}; as at {}; nothing was claimed\n",
                                    policy.model().zone->name(), moment_text(outbox->at, policy)));
  }
  return ExitStatus::kDone;
}

ExitStatus change(Output& output, const OutboxOptions& options, Store& store, OperatorLog& log, const PolicySet& policy,
                  const std::vector<Language>& languages, std::optional<LineReader>& reader) {
  if (options.add) return print_change(output, store.add_receiver(*options.add, policy));
  if (options.remove) return print_change(output, store.remove_receiver(*options.remove, policy));
  if (options.release) {
    const auto released = store.release(*options.release, policy);
    if (!released) return refused(output, released.error());
    output.line(output.json() ? fmt::format("{{\"released\":{}}}", *released)
                              : fmt::format("{} released", counted(*released, "task", "tasks")));
    return ExitStatus::kDone;
  }
  if (reader) return confirm(output, options, store, log, policy, *reader);
  const auto claim =
      store.claim({*options.claim, options.limit, std::chrono::minutes(options.minutes), languages}, policy);
  const ExitStatus status = print_claim(output, options, claim, policy, languages);
  if (claim && !claim->tasks.empty() && !output.flush()) {
    // Who was not told holds nothing; what this receiver held before is handed out again, too.
    const auto released = store.release(*options.claim, policy);
    output.message(released ? "the claim is released, because it could not be written"
                            : "the claim could not be written, and holds until its time is over");
    return ExitStatus::kUnusable;
  }
  return status;
}

}  // namespace

void OutboxOptions::add_to(CLI::App& app) {
  CLI::Option* const adding =
      app.add_option("--add-receiver", add, "Register a system that carries out what is due and demanded")
          ->type_name("NAME");
  CLI::Option* const removing =
      app.add_option("--remove-receiver", remove, "No task waits for it any more")->type_name("NAME");
  CLI::Option* const releasing =
      app.add_option("--release", release, "What this receiver holds and has not confirmed is handed out again")
          ->type_name("RECEIVER");
  CLI::Option* const claiming =
      app.add_option("--claim", claim, "Hand out what this receiver has still to carry out")->type_name("RECEIVER");
  CLI::Option* const confirming =
      app.add_option("--confirm", confirm,
                     "Take lines of --claim that this receiver has carried out; FILE -: standard input")
          ->type_name("RECEIVER FILE")
          ->expected(2);
  CLI::Option* const dry = app.add_flag(
      "--dry-run", dry_run, "Count what is to be carried out, by rule, with a sample; with --claim, by this receiver");
  app.add_option("--limit", limit, "Claim at most so many tasks")
      ->type_name("N")
      ->capture_default_str()
      ->needs(claiming);
  app.add_option("--for", minutes, "What is claimed is handed out again after so many minutes, unless confirmed")
      ->type_name("MINUTES")
      ->capture_default_str()
      ->needs(claiming);
  app.add_option("--sample", sample, "Show so many tasks of each count")
      ->type_name("N")
      ->capture_default_str()
      ->needs(dry);
  const std::vector<CLI::Option*> acts = {adding, removing, releasing, claiming, confirming};
  for (CLI::Option* const one : acts) {
    for (CLI::Option* const other : acts) {
      if (one != other) one->excludes(other);
    }
    if (one != claiming) one->excludes(dry);
  }
  // What is listed, and what is worked off, are two calls.
  for (const char* const listing : {"--all", "--undetermined"}) {
    CLI::Option* const list = app.get_option(listing);
    for (CLI::Option* const one : acts) one->excludes(list);
    dry->excludes(list);
  }
}

ExitStatus work_outbox(Output& output, const StoreOptions& options, const PolicySet& policy, const OutboxOptions& asked,
                       std::optional<Instant> at, const std::vector<Language>& languages) {
  if (asked.changes() && (options.store.empty() || !options.events.empty())) {
    output.message("say of which store on disk with --store DIR: what is claimed and confirmed is recorded there");
    return ExitStatus::kUnusable;
  }
  std::optional<LineReader> reader;
  if (!asked.confirm.empty()) {
    auto opened = LineReader::open(asked.confirm.back());
    if (!opened) {
      output.message(opened.error());
      return ExitStatus::kUnusable;
    }
    reader = std::move(*opened);
  }
  std::optional<Store> store = asked.changes() ? open_directory(output, options, Access::kWrite)
                                               : open_store(output, options, Access::kRead, policy);
  if (!store) return ExitStatus::kUnusable;
  if (!asked.changes()) return preview(output, asked, *store, policy, at, languages);
  OperatorLog log(output, options.log);
  const ExitStatus status = change(output, asked, *store, log, policy, languages, reader);
  // What was claimed is printed before closing, which takes its time.
  output.flush();
  return worse(status, close_store(*store, log));
}

}  // namespace licet::tool
