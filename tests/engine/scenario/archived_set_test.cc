// The scenarios of a set from its archive have the outcome that they have from the files.

#include <engine/decide/ready_set.h>
#include <engine/scenario/run.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace licet::scenario {
namespace {

namespace fs = std::filesystem;

std::string told(const std::vector<ScenarioResult>& results) {
  std::string text;
  for (const ScenarioResult& result : results) {
    text += result.title + ": " + std::to_string(result.expectations) + '\n';
    for (const Failure& failure : result.failures) {
      text += std::to_string(failure.range.source.value) + ':' + std::to_string(failure.range.begin) + ' ' +
              failure.expected + " / " + failure.found + '\n';
      for (const std::string& sentence : failure.why) text += "- " + sentence + '\n';
    }
  }
  return text;
}

TEST(ArchivedSet, HasTheScenariosAndOutcomesOfItsFiles) {
  const fs::path root = LICET_SOURCE_DIR;
  std::size_t scenarios = 0;
  std::vector<fs::path> sets = {root / "policies/web_shop/policy"};
  for (const char* folder : {"tests/engine/scenario/data", "tests/cases/good/model"}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(root / folder)) {
      if (entry.is_directory() || entry.path().extension() == ".licet") sets.push_back(entry.path());
    }
  }
  for (const fs::path& path : sets) {
    const auto original = decide::load_ready_set(path);
    if (!original || original->policy == nullptr) continue;
    auto loaded = check::load_archived_set(original->policy->archive());
    ASSERT_TRUE(loaded.has_value()) << path << loaded.error().message;
    const auto archived = decide::make_ready(std::move(*loaded));
    ASSERT_TRUE(archived && archived->policy) << path;
    EXPECT_EQ(told(run(*archived->policy, archived->scenarios)), told(run(*original->policy, original->scenarios)));
    scenarios += archived->scenarios.size();
  }
  EXPECT_GT(scenarios, 10U);
}

}  // namespace
}  // namespace licet::scenario
