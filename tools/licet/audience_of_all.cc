#include <algorithm>
#include <engine/exchange/audience_json.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <fmt/core.h>
#include <fstream>
#include <licet/audience_proof.h>
#include <tools/licet/audience_of_all.h>
#include <tools/licet/identifier_text.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/line_reader.h>
#include <tools/licet/operator_log.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/private_file.h>
#include <tools/licet/progress_bar.h>
#include <tools/licet/text_layout.h>
#include <utility>
#include <variant>

namespace licet::tool {
namespace {

/// So many lines are handed on together.
constexpr std::size_t kLinesTogether = 1024;

/// The request in FILE: one object on one line, or over several.
std::optional<Request> read_request(Output& output, const std::string& file) {
  auto reader = LineReader::open(file);
  if (!reader) {
    output.message(reader.error());
    return std::nullopt;
  }
  std::string text;
  while (true) {
    const auto lines = reader->next_group(kLinesInGroup);
    if (!lines) {
      output.message(lines.error());
      return std::nullopt;
    }
    if (lines->empty()) break;
    for (const Line& line : *lines) {
      if (line.too_long || text.size() + line.text.size() > limits::kJsonLineBytes) {
        output.message(text_of(too_long_error()));
        return std::nullopt;
      }
      text += line.text + '\n';
    }
  }
  auto request = exchange::read_audience_request(text);
  if (request) return std::move(*request);
  output.message(fmt::format("the request in {}: {}", reader->name(), text_of(request.error())));
  return std::nullopt;
}

std::string line_of(const Audience& audience, std::size_t place, const std::string& format) {
  if (format == "json") return exchange::write_audience_customer(audience, place) + '\n';
  if (format == "csv") return exchange::write_audience_csv(audience, place);
  return identifier_text(audience.permitted[place].id) + '\n';
}

bool print_permitted(Output& output, const Audience& audience, const std::string& format) {
  std::string lines = format == "csv" ? exchange::audience_csv_header(audience) : std::string();
  for (std::size_t i = 0; i < audience.permitted.size(); ++i) {
    lines += line_of(audience, i, format);
    if ((i + 1) % kLinesTogether != 0) continue;
    output.text(lines);
    lines.clear();
    if (!output.flush()) return false;
  }
  output.text(lines);
  return output.flush();
}

std::string in_words(Reason reason) {
  std::string words(exchange::text_of(reason));
  for (char& c : words) c = c == '_' ? ' ' : c;
  return words;
}

/// Groups that differ in their data categories alone are one line.
struct Counted {
  Reason reason = Reason::kNothingPermits;
  std::string rule;
  std::string duties;
  std::uint64_t customers = 0;
};

/// Permitted ones first, then the most frequent first.
std::vector<Counted> counted_lines(const Audience& audience) {
  std::vector<Counted> lines;
  for (const AudienceGroup& group : audience.groups) {
    Counted line{group.reason, group.rule.value_or("-"), {}, group.customers};
    for (const std::string& duty : group.duties) line.duties += (line.duties.empty() ? "" : ", ") + duty;
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const Counted& other) {
      return other.reason == line.reason && other.rule == line.rule && other.duties == line.duties;
    });
    if (same == lines.end()) {
      lines.push_back(std::move(line));
    } else {
      same->customers += line.customers;
    }
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Counted& a, const Counted& b) {
    const bool a_permitted = a.reason == Reason::kPermitted;
    const bool b_permitted = b.reason == Reason::kPermitted;
    return a_permitted != b_permitted ? a_permitted : a.customers > b.customers;
  });
  return lines;
}

std::string summary_text(const Audience& audience, const PolicySet& policy) {
  std::string text =
      fmt::format("{} of {} permitted at {}", audience.permitted.size(),
                  counted(audience.customers, "customer", "customers"), moment_text(audience.at, policy));
  if (audience.record) text += fmt::format(", record {}", *audience.record);
  text += '\n';
  Table table;
  for (const Counted& line : counted_lines(audience)) {
    table.add({"  " + std::to_string(line.customers), in_words(line.reason), line.rule, line.duties});
  }
  for (const std::string& line : table.lines()) text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  return text;
}

}  // namespace

ExitStatus permitted_of_all(Output& output, const AudienceArguments& arguments) {
  const bool from_file = !arguments.file.empty();
  if (from_file && arguments.request.any()) {
    output.message("a request is given by options or in FILE, not both");
    return ExitStatus::kUnusable;
  }
  if (arguments.file == "-" && arguments.store.events == "-") {
    output.message("events and the request cannot both come from standard input");
    return ExitStatus::kUnusable;
  }
  // What is decided on events in memory would be recorded nowhere.
  AudienceOptions options;
  options.record = !arguments.no_record && arguments.store.events.empty();
  options.until = !arguments.no_until;
  if (!from_file && !asks_all(output, arguments.request)) return ExitStatus::kUnusable;
  auto in_use =
      open_policy_and_store(output, arguments.policy, arguments.store, options.record ? Access::kWrite : Access::kRead);
  if (!in_use) return ExitStatus::kUnusable;
  const auto request =
      from_file ? read_request(output, arguments.file) : request_of_all(output, arguments.request, in_use->policy);
  if (!request) return ExitStatus::kUnusable;
  // Before anything is decided or recorded.
  std::optional<tl::expected<PrivateFile, std::string>> summary;
  if (!arguments.summary.empty()) summary.emplace(PrivateFile::open(arguments.summary));
  if (summary && !*summary) {
    output.message(summary->error());
    return ExitStatus::kUnusable;
  }
  OperatorLog log(output, arguments.store.log);
  ExitStatus status = ExitStatus::kDone;
  {
    ProgressBar bar(output, false, "customer", "customers");
    options.progress = [&](const AudienceProgress& progress) { bar.show(progress.customers, progress.share); };
    const auto audience = in_use->store.audience(*request, in_use->policy, options);
    output.clear_progress();
    if (!audience) {
      status = refused(output, audience.error());
    } else {
      print_permitted(output, *audience, arguments.format);
      if (!summary) {
        output.message_text(summary_text(*audience, in_use->policy));
      } else {
        const std::string counts = exchange::write_audience_summary(*request, *audience) + '\n';
        if (const std::string wrong = (*summary)->write(counts); !wrong.empty()) {
          output.message(wrong);
          status = ExitStatus::kUnusable;
        }
      }
    }
  }
  if (options.record) status = worse(status, close_store(in_use->store, log));
  return output.finish(status);
}

namespace {

bool names_customer(Output& output, const AudienceArguments& arguments) {
  if (arguments.request.customer && !arguments.store.store.empty()) return true;
  output.message("an outcome of an audience needs --store DIR and --customer ID: whose it is");
  return false;
}

}  // namespace

ExitStatus told_outcome(Output& output, const AudienceArguments& arguments) {
  if (!names_customer(output, arguments)) return ExitStatus::kUnusable;
  auto store = open_directory(output, arguments.store, Access::kRead);
  if (!store) return ExitStatus::kUnusable;
  const auto outcome = store->audience_outcome(*arguments.told, *arguments.request.customer);
  if (!outcome) return refused(output, outcome.error());
  output.line(exchange::write_audience_outcome(*outcome));
  return output.finish(ExitStatus::kDone);
}

ExitStatus proven_outcome(Output& output, const AudienceArguments& arguments) {
  if (!names_customer(output, arguments)) return ExitStatus::kUnusable;
  const StorePlace place{arguments.store.store, arguments.store.master_key, arguments.store.signing_key};
  const auto proof = prove_outcome(place, *arguments.proven, *arguments.request.customer);
  if (!proof) return refused(output, proof.error());
  output.line(*proof);
  return output.finish(ExitStatus::kDone);
}

ExitStatus checked_outcome(Output& output, const AudienceArguments& arguments) {
  if (arguments.key.empty()) {
    output.message("--check-proof needs --key: without the company's public key a proof shows nothing");
    return ExitStatus::kUnusable;
  }
  std::ifstream file(arguments.proof, std::ios::binary);
  std::string line;
  if (!file || !std::getline(file, line)) {
    output.message(arguments.proof + " cannot be read, or is empty");
    return ExitStatus::kUnusable;
  }
  if (file.peek() != std::ifstream::traits_type::eof()) {
    output.message(arguments.proof + " has more than one line: it is not one proof");
    return ExitStatus::kFindings;
  }
  const auto outcome = check_outcome_proof(line, arguments.key);
  if (!outcome) {
    output.message(arguments.proof + ": " + outcome.error().message);
    return outcome.error().kind == FailureKind::kDamaged ? ExitStatus::kFindings : ExitStatus::kUnusable;
  }
  output.line(exchange::write_audience_outcome(*outcome));
  return output.finish(ExitStatus::kDone);
}

}  // namespace licet::tool
