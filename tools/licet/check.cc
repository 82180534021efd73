#include <memory>
#include <string>
#include <tools/licet/findings.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_path.h>
#include <tools/licet/sub_commands.h>
#include <vector>

namespace licet::tool {
namespace {

struct CheckOptions {
  std::vector<std::string> paths;
  OutputOptions output;
};

ExitStatus check(const CheckOptions& options) {
  Output output(options.output);
  std::vector<Diagnostic> all;
  std::size_t errors = 0;
  bool any = false;
  ExitStatus status = ExitStatus::kDone;
  for (const std::string& path : options.paths) {
    const Result<decide::ReadySet> set = load_policy_path(path);
    if (!set) {
      output.message(set.error().message);
      status = worse(status, ExitStatus::kUnusable);
      continue;
    }
    any = true;
    print_findings(output, set->diagnostics, set->errors);
    if (set->errors != 0) status = worse(status, ExitStatus::kFindings);
    errors += set->errors;
    all.insert(all.end(), set->diagnostics.begin(), set->diagnostics.end());
  }
  if (any) output.message_text(findings_summary(all, errors) + '\n');
  return output.finish(status);
}

}  // namespace

SubCommand add_check(CLI::App& program) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* app = program.add_subcommand("check", "Find the errors of policy sets");
  app->add_option("PATH", options->paths, kPolicyPaths)->type_name("")->required();
  options->output.add_to(*app);
  return {app, [options] { return check(*options); }};
}

}  // namespace licet::tool
