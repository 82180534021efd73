#include <algorithm>
#include <cstdlib>
#include <engine/decide/ready_set.h>
#include <engine/scenario/run.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <vector>

// Each policy of tests/engine/scenario/data and, beside it, the report of its scenarios. LICET_UPDATE_GOLDEN=1 writes
// the reports.

namespace licet::scenario {
namespace {

namespace fs = std::filesystem;

fs::path data() { return fs::path(LICET_SOURCE_DIR) / "tests" / "engine" / "scenario" / "data"; }

std::vector<std::string> policies() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(data())) {
    if (entry.path().extension() == ".licet") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string report(const std::vector<ScenarioResult>& results, const SourceFiles& sources) {
  std::string text;
  for (const ScenarioResult& result : results) {
    text += (result.passed() ? "ok     " : "FAILED ") + result.title + ", " + std::to_string(result.expectations) +
            " expectations\n";
    for (const Failure& failure : result.failures) {
      const Place place = sources[failure.range.source.value].place_of(failure.range);
      text += "  " + place.line_text + '\n';
      text += "    expected: " + failure.expected + '\n';
      text += "    found: " + failure.found + '\n';
      for (const std::string& sentence : failure.why) text += "    - " + sentence + '\n';
    }
  }
  return text;
}

class Report : public testing::TestWithParam<std::string> {};

TEST_P(Report, IsAsWritten) {
  const Result<decide::ReadySet> set = decide::load_ready_set(data() / (GetParam() + ".licet"));
  ASSERT_TRUE(set.has_value());
  ASSERT_EQ(set->errors, 0U) << set->diagnostics.front().message << " in line " << set->diagnostics.front().place.line;
  const std::string text = report(run(*set->policy, set->scenarios), set->policy->sources());
  const fs::path golden = data() / (GetParam() + ".txt");
  if (const char* update = std::getenv("LICET_UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    std::ofstream(golden, std::ios::binary) << text;
    return;
  }
  std::ifstream file(golden, std::ios::binary);
  EXPECT_EQ(text, std::string(std::istreambuf_iterator<char>(file), {}));
}

INSTANTIATE_TEST_SUITE_P(Policies, Report, testing::ValuesIn(policies()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace licet::scenario
