#include <engine/check/model.h>
#include <engine/exchange/timeline_json.h>
#include <engine/scenario/local_text.h>
#include <engine/time/civil.h>
#include <fmt/core.h>
#include <memory>
#include <string>
#include <tools/licet/answer_text.h>
#include <tools/licet/explanation_options.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/policy_in_use.h>
#include <tools/licet/request_options.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

struct TimelineArguments {
  StoreOptions store;
  PolicyOptions policy;
  RequestOptions request;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::uint64_t most = limits::kTimelineSpans;
  ExplanationOptions explanation;
  OutputOptions output;
};

std::string edge_text(Instant edge, const model::Model& model) {
  return edge == kBeforeAll ? "the beginning" : scenario::local_text(edge, *model.zone);
}

/// Over an explanation, in its language if it is in one only.
std::string heading_text(Instant from, const std::vector<Sentences>& said, const model::Model& model) {
  if (said.size() != 1 || said.front().language != Language::kGerman) return "From " + edge_text(from, model);
  return from == kBeforeAll ? "Von Anfang an" : "Ab " + scenario::local_text(from, *model.zone);
}

void print_table(Output& output, const Timeline& timeline, const model::Model& model) {
  Table table;
  table.add({"FROM", "TO", "DECISION"});
  for (const TimelineSpan& span : timeline.spans) {
    table.add(
        {edge_text(span.from, model), edge_text(span.to, model),
         (span.outcome == Outcome::kPermit ? "permit " : "deny ") + ground_text(span.rule, span.reason, model, true)});
  }
  const std::vector<std::string> lines = table.lines();
  output.line(output.style().strong(lines.front()));
  for (std::size_t i = 0; i < timeline.spans.size(); ++i) {
    const bool permit = timeline.spans[i].outcome == Outcome::kPermit;
    output.line(permit ? output.style().good(lines[i + 1]) : lines[i + 1]);
  }
}

void print(Output& output, const Request& request, const Timeline& timeline,
           const std::vector<std::vector<Sentences>>& sentences, const PolicySet& policy) {
  const model::Model& model = policy.model();
  output.line(output.style().strong(asked_text(request)));
  output.line(fmt::format("  For       {}", holder_text(request)));
  output.line(fmt::format("  As of     {}", moment_text(timeline.at, policy)));
  if (timeline.known) output.line(fmt::format("  As known  {}", moment_text(*timeline.known, policy)));
  output.line("");
  print_table(output, timeline, model);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    output.line("");
    output.line(output.style().strong(heading_text(timeline.spans[i].from, sentences[i], model)));
    output.text(explanation_text(sentences[i], output.style()));
  }
  output.message_text(fmt::format("Times by the clock of {}\n", model.zone->name()));
  if (timeline.continues_at) {
    output.message_text(
        fmt::format("There is more: it goes on with --from {}\n", time::format_rfc3339(*timeline.continues_at)));
  }
}

ExitStatus timeline(const TimelineArguments& arguments) {
  Output output(arguments.output);
  const auto in_use = open_policy_and_store(output, arguments.policy, arguments.store, Access::kRead);
  if (!in_use) return ExitStatus::kUnusable;
  const PolicySet& policy = in_use->policy;
  auto request = request_of(output, arguments.request, policy);
  if (!request) return ExitStatus::kUnusable;
  TimelineRequest asked;
  asked.request = std::move(*request);
  asked.explain = arguments.explanation.explain;
  asked.spans = arguments.most;
  if (arguments.from && !(asked.from = parse_moment(output, "--from", *arguments.from, policy))) {
    return ExitStatus::kUnusable;
  }
  if (arguments.to && !(asked.to = parse_moment(output, "--to", *arguments.to, policy))) return ExitStatus::kUnusable;
  const auto made = in_use->store.timeline(asked, policy);
  if (!made) return refused(output, made.error());
  std::vector<std::vector<Sentences>> sentences;
  for (const TimelineSpan& span : made->spans) {
    if (span.explanation) sentences.push_back(arguments.explanation.sentences(*span.explanation, policy));
  }
  if (output.json()) {
    output.line(exchange::write_timeline(*made, sentences));
  } else {
    print(output, asked.request, *made, sentences, policy);
  }
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_timeline(CLI::App& program) {
  auto arguments = std::make_shared<TimelineArguments>();
  CLI::App* app = program.add_subcommand("timeline", "Show from when until when a request is permitted, and why");
  arguments->store.add_to(*app);
  arguments->policy.add_to(*app);
  arguments->request.add_to(*app, "The request", "As of when: later is told by time alone; default: now");
  app->add_option("--from", arguments->from, "From this time on; default: from the beginning")->type_name("TIME");
  app->add_option("--to", arguments->to, "Up to this time; default: for good")->type_name("TIME");
  app->add_option("--most", arguments->most, "At most so many spans; default: 10000")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{limits::kTimelineSpans}).description(""));
  arguments->explanation.add_to(*app);
  arguments->output.add_to(*app);
  return {app, [arguments] { return timeline(*arguments); }};
}

}  // namespace licet::tool
