#include <engine/exchange/explanation_json.h>
#include <engine/exchange/request_json.h>
#include <fmt/core.h>
#include <memory>
#include <string>
#include <tools/licet/answer_text.h>
#include <tools/licet/explanation_options.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/line_reader.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_in_use.h>
#include <tools/licet/request_options.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

template <class Answer>
using Answered = tl::expected<Answer, CallError>;

struct DecideArguments {
  StoreOptions store;
  PolicyOptions policy;
  std::string file;
  bool no_record = false;
  RequestOptions request;
  ExplanationOptions explanation;
  OutputOptions output;
};

/// Answers in order, parted by blank lines where people read them.
class Answers {
 public:
  Answers(Output& output, const PolicySet& policy, const ExplanationOptions& options)
      : output_(output), policy_(policy), options_(options) {}

  void print(const Request& request, const Decision& decision) {
    if (output_.json()) {
      output_.line(exchange::write_decision(decision));
    } else {
      block(answer_text(request, decision, policy_, output_.style()));
    }
  }

  void print(const Request& request, const Explanation& explanation) {
    const std::vector<Sentences> sentences = options_.sentences(explanation, policy_);
    if (output_.json()) {
      output_.line(exchange::write_explained(explanation, sentences));
    } else {
      block(answer_text(request, explanation.decision, policy_, output_.style()) + '\n' +
            explanation_text(sentences, output_.style()));
    }
  }

  void print(const std::string& heading, const InputError& error) {
    ++unusable_;
    if (output_.json()) {
      output_.line(exchange::write_error(error));
    } else {
      block(unusable_text(heading, error, output_.style()));
    }
  }

  std::uint64_t unusable() const { return unusable_; }

 private:
  void block(const std::string& text) {
    if (!first_) output_.line("");
    first_ = false;
    output_.text(text);
  }

  Output& output_;
  const PolicySet& policy_;
  const ExplanationOptions& options_;
  std::uint64_t unusable_ = 0;
  bool first_ = true;
};

template <class Answer>
ExitStatus print_one(Output& output, Answers& answers, const Request& request, const Answered<Answer>& answer) {
  if (answer) {
    answers.print(request, *answer);
    return ExitStatus::kDone;
  }
  if (const auto* failure = std::get_if<Failure>(&answer.error())) {
    output.message(failure->message);
  } else {
    answers.print("The request", std::get<InputError>(answer.error()));
  }
  return ExitStatus::kUnusable;
}

/// False if the machine failed: then nothing more can be answered.
template <class Answer>
bool print_group(Output& output, Answers& answers, const std::string& input, const std::vector<Line>& lines,
                 const std::vector<Answered<Answer>>& decided) {
  for (std::size_t i = 0; i < decided.size(); ++i) {
    if (decided[i]) {
      // What has been decided can be read.
      answers.print(output.json() ? Request{} : *exchange::read_request(lines[i].text), *decided[i]);
    } else if (const auto* error = std::get_if<InputError>(&decided[i].error())) {
      answers.print(fmt::format("The request in line {}", lines[i].number), *error);
    } else {
      report_refusal(output, input, lines[i].number, decided[i].error());
      return false;
    }
  }
  return true;
}

/// `decide` gives the answers to a group of lines, one a line.
template <class Answer, class Decide>
ExitStatus decide_lines(Output& output, OperatorLog& log, Answers& answers, LineReader& reader, const Decide& decide) {
  bool good = true;
  while (good) {
    const auto lines = reader.next_group(kLinesInGroup);
    if (!lines) output.message(lines.error());
    if (!lines || lines->empty()) {
      good = lines.has_value();
      break;
    }
    const auto decided = log.group(lines->size(), [&] { return for_usable_lines<Answer>(*lines, decide); });
    good = print_group(output, answers, reader.name(), *lines, decided) && output.flush();
  }
  if (answers.unusable() != 0) {
    output.message(fmt::format("{} cannot be used", counted(answers.unusable(), "request", "requests")));
  }
  return good && answers.unusable() == 0 ? ExitStatus::kDone : ExitStatus::kUnusable;
}

/// One request, or each of the lines.
ExitStatus answer_all(Output& output, OperatorLog& log, const DecideArguments& arguments, const PolicySet& policy,
                      const std::optional<Request>& request, LineReader& reader, Store& store, DecideOptions options) {
  Answers answers(output, policy, arguments.explanation);
  if (arguments.explanation.explain) {
    if (request) {
      return print_one<Explanation>(output, answers, *request, store.explain(*request, policy, options));
    }
    return decide_lines<Explanation>(output, log, answers, reader, [&](std::span<const std::string_view> texts) {
      return store.explain_json(texts, policy, options);
    });
  }
  if (request) return print_one<Decision>(output, answers, *request, store.decide(*request, policy, options));
  return decide_lines<Decision>(output, log, answers, reader, [&](std::span<const std::string_view> texts) {
    return store.decide_json(texts, policy, options);
  });
}

ExitStatus decide(const DecideArguments& arguments) {
  Output output(arguments.output);
  if (arguments.request.any() && !arguments.file.empty()) {
    output.message("a request is given by options or in FILE, not both");
    return ExitStatus::kUnusable;
  }
  const std::string file = arguments.file.empty() ? "-" : arguments.file;
  if (!arguments.request.any() && file == "-" && arguments.store.events == "-") {
    output.message("events and requests cannot both come from standard input");
    return ExitStatus::kUnusable;
  }
  // Decisions on events in memory would be recorded nowhere.
  const DecideOptions options{.record = !arguments.no_record && arguments.store.events.empty(), .until = true};
  auto in_use =
      open_policy_and_store(output, arguments.policy, arguments.store, options.record ? Access::kWrite : Access::kRead);
  if (!in_use) return ExitStatus::kUnusable;
  const PolicySet& policy = in_use->policy;
  std::optional<Request> request;
  if (arguments.request.any()) {
    request = request_of(output, arguments.request, policy);
    if (!request) return ExitStatus::kUnusable;
  }
  auto reader = LineReader::open(request ? "-" : file);
  if (!reader) {
    output.message(reader.error());
    return ExitStatus::kUnusable;
  }
  OperatorLog log(output, arguments.store.log);
  ExitStatus status = answer_all(output, log, arguments, policy, request, *reader, in_use->store, options);
  if (options.record) status = worse(status, close_store(in_use->store, log));
  return output.finish(status);
}

}  // namespace

SubCommand add_decide(CLI::App& program) {
  auto arguments = std::make_shared<DecideArguments>();
  CLI::App* app = program.add_subcommand("decide", "Decide requests from JSON Lines, or one given by options");
  arguments->store.add_to(*app);
  arguments->store.add_signing_to(*app);
  arguments->policy.add_to(*app);
  app->add_option("FILE", arguments->file, "The requests, one JSON object a line; without it, or -: standard input")
      ->type_name("");
  app->add_flag("--no-record", arguments->no_record, "Do not record the decisions; then only reads the store");
  arguments->request.add_to(*app);
  arguments->explanation.add_to(*app);
  arguments->output.add_to(*app);
  return {app, [arguments] { return decide(*arguments); }};
}

}  // namespace licet::tool
