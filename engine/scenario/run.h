#pragma once
// Runs scenarios on an in-memory store and says what was decided instead where an expectation fails.
//
// Thread rule: pure functions of their arguments. Source: language.md section 10.

#include <engine/check/scenarios.h>
#include <engine/decide/ready_policy.h>
#include <string>
#include <vector>

namespace licet::scenario {

/// An expectation that does not hold, or a step that cannot be carried out (then `expected` says what it should be).
struct Failure {
  SourceRange range;
  std::string expected;          ///< "permit by newsletter_by_consent"
  std::string found;             ///< "deny because nothing permits"
  std::vector<std::string> why;  ///< the explanation of what was decided, in sentences
};

struct ScenarioResult {
  std::string title;
  SourceRange range;
  std::size_t expectations = 0;  ///< `expect` lines, those behind a question that cannot be decided included
  std::vector<Failure> failures;

  bool passed() const { return failures.empty(); }
};

/// One result a scenario, in source order. Each question is decided once; only for one with a failed expectation is it
/// explained, to say why.
std::vector<ScenarioResult> run(const decide::ReadyPolicy& policy, const std::vector<model::Scenario>& scenarios);

}  // namespace licet::scenario
