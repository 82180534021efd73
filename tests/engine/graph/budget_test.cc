// What is too large is refused soon, and by name.

#include <engine/graph/formula.h>
#include <engine/graph/validate.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

/// `a0 and b0 or a1 and b1 …`, where the order of the variables, first all a, then all b, is the worst: it must be
/// remembered which of the a held.
std::string pairs(int count) {
  std::string text = "policy club purpose news action send\n";
  for (int i = 0; i < count; ++i) text += fmt::format("fact a{} is yes or no fact b{} is yes or no\n", i, i);
  text += "rule order forbid send when ";
  for (int i = 0; i < count; ++i) text += fmt::format("{}a{}", i == 0 ? "" : " or ", i);
  text += "\nrule large forbid send when ";
  for (int i = 0; i < count; ++i) text += fmt::format("{}(a{} and b{})", i == 0 ? "" : " or ", i, i);
  return text + "\nrule news permit send for news";
}

TEST(Budget, NamesTheRuleThatExceedsIt) {
  const auto model = tests::model_of(pairs(16));
  ASSERT_TRUE(model);
  const auto built = build(*model);
  ASSERT_FALSE(built.has_value());
  EXPECT_EQ(built.error().name, "large");
  EXPECT_EQ(built.error().rule, model->rules.find("large"));
  EXPECT_EQ(built.error().budget, GraphOptions{}.rule_nodes);
  EXPECT_TRUE(built.error().defect.empty());
}

TEST(Budget, IsEnoughForTheSameRuleInAGoodOrder) {
  std::string text = "policy club purpose news action send\n";
  for (int i = 0; i < 100; ++i) text += fmt::format("fact a{} is yes or no fact b{} is yes or no\n", i, i);
  text += "rule large forbid send when ";
  for (int i = 0; i < 100; ++i) text += fmt::format("{}(a{} and b{})", i == 0 ? "" : " or ", i, i);
  const tests::BuiltGraph built = tests::graph_of(text);
  ASSERT_TRUE(built.graph);
  EXPECT_EQ(violation(*built.graph, *built.model), std::nullopt);
}

TEST(Budget, NamesALevelThatExceedsIt) {
  std::string text = pairs(16);
  text.replace(text.find("rule large forbid send when"), 27, "level none level large when");
  text.replace(text.find("\nrule news"), std::string::npos, "");
  const auto model = tests::model_of(text);
  ASSERT_TRUE(model);
  const auto built = build(*model);
  ASSERT_FALSE(built.has_value());
  EXPECT_EQ(built.error().name, "large");
  EXPECT_FALSE(built.error().rule.has_value());
}

/// Named conditions with distinct thresholds on one fact, all in one rule: as many values as conditions, for each.
std::string thresholds_on_one_fact(int count) {
  std::string text = "policy club purpose news action send fact score is a number\n";
  for (int i = 0; i < count; ++i) text += fmt::format("condition c{} means score is {}\n", i, 2 * i);
  text += "rule hostile permit send for news when ";
  for (int i = 0; i < count; ++i) text += fmt::format("{}c{}", i == 0 ? "" : " or ", i);
  return text;
}

TEST(Budget, RefusesConditionsWhoseValuesMultiply) {
  const auto model = tests::model_of(thresholds_on_one_fact(100));
  ASSERT_TRUE(model);
  GraphOptions tight;
  tight.rule_values = 100 * 201;
  const auto refused = build(*model, tight);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().name, "hostile");
  EXPECT_EQ(refused.error().rule, model->rules.find("hostile"));
  EXPECT_TRUE(refused.error().defect.empty());
  EXPECT_TRUE(build(*model).has_value());
}

TEST(Budget, OfValuesBoundsWhatAFormulaHolds) {
  const auto model = tests::model_of(thresholds_on_one_fact(2'000));
  ASSERT_TRUE(model);
  VariableSet variables(*model);
  constexpr std::size_t most = 100'000;
  FormulaMaker maker(*model, variables,
                     {[&](const VariableKey& key) { return variables.intern(key); },
                      [&](const TimePair& pair) { return variables.pair(pair); }},
                     most);
  const model::Rule& rule = model->rules.list.front();
  const Formula formula = maker.rule_condition(rule, {model::PurposeId(0U), model::ActionId(0U)});
  EXPECT_TRUE(formula.exceeded);
  std::size_t values = 0;
  for (const FormulaNode& node : formula.nodes) values += node.by_value.size();
  EXPECT_GT(values, most / 2);
  EXPECT_LE(values, most);
}

TEST(Budget, OfASegmentClosesIt) {
  std::string text = "policy club purpose news action send\n";
  for (int i = 0; i < 10; ++i) text += fmt::format("fact f{} is yes or no rule r{} forbid send when f{}\n", i, i, i);
  GraphOptions tight;
  tight.segment_nodes = 4;
  const tests::BuiltGraph built = tests::graph_of(text, tight);
  ASSERT_TRUE(built.graph);
  EXPECT_GE(built.graph->segments.size(), 3U);
  EXPECT_EQ(violation(*built.graph, *built.model), std::nullopt);
}

TEST(Budget, HoldsForLongChainsOfExceptions) {
  std::string text = "policy club purpose news action send\nrule r0 permit send for news\n";
  for (int i = 1; i < 200; ++i) {
    text += fmt::format("fact f{} is yes or no rule r{} {} when f{} overrides r{}\n", i, i,
                        i % 2 == 0 ? "permit send for news" : "forbid send", i, i - 1);
  }
  const tests::BuiltGraph built = tests::graph_of(text);
  ASSERT_TRUE(built.graph);
  EXPECT_EQ(violation(*built.graph, *built.model), std::nullopt);
}

}  // namespace
}  // namespace licet::graph
