#include <algorithm>
#include <engine/scenario/run.h>
#include <fmt/core.h>
#include <memory>
#include <string>
#include <tools/licet/findings.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_path.h>
#include <tools/licet/scenario_report.h>
#include <tools/licet/sub_commands.h>
#include <tools/licet/text_layout.h>
#include <vector>

namespace licet::tool {
namespace {

struct TestOptions {
  std::vector<std::string> paths;
  OutputOptions output;
};

struct Counts {
  std::size_t scenarios = 0;
  std::size_t failed = 0;
};

ExitStatus test_one(Output& output, const std::string& path, Counts& counts) {
  const Result<decide::ReadySet> set = load_policy_path(path);
  if (!set) {
    output.message(set.error().message);
    return ExitStatus::kUnusable;
  }
  print_findings(output, set->diagnostics, set->errors);
  if (set->policy == nullptr) {
    output.message(fmt::format("{}: {}; its scenarios were not run", name_of_path(path),
                               findings_summary(set->diagnostics, set->errors)));
    return ExitStatus::kFindings;
  }
  if (set->scenarios.empty()) output.message(name_of_path(path) + ": there are no scenarios");
  const std::vector<scenario::ScenarioResult> results = scenario::run(*set->policy, set->scenarios);
  for (const scenario::ScenarioResult& result : results) {
    print_scenario(output, set->policy->sources(), result);
    if (!result.passed()) ++counts.failed;
  }
  counts.scenarios += results.size();
  const bool passed = std::all_of(results.begin(), results.end(), [](const auto& result) { return result.passed(); });
  return passed ? ExitStatus::kDone : ExitStatus::kFindings;
}

ExitStatus test(const TestOptions& options) {
  Output output(options.output);
  ExitStatus status = ExitStatus::kDone;
  Counts counts;
  for (const std::string& path : options.paths) status = worse(status, test_one(output, path, counts));
  if (counts.scenarios != 0) {
    output.message_text(
        fmt::format("{}, {} failed\n", counted(counts.scenarios, "scenario", "scenarios"), counts.failed));
  }
  return output.finish(status);
}

}  // namespace

SubCommand add_test(CLI::App& program) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* app = program.add_subcommand("test", "Run the scenarios of policy sets");
  app->add_option("PATH", options->paths, kPolicyPaths)->type_name("")->required();
  options->output.add_to(*app);
  return {app, [options] { return test(*options); }};
}

}  // namespace licet::tool
