#include <algorithm>
#include <engine/decide/ready_set.h>
#include <engine/scenario/run.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>

namespace licet::scenario {
namespace {

decide::ReadySet load(const std::string& name) {
  Result<decide::ReadySet> set = decide::load_ready_set(std::filesystem::path(LICET_SOURCE_DIR) /
                                                        "tests/engine/scenario/data" / (name + ".licet"));
  return set && set->policy != nullptr ? std::move(*set) : decide::ReadySet{};
}

TEST(Run, GivesOneResultAScenarioInSourceOrder) {
  const decide::ReadySet set = load("passing");
  ASSERT_NE(set.policy, nullptr);
  const auto results = run(*set.policy, set.scenarios);
  ASSERT_EQ(results.size(), 3U);
  EXPECT_TRUE(std::all_of(results.begin(), results.end(), [](const auto& one) { return one.passed(); }));
  EXPECT_LT(results[0].range.begin, results[1].range.begin);
  EXPECT_EQ(results[0].expectations, 9U);
}

TEST(Run, ScenariosDoNotSeeOneAnother) {
  const decide::ReadySet set = load("passing");
  ASSERT_NE(set.policy, nullptr);
  std::vector<model::Scenario> reversed(set.scenarios.rbegin(), set.scenarios.rend());
  for (const ScenarioResult& result : run(*set.policy, reversed)) EXPECT_TRUE(result.passed());
}

model::ExpectDecision opposite(const model::ExpectDecision& expected) {
  const bool permits = expected.outcome == model::ExpectedOutcome::kPermit;
  return {permits ? model::ExpectedOutcome::kDeny : model::ExpectedOutcome::kPermit, {}, false};
}

class RunBadly : public testing::TestWithParam<const char*> {};

TEST_P(RunBadly, EveryExpectationThatCannotHoldFails) {
  decide::ReadySet set = load(GetParam());
  ASSERT_NE(set.policy, nullptr);
  for (model::Scenario& scenario : set.scenarios) {
    for (model::ScenarioStep& step : scenario.steps) {
      if (auto* decision = std::get_if<model::ExpectDecision>(&step.step)) *decision = opposite(*decision);
      if (auto* duties = std::get_if<model::ExpectDuties>(&step.step)) duties->duties = {model::DutyId(1U)};
      if (auto* levels = std::get_if<model::ExpectLevels>(&step.step)) levels->levels = {};
      if (auto* until = std::get_if<model::ExpectUntil>(&step.step)) until->until = Instant{0};
      if (auto* due = std::get_if<model::ExpectDue>(&step.step)) due->on = Date{1999, 1, 1};
    }
  }
  for (const ScenarioResult& result : run(*set.policy, set.scenarios)) {
    EXPECT_EQ(result.failures.size(), result.expectations) << result.title;
  }
}

INSTANTIATE_TEST_SUITE_P(Policies, RunBadly, testing::Values("passing", "additions"),
                         [](const auto& one) { return std::string(one.param); });

TEST(Run, AStepThatCannotBeCarriedOutFailsTheScenario) {
  decide::ReadySet set = load("passing");
  ASSERT_NE(set.policy, nullptr);
  auto& steps = set.scenarios[0].steps;
  auto& ask = std::get<model::ScenarioAsk>(steps.front().step);
  ask.request.channel.reset();
  auto results = run(*set.policy, set.scenarios);
  ASSERT_EQ(results[0].failures.size(), 1U);
  EXPECT_EQ(results[0].failures[0].expected, "a request that can be decided");
  EXPECT_EQ(results[0].failures[0].found.substr(0, 10), "`channel`:");

  set = load("passing");
  for (model::ScenarioStep& step : set.scenarios[2].steps) {
    if (auto* given = std::get_if<model::ScenarioGiven>(&step.step)) given->events.front().device.reset();
  }
  results = run(*set.policy, set.scenarios);
  ASSERT_FALSE(results[2].failures.empty());
  EXPECT_EQ(results[2].failures[0].expected, "events that a store accepts");
  EXPECT_EQ(results[2].failures[0].found.substr(0, 9), "`device`:");
}

}  // namespace
}  // namespace licet::scenario
