#include <algorithm>
#include <engine/exchange/question.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <tests/random/compared/kept_case.h>
#include <vector>

namespace licet::random {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> kept_cases() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(fs::path(LICET_SOURCE_DIR) / "tests/cases/kept")) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

class KeptCases : public testing::TestWithParam<fs::path> {};

TEST_P(KeptCases, GraphAndSlowEvaluatorAgreeWhereTheyOnceDiffered) {
  const auto kept = read_case(GetParam());
  ASSERT_TRUE(kept) << kept.error();
  const auto policy = ready(kept->policy);
  ASSERT_TRUE(policy) << policy.error();
  ASSERT_TRUE(exchange::resolve(kept->request, *policy->model, Instant{}));
  decide::Workspace workspace = policy->policy->decider().make_workspace();
  Sides sides;
  Tally tally;
  EXPECT_EQ(difference(*policy, kept->events, kept->request, workspace, sides, tally), "")
      << "graph: " << sides.graph << "\nevaluator: " << sides.evaluator;
}

INSTANTIATE_TEST_SUITE_P(All, KeptCases, testing::ValuesIn(kept_cases()),
                         [](const auto& folder) { return folder.param.filename().string(); });

}  // namespace
}  // namespace licet::random
