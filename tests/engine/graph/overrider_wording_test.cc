// Overriders that became variables of their own are named by their rules, however few facts there are.

#include <engine/graph/dump.h>
#include <engine/graph/wording.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

/// Rules that each override the one before; every other asks about two notices, so that tests would multiply.
std::string chain(int rules) {
  std::string text = "policy club purpose news action send fact paid is yes or no\n";
  for (int i = 0; i < rules; ++i) text += fmt::format("notice n{0} notice m{0}\n", i);
  for (int i = 0; i < rules; ++i) {
    text += fmt::format(
        "rule r{0} forbid send when (notice n{0} was given or notice m{0} was given) and "
        "(notice n{1} was given or not notice m{1} was given)",
        i, (i * 7 + 3) % rules);
    text += i == 0 ? "\n" : fmt::format(" overrides r{}\n", i - 1);
  }
  return text;
}

TEST(OverriderWording, NamesTheRuleThatOverrides) {
  const tests::BuiltGraph built = tests::graph_of(chain(40));
  ASSERT_TRUE(built.graph);
  const std::size_t facts = built.model->facts.size();
  ASSERT_GT(built.graph->overriders.size(), facts) << "the chain makes no overriders";
  const Wording wording(*built.model, *built.graph);
  for (std::uint32_t i = 0; i < built.graph->variables.size(); ++i) {
    const VariableKey& key = built.graph->variables[VariableId(i)].key;
    if (key.kind != VariableKind::kOverrides) continue;
    const std::string question = wording.question(VariableId(i));
    EXPECT_TRUE(question.ends_with(" overrides")) << question;
    const std::string rule = question.substr(0, question.find(' '));
    EXPECT_TRUE(built.model->rules.find(rule).has_value()) << question;
    EXPECT_EQ(wording.value(VariableId(i), 0), "no");
    EXPECT_EQ(wording.value(VariableId(i), 1), "yes");
  }
  EXPECT_NE(dump(*built.graph, *built.model).find(" overrides"), std::string::npos);
}

}  // namespace
}  // namespace licet::graph
