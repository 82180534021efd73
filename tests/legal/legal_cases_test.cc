// What the law says of real cases: each policy set beside this file is sound, and its scenarios hold.

#include <algorithm>
#include <array>
#include <engine/decide/ready_set.h>
#include <engine/scenario/run.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace licet::legal {
namespace {

namespace fs = std::filesystem;

const fs::path kCases = fs::path(LICET_SOURCE_DIR) / "tests/legal";

/// The numbers of all cases that the language can say, at least in part.
constexpr std::array kNumbers{"1",  "3",  "4",  "5",  "7",  "8",  "10", "11", "12", "14", "15",
                              "17", "18", "19", "20", "21", "23", "25", "E2", "E4", "E5"};

/// Of these the law gives another answer once a fact is another one.
constexpr std::array kVariants{"1",  "3",  "4",  "5",  "7",  "8",  "10", "11", "12", "14",
                               "15", "17", "18", "19", "20", "21", "23", "25", "E2", "E4"};

std::vector<std::string> topics() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kCases)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// "10" of "Case 10, variant: by telephone"; empty if a title names no case.
std::string number_of(std::string_view title) {
  constexpr std::string_view kCase = "Case ";
  if (title.substr(0, kCase.size()) != kCase) return {};
  title.remove_prefix(kCase.size());
  return std::string(title.substr(0, title.find_first_of(":,")));
}

bool is_variant(std::string_view title) {
  return title.substr(0, title.find(':')).find(", variant") != std::string_view::npos;
}

class LegalCases : public testing::TestWithParam<std::string> {};

TEST_P(LegalCases, TheSetIsSoundAndItsScenariosHold) {
  const auto set = decide::load_ready_set(kCases / GetParam());
  ASSERT_TRUE(set.has_value()) << set.error().message;
  for (const Diagnostic& diagnostic : set->diagnostics) {
    ADD_FAILURE() << diagnostic.place.path << ':' << diagnostic.place.line << ": " << diagnostic.message;
  }
  ASSERT_TRUE(set->policy);
  EXPECT_FALSE(set->scenarios.empty());
  for (const auto& result : scenario::run(*set->policy, set->scenarios)) {
    EXPECT_FALSE(number_of(result.title).empty()) << result.title;
    EXPECT_GT(result.expectations, 0U) << result.title;
    for (const scenario::Failure& failure : result.failures) {
      ADD_FAILURE() << result.title << ": expected " << failure.expected << ", found " << failure.found;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Topics, LegalCases, testing::ValuesIn(topics()), [](const auto& one) { return one.param; });

TEST(LegalCases, EachCaseAndEachVariantHasAScenario) {
  std::set<std::string> cases;
  std::set<std::string> variants;
  for (const std::string& topic : topics()) {
    const auto set = decide::load_ready_set(kCases / topic);
    ASSERT_TRUE(set.has_value()) << set.error().message;
    for (const model::Scenario& scenario : set->scenarios) {
      (is_variant(scenario.title) ? variants : cases).insert(number_of(scenario.title));
    }
  }
  EXPECT_EQ(cases, std::set<std::string>(kNumbers.begin(), kNumbers.end()));
  EXPECT_EQ(variants, std::set<std::string>(kVariants.begin(), kVariants.end()));
}

}  // namespace
}  // namespace licet::legal
