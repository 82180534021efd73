#include <cerrno>
#include <engine/exchange/event_json.h>
#include <engine/exchange/import_mapping.h>
#include <engine/exchange/import_row.h>
#include <fcntl.h>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <licet/clock.h>
#include <licet/import_limits.h>
#include <memory>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <tools/licet/import_summary.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/progress_bar.h>
#include <tools/licet/row_reader.h>
#include <tools/licet/seen_ids.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <unistd.h>

namespace licet::tool {
namespace {

struct ImportArguments {
  StoreOptions store;
  std::string policy;
  std::string mapping;
  std::string file = "-";
  std::optional<std::string> format;
  std::string summary = "text";
  std::string doubtful;
  bool dry_run = false;
  OutputOptions output;
};

/// A file that is closed with this object; none if it has no path.
class DoubtfulFile {
 public:
  /// `read`: files that are read; none of them may be written.
  DoubtfulFile(const std::string& path, std::initializer_list<std::string> read) {
    if (path.empty()) return;
    for (const std::string& other : read) {
      std::error_code none;
      if (!std::filesystem::equivalent(path, other, none)) continue;
      wrong_ = path + " is read by this call: the list of doubtful rows needs a file of its own";
      return;
    }
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor_ < 0) wrong_ = path + " cannot be written: " + std::generic_category().message(errno);
  }
  ~DoubtfulFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  DoubtfulFile(const DoubtfulFile&) = delete;
  DoubtfulFile& operator=(const DoubtfulFile&) = delete;

  int descriptor() const { return descriptor_; }
  const std::string& wrong() const { return wrong_; }

 private:
  int descriptor_ = -1;
  std::string wrong_;
};

std::optional<exchange::ImportMapping> load_mapping(Output& output, const std::string& path, const PolicySet& policy) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    output.message(path + " cannot be read: " + std::generic_category().message(errno));
    return std::nullopt;
  }
  std::string text(limits::kMappingBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > limits::kMappingBytes) {
    output.message(fmt::format("{} is longer than {} bytes, the limit for a mapping", path, limits::kMappingBytes));
    return std::nullopt;
  }
  auto mapping = exchange::read_mapping(text, policy.model());
  if (mapping) return std::move(*mapping);
  output.message(fmt::format("{}: {}", path, text_of(mapping.error())));
  return std::nullopt;
}

/// The rows of one group on their way into the store.
class Importing {
 public:
  Importing(const exchange::ImportMapping& mapping, const PolicySet& policy, Store* store, ImportSummary& summary)
      : mapping_(mapping), policy_(policy), store_(store), summary_(summary), now_(system_clock()()) {}

  /// Gives why nothing more can be imported, or nothing.
  std::string take(std::vector<ReadRow>& rows, OperatorLog& log) {
    rows_.clear();
    for (ReadRow& row : rows) {
      if (!prepare(row)) return "the list of doubtful rows cannot be written";
    }
    if (store_ == nullptr) {
      rehearse();
    } else if (std::string wrong = record(log); !wrong.empty()) {
      return wrong;
    }
    return settle();
  }

 private:
  struct Prepared {
    std::uint64_t line = 0;
    std::vector<std::string> events;
    std::vector<std::string> ids;  ///< of a dry run only
    std::size_t told = 0;          ///< so many of them have been recorded, or were there
    std::uint64_t fresh = 0;
    std::optional<InputError> refused;
  };

  /// As a store would take them: what an earlier row of the file told already is there, and another event with the id
  /// of one is refused.
  void rehearse() {
    for (Prepared& row : rows_) {
      for (; row.told < row.events.size(); ++row.told) {
        const SeenIds::Answer answer = seen_.take(row.ids[row.told], row.events[row.told]);
        if (answer == SeenIds::Answer::kOther) {
          row.refused = InputError{"id", "", {}};
          break;
        }
        if (answer == SeenIds::Answer::kFresh) ++row.fresh;
      }
    }
  }

  bool prepare(ReadRow& row) {
    if (!row.problem.empty()) return summary_.doubt(row.line, {{}, {}, std::move(row.problem)});
    const exchange::ImportRow import{row.columns.get(), std::move(row.fields)};
    auto events = exchange::events_of(mapping_, import, policy_.model(), now_);
    if (!events) return summary_.doubt(row.line, events.error());
    if (events->empty()) {
      summary_.row_without_event();
      return true;
    }
    Prepared& prepared = rows_.emplace_back();
    prepared.line = row.line;
    for (const exchange::ImportedEvent& one : *events) {
      prepared.events.push_back(exchange::write_event(one.event));
      if (store_ == nullptr) prepared.ids.push_back(*one.event.id);
    }
    return true;
  }

  /// The first events of all rows together, then the second of those whose first was not refused, and so on: what
  /// follows from an event that is not taken, a confirmation above all, must not be taken either.
  std::string record(OperatorLog& log) {
    std::vector<Prepared*> next;
    for (Prepared& row : rows_) next.push_back(&row);
    while (!next.empty()) {
      std::vector<std::string_view> texts;
      texts.reserve(next.size());
      for (const Prepared* row : next) texts.push_back(row->events[row->told]);
      const auto outcomes = log.group(texts.size(), [&] { return store_->record_json(texts, policy_); });
      std::vector<Prepared*> then;
      for (std::size_t i = 0; i < next.size(); ++i) {
        Prepared& row = *next[i];
        if (outcomes[i]) {
          ++row.told;
          if (!outcomes[i]->repeated) ++row.fresh;
          if (row.told < row.events.size()) then.push_back(&row);
        } else if (const auto* failure = std::get_if<Failure>(&outcomes[i].error())) {
          return failure->message;
        } else {
          row.refused = std::get<InputError>(outcomes[i].error());
        }
      }
      next = std::move(then);
    }
    return {};
  }

  std::string settle() {
    for (const Prepared& row : rows_) {
      if (!row.refused) {
        summary_.row_taken(row.fresh, row.events.size() - row.fresh);
      } else {
        const bool of_key = row.refused->field == "id";
        std::string reason = row.refused->message;
        // A store says the same field of an event whose person was erased, and then what it says is to be read.
        if (of_key && reason.find("erased") == std::string::npos)
          reason = "Another row with this key was taken before.";
        if (row.told != 0 && store_ != nullptr) reason += " Earlier events of the row are recorded.";
        if (row.told != 0 && store_ == nullptr) reason += " Earlier events of the row would be recorded.";
        if (!summary_.doubt(row.line, {{}, of_key ? "key" : row.refused->field, std::move(reason)})) {
          return "the list of doubtful rows cannot be written";
        }
      }
    }
    return {};
  }

  const exchange::ImportMapping& mapping_;
  const PolicySet& policy_;
  Store* store_;
  ImportSummary& summary_;
  Instant now_;
  std::vector<Prepared> rows_;
  SeenIds seen_;
};

/// False after a message: the rest was not read.
bool import_rows(Output& output, OperatorLog& log, RowReader& reader, Importing& importing,
                 const ImportSummary& summary) {
  ProgressBar progress(output, reader.typed());
  while (true) {
    auto rows = reader.next_group(kLinesInGroup);
    if (!rows) {
      output.message(rows.error());
      return false;
    }
    if (rows->empty()) return true;
    const std::uint64_t last = rows->back().line;
    if (const std::string wrong = importing.take(*rows, log); !wrong.empty()) {
      output.message(
          fmt::format("{}; up to line {} of {} it is not certain what was taken: import again, and it goes on", wrong,
                      last, reader.name()));
      return false;
    }
    progress.show(summary.rows(), reader.share());
  }
}

ExitStatus import(const ImportArguments& arguments) {
  Output output(arguments.output);
  if (arguments.store.store.empty() && !arguments.dry_run) {
    output.message("--store DIR is missing; with --dry-run nothing is written, and none is needed");
    return ExitStatus::kUnusable;
  }
  const std::optional<PolicySet> policy = load_policy(output, arguments.policy);
  if (!policy) return ExitStatus::kUnusable;
  const auto mapping = load_mapping(output, arguments.mapping, *policy);
  if (!mapping) return ExitStatus::kUnusable;
  RowFormat format = format_of(arguments.file);
  if (arguments.format) format = *arguments.format == "csv" ? RowFormat::kCsv : RowFormat::kJsonLines;
  auto reader = RowReader::open(arguments.file, format, *mapping);
  if (!reader) {
    output.message(reader.error());
    return ExitStatus::kUnusable;
  }
  const DoubtfulFile doubtful(arguments.doubtful, {arguments.file, arguments.mapping});
  if (!doubtful.wrong().empty()) {
    output.message(doubtful.wrong());
    return ExitStatus::kUnusable;
  }
  std::optional<Store> store;
  if (!arguments.dry_run && !(store = open_directory(output, arguments.store, Access::kCreate))) {
    return ExitStatus::kUnusable;
  }
  OperatorLog log(output, arguments.store.log);
  ImportSummary summary(output, reader->name(), doubtful.descriptor());
  Importing importing(*mapping, *policy, store ? &*store : nullptr, summary);
  const bool whole = import_rows(output, log, *reader, importing, summary);
  const bool columns_seen = summary.rows() == 0 || reader->never_seen().empty();
  if (!columns_seen) summary.never_seen(reader->never_seen());
  output.clear_progress();
  summary.print(arguments.summary == "json", arguments.dry_run);
  ExitStatus status = !whole                                     ? ExitStatus::kUnusable
                      : summary.doubtful() != 0 || !columns_seen ? ExitStatus::kFindings
                                                                 : ExitStatus::kDone;
  if (store) status = worse(status, close_store(*store, log));
  return output.finish(status);
}

}  // namespace

SubCommand add_import(CLI::App& program) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* app = program.add_subcommand("import", "Take consents and other acts from an old system");
  app->add_option("--store", arguments->store.store, "The directory of the store; made if it is missing or empty")
      ->type_name("DIR");
  arguments->store.add_opening_to(*app);
  arguments->store.add_signing_to(*app);
  add_policy_option(*app, arguments->policy);
  app->add_option("--mapping", arguments->mapping, "How rows become events: a file of JSON")
      ->type_name("FILE")
      ->required();
  app->add_option("--format", arguments->format,
                  "What the rows are: jsonl or csv; without it csv if the file's name ends so, else jsonl")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"jsonl", "csv"}).description(""));
  app->add_option("--doubtful", arguments->doubtful, "Where doubtful rows are listed, with the reason of each")
      ->type_name("FILE");
  app->add_flag("--dry-run", arguments->dry_run, "Only tell what would be taken and what is doubtful");
  app->add_option("--summary", arguments->summary, "How the summary is printed: text (as without it) or json")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json"}).description(""));
  app->add_option("FILE", arguments->file, "The rows; without it, or -: standard input")->type_name("");
  arguments->output.add_colour_to(*app);
  return {app, [arguments] { return import(*arguments); }};
}

}  // namespace licet::tool
