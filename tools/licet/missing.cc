#include <engine/exchange/missing_json.h>
#include <licet/sentences.h>
#include <memory>
#include <string>
#include <tools/licet/answer_text.h>
#include <tools/licet/explanation_options.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_in_use.h>
#include <tools/licet/request_options.h>
#include <tools/licet/store_argument.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::size_t kTextWidth = 100;

struct MissingArguments {
  StoreOptions store;
  PolicyOptions policy;
  RequestOptions request;
  std::uint64_t sets = limits::kMissingSets;
  std::uint64_t acts = limits::kMissingActs;
  std::uint64_t tries = limits::kMissingTries;
  ExplanationOptions languages;
  OutputOptions output;
};

std::string sentences_text(const Sentences& said) {
  std::string summary;
  for (const std::string& sentence : said.summary) summary += (summary.empty() ? "" : " ") + sentence;
  std::string text = wrapped(summary, 2, kTextWidth);
  std::size_t number = 0;
  for (const std::string& paragraph : said.details) {
    text += '\n' + wrapped(std::to_string(++number) + ". " + paragraph, 2, kTextWidth);
  }
  return text;
}

void print(Output& output, const Request& request, const Missing& missing, const std::vector<Sentences>& sentences,
           const PolicySet& policy) {
  output.text(question_text(request, missing.decision, policy, output.style()));
  for (const Sentences& said : sentences) {
    output.line("");
    output.text(sentences_text(said));
  }
}

ExitStatus missing(const MissingArguments& arguments) {
  Output output(arguments.output);
  const auto in_use = open_policy_and_store(output, arguments.policy, arguments.store, Access::kRead);
  if (!in_use) return ExitStatus::kUnusable;
  const PolicySet& policy = in_use->policy;
  auto request = request_of(output, arguments.request, policy);
  if (!request) return ExitStatus::kUnusable;
  const MissingRequest asked{std::move(*request), arguments.sets, arguments.acts, arguments.tries};
  const auto found = in_use->store.missing(asked, policy);
  if (!found) return refused(output, found.error());
  std::vector<Sentences> sentences;
  for (const Language language : arguments.languages.chosen()) {
    sentences.push_back(licet::sentences(*found, policy, language));
  }
  if (output.json()) {
    output.line(exchange::write_missing(*found, sentences));
  } else {
    print(output, asked.request, *found, sentences, policy);
  }
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_missing(CLI::App& program) {
  auto arguments = std::make_shared<MissingArguments>();
  CLI::App* app =
      program.add_subcommand("missing", "Find the smallest sets of acts that would permit a request that is denied");
  arguments->store.add_to(*app);
  arguments->policy.add_to(*app);
  arguments->request.add_to(*app, "The request", "The time decided for; default: now");
  const auto add_limit = [&](const char* name, std::uint64_t& value, const char* help) {
    app->add_option(name, value, help + std::string("; default: ") + std::to_string(value))
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}).description(""));
  };
  add_limit("--sets", arguments->sets, "At most so many sets");
  add_limit("--acts", arguments->acts, "At most so many acts in one set");
  add_limit("--tries", arguments->tries, "At most so many changed states are decided on");
  arguments->languages.add_language_to(*app);
  arguments->output.add_to(*app);
  return {app, [arguments] { return missing(*arguments); }};
}

}  // namespace licet::tool
