// The shipped example: its policy is sound, its scenarios hold, and its requests are answered as decisions.txt says.

#include <algorithm>
#include <array>
#include <cstdio>
#include <engine/decide/ready_set.h>
#include <engine/scenario/run.h>
#include <fmt/core.h>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <string>

namespace licet::docs {
namespace {

namespace fs = std::filesystem;

const fs::path kShop = fs::path(LICET_SOURCE_DIR) / "policies/web_shop";

TEST(WebShop, ScenariosHold) {
  const auto set = decide::load_ready_set(kShop / "policy");
  ASSERT_TRUE(set.has_value()) << set.error().message;
  for (const Diagnostic& diagnostic : set->diagnostics) {
    ADD_FAILURE() << diagnostic.place.path << ':' << diagnostic.place.line << ": " << diagnostic.message;
  }
  ASSERT_TRUE(set->policy);
  EXPECT_GE(set->scenarios.size(), 20U);
  for (const auto& result : scenario::run(*set->policy, set->scenarios)) {
    EXPECT_GT(result.expectations, 0U) << result.title;
    for (const scenario::Failure& failure : result.failures) {
      ADD_FAILURE() << result.title << ": expected " << failure.expected << ", found " << failure.found;
    }
  }
}

TEST(WebShop, EveryRuleCitesAProvision) {
  const auto set = decide::load_ready_set(kShop / "policy");
  ASSERT_TRUE(set.has_value() && set->policy);
  for (const model::Rule& rule : set->policy->model().rules.list)
    EXPECT_FALSE(rule.citations.empty()) << rule.title.name;
}

TEST(WebShop, EveryRuleIsExpectedBySomeScenario) {
  const auto set = decide::load_ready_set(kShop / "policy");
  ASSERT_TRUE(set.has_value() && set->policy);
  std::set<std::uint32_t> expected;
  for (const model::Scenario& scenario : set->scenarios) {
    for (const model::ScenarioStep& step : scenario.steps) {
      const auto* decision = std::get_if<model::ExpectDecision>(&step.step);
      if (decision != nullptr && decision->by) expected.insert(decision->by->value);
    }
  }
  for (std::uint32_t i = 0; i < set->policy->model().rules.size(); ++i) {
    EXPECT_EQ(expected.count(i), 1U) << set->policy->model().rules.list[i].title.name;
  }
}

std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The lines of README.md that stand between two lines `    …`, without their indentation.
std::string decision_in_readme() {
  std::istringstream readme(read(fs::path(LICET_SOURCE_DIR) / "README.md"));
  std::string decision;
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line == "    …") {
      inside = !inside;
    } else if (inside) {
      decision += line.substr(std::min<std::size_t>(4, line.size())) + '\n';
    }
  }
  return decision;
}

TEST(WebShop, ReadmeShowsADecisionOfTheExample) {
  const std::string decision = decision_in_readme();
  ASSERT_NE(decision, "");
  EXPECT_NE(read(kShop / "decisions.txt").find(decision), std::string::npos) << decision;
}

#ifdef LICET_PROGRAM
/// What the program prints when it is called in the example's folder; it must exit with 0.
std::string printed(const std::string& arguments) {
  const std::string command = fmt::format("cd '{}' && '{}' {}", kShop.string(), LICET_PROGRAM, arguments);
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "the program cannot be started";
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    text.append(buffer.data(), size);
  }
  EXPECT_EQ(pclose(pipe), 0) << arguments;
  return text;
}

TEST(WebShop, RequestsAreAnsweredAsTheExampleSays) {
  EXPECT_EQ(printed("decide --policy policy --events events.jsonl requests.jsonl"), read(kShop / "decisions.txt"));
}

TEST(WebShop, WhatFallsDueIsListedAsTheExampleSays) {
  EXPECT_EQ(printed("due --policy policy --events events.jsonl --at 2026-06-06T00:00:00+02:00 --all"),
            read(kShop / "due.txt"));
}
#endif

}  // namespace
}  // namespace licet::docs
