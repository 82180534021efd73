#include <fmt/core.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/line_reader.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/text_layout.h>
#include <utility>
#include <vector>

namespace licet::tool {
namespace {

/// Enough to see what kind of mistake it is.
constexpr std::uint64_t kMostReported = 20;

constexpr std::chrono::seconds kLongestUnsigned = std::chrono::hours(24);

bool read_events(Output& output, Store& store, const std::string& path, const PolicySet& policy) {
  auto reader = LineReader::open(path);
  if (!reader) {
    output.message(reader.error());
    return false;
  }
  std::uint64_t refused = 0;
  while (true) {
    const auto lines = reader->next_group(kLinesInGroup);
    if (!lines) {
      output.message(lines.error());
      return false;
    }
    if (lines->empty()) break;
    const auto outcomes = for_usable_lines<Recorded>(*lines, [&](std::span<const std::string_view> texts) {
      return store.record_json(texts, policy, {.recorded_given = true});
    });
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (outcomes[i]) continue;
      if (++refused <= kMostReported) report_refusal(output, reader->name(), (*lines)[i].number, outcomes[i].error());
    }
  }
  if (refused == 0) return true;
  output.message(
      fmt::format("{} of {} cannot be used; nothing was decided, for an answer on some of the events would "
                  "be wrong",
                  counted(refused, "line", "lines"), reader->name()));
  return false;
}

}  // namespace

void StoreOptions::add_to(CLI::App& app) {
  app.add_option("--store", store, "The directory of the store")->type_name("DIR");
  app.add_option("--events", events, "Events as JSON Lines in place of a store, read into memory; - is standard input")
      ->type_name("FILE");
  add_opening_to(app);
}

void StoreOptions::add_opening_to(CLI::App& app) {
  add_master_key_option(app, master_key);
  add_signing_key_option(app, signing_key);
  add_log_option(app, log);
}

void StoreOptions::add_signing_to(CLI::App& app) {
  app.add_option_function<std::int64_t>(
         "--sign-every", [this](std::int64_t seconds) { sign_every = std::chrono::seconds(seconds); },
         "Sign so long after the first record that is under no signed head, at most 86400 (a day); 0: only at the end; "
         "default: 60")
      ->type_name("SECONDS")
      ->check(CLI::Range(std::int64_t{0}, kLongestUnsigned.count()).description(""));
}

std::optional<Store> open_store(Output& output, const StoreOptions& options, Access access, const PolicySet& policy) {
  if (options.store.empty() == options.events.empty()) {
    output.message("name the events to decide on: either --store DIR or --events FILE");
    return std::nullopt;
  }
  if (!options.events.empty()) {
    Store store = Store::in_memory();
    if (!read_events(output, store, options.events, policy)) return std::nullopt;
    return store;
  }
  return open_directory(output, options, access);
}

std::optional<Store> open_directory(Output& output, const StoreOptions& options, Access access) {
  OperatorLog log(output, options.log);
  const auto begun = std::chrono::steady_clock::now();
  const StoreObserver observer = [log](const StoreEvent& event) mutable { log.store_event(event); };
  OpenOptions open{access, options.master_key, observer};
  open.signing_key = options.signing_key;
  open.sign_every = options.sign_every;
  Result<Store> store = Store::open(options.store, open);
  if (!store) {
    output.message(store.error().message);
    return std::nullopt;
  }
  log.store_opened(access != Access::kRead, store->records(), std::chrono::steady_clock::now() - begun);
  return std::move(*store);
}

ExitStatus close_store(Store& store, OperatorLog& log) {
  const auto begun = std::chrono::steady_clock::now();
  const Result<void> closed = store.close();
  log.store_closed(closed, std::chrono::steady_clock::now() - begun);
  return closed ? ExitStatus::kDone : ExitStatus::kFindings;
}

void add_master_key_option(CLI::App& app, std::string& path) {
  app.add_option("--master-key", path, "Where the store's master key stands; without it: master.key in the store")
      ->type_name("FILE");
}

void add_signing_key_option(CLI::App& app, std::string& path) {
  app.add_option("--signing-key", path,
                 "Where the key stands that signs the record; without it: signing.key in the store, if there is one")
      ->type_name("FILE");
}

void add_place_options(CLI::App& app, StorePlace& place) {
  const auto add = [&app](const char* name, std::filesystem::path& path, const char* what) {
    return app.add_option_function<std::string>(
        name, [&path](const std::string& value) { path = value; }, what);
  };
  add("--store", place.directory, "The directory of the store")->type_name("DIR")->required();
  add("--master-key", place.master_key, "Where the store's master key stands; without it: master.key in the store")
      ->type_name("FILE");
  add("--signing-key", place.signing_key,
      "Where the key stands that signs the record; without it: signing.key in the store")
      ->type_name("FILE");
}

}  // namespace licet::tool
