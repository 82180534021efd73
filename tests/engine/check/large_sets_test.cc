// Sets as deep and as large as the documented limits demand, and what is said of very many mistakes.

#include <engine/check/coverage.h>
#include <engine/check/load_set.h>
#include <functional>
#include <gtest/gtest.h>
#include <licet/limits.h>
#include <tests/engine/check/folder.h>

namespace licet::check {
namespace {

constexpr std::size_t kDepth = 50'000;

/// "policy club" and `count` lines, each from its number and that of the next.
std::string lines(std::size_t count, const std::function<std::string(const std::string&, const std::string&)>& line) {
  std::string text = "policy club\npurpose p\nfact f is yes or no\n";
  for (std::size_t i = 0; i < count; ++i) text += line(std::to_string(i), std::to_string(i + 1)) + "\n";
  return text;
}

PolicyOnDisk load(const std::string& text) {
  const tests::Folder folder;
  folder.write("club.licet", text);
  return load_policy_set(folder.path()).value();
}

TEST(LargeSets, HierarchiesAreAsDeepAsTheyAreLong) {
  const PolicyOnDisk set = load(
      lines(kDepth, [](const auto& i, const auto& next) { return "data d" + i + " within d" + next; }) + "data d50000");
  ASSERT_TRUE(set.model);
  EXPECT_TRUE(set.model->data.hierarchy.is_within(*set.model->data.find("d0"), *set.model->data.find("d50000")));
}

TEST(LargeSets, RulesNameSpecialDataOfALargeHierarchy) {
  std::string text = lines(kDepth, [](const auto& i, const auto&) { return "data d" + i + " within top is special"; });
  text += "data top\nretention r keep top at most 1 day after collection then erase\n";
  const PolicyOnDisk set = load(text + "rule r permit anything for p with d0");
  ASSERT_TRUE(set.model);
  const model::DataClause& clause = *set.model->rules.list.front().data;
  for (std::uint32_t i = 0; i < kDepth; ++i) {
    EXPECT_EQ(model::clause_covers(*set.model, clause, model::DataId(i)), i == 0) << i;
  }
}

TEST(LargeSets, OverridesAreChainsOfAnyLength) {
  const PolicyOnDisk set =
      load(lines(kDepth,
                 [](const auto& i, const auto& next) { return "rule r" + i + " forbid anything overrides r" + next; }) +
           "rule r50000 forbid anything");
  ASSERT_TRUE(set.model);
  EXPECT_EQ(set.model->rules.list.back().overridden_by.size(), 1U);
}

TEST(LargeSets, ConditionsUseOneAnotherToAnyDepth) {
  const PolicyOnDisk set =
      load(lines(kDepth, [](const auto& i, const auto& next) { return "condition c" + i + " means not c" + next; }) +
           "condition c50000 means f consent c for p provided c0");
  ASSERT_TRUE(set.model);
  EXPECT_EQ(set.model->expressions.size(), 2 * kDepth + 2);
}

TEST(LargeSets, ACircleOfAnyLengthIsSpelledOutInShort) {
  const PolicyOnDisk set =
      load(lines(kDepth, [](const auto& i, const auto& next) { return "data d" + i + " within d" + next; }) +
           "data d50000 within d0");
  ASSERT_EQ(set.diagnostics.size(), 1U);
  EXPECT_EQ(
      set.diagnostics.front().message,
      "\"d0\" lies within itself: d0 within d1 within d2 within d3 within d4 within d5 within d6 within d7 within "
      "… within d49999 within d50000 within d0");
}

TEST(LargeSets, OfManyMistakesTheFirstAreShownAndAllAreCounted) {
  const PolicyOnDisk set =
      load(lines(kDepth, [](const auto& i, const auto&) { return "rule r" + i + " permit anything for q" + i; }));
  EXPECT_FALSE(set.model);
  EXPECT_EQ(set.errors, kDepth);
  EXPECT_EQ(set.diagnostics.size(), limits::kDiagnostics);
  EXPECT_EQ(set.diagnostics.front().place.line, 4U);
}

}  // namespace
}  // namespace licet::check
