#include <algorithm>
#include <engine/check/check.h>
#include <fmt/format.h>
#include <fstream>
#include <grammar/messages.h>
#include <grammar/parse.h>
#include <iterator>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/shop_policy.h>

namespace licet::benchmarks {
namespace {

std::string read_file(const std::string& name) {
  const std::string path = std::string(LICET_BENCHMARK_POLICIES) + "/" + name;
  std::ifstream file(path, std::ios::binary);
  if (!file) end_program("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void give_up_on_errors(const Findings& findings, const SourceFiles& sources) {
  const auto error = std::find_if(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.severity == Severity::kError; });
  if (error == findings.end()) return;
  const Diagnostic diagnostic = grammar::describe(*error, sources, Language::kEnglish);
  end_program(fmt::format("line {} of the policy: {}", diagnostic.place.line, diagnostic.message));
}

}  // namespace

std::string suffix_of(std::size_t shop) { return "_" + std::to_string(shop + 1); }

std::string policy_text(std::size_t shops) {
  std::string text = read_file("shared_vocabulary.licet");
  const std::string rules = read_file("forty_rules.licet");
  for (std::size_t shop = 0; shop < shops; ++shop) {
    const std::string suffix = suffix_of(shop);
    for (const char sign : rules) {
      if (sign == '@') {
        text += suffix;
      } else {
        text += sign;
      }
    }
  }
  return text;
}

std::shared_ptr<const decide::ReadyPolicy> make_policy(std::size_t shops) {
  const SourceFiles sources{SourceFile("shops.licet", policy_text(shops))};
  grammar::Parsed parsed = grammar::parse(SourceId(), sources.front().text());
  give_up_on_errors(parsed.findings, sources);
  check::LoadedSet set;
  set.files.push_back(std::move(parsed.file));
  set.paths.push_back(sources.front().path());
  set.sources = sources;
  const check::Checked checked = check::check(set);
  give_up_on_errors(checked.findings, sources);
  auto policy = decide::ReadyPolicy::make(checked.model, sources);
  if (!policy) end_program("too large for a graph: " + policy.error().name);
  return std::move(*policy);
}

}  // namespace licet::benchmarks
