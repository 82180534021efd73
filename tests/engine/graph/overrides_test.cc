// The order in which rules are settled, and what that means in the graph.

#include <engine/graph/dump.h>
#include <engine/graph/overrides.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

constexpr const char* kChain = R"(policy club
purpose news
action send
fact a is yes or no
fact b is yes or no
fact c is yes or no
rule general permit send for news when a
rule exception forbid send when b overrides general
rule back_again permit send for news when c overrides exception
)";

TEST(OverrideOrder, SettlesWhatOverridesBeforeWhatIsOverridden) {
  const auto model = tests::model_of(kChain);
  const std::vector<std::uint32_t> place = override_order(*model);
  ASSERT_EQ(place.size(), 3U);
  EXPECT_LT(place[2], place[1]);
  EXPECT_LT(place[1], place[0]);
}

TEST(OverrideOrder, GivesEachRuleAPlaceOfItsOwn) {
  const auto model = tests::model_of(R"(policy club purpose news action send
rule a permit send for news
rule b forbid send overrides a
rule c forbid send overrides a
rule d permit send for news overrides b, c
rule e forbid send)");
  EXPECT_THAT(override_order(*model), testing::UnorderedElementsAre(0U, 1U, 2U, 3U, 4U));
}

// Values of kYesNo.
constexpr std::uint32_t kUnknownFact = 0;
constexpr std::uint32_t kNo = 1;
constexpr std::uint32_t kYes = 2;

/// The truth of a rule's root where facts have these values of kYesNo.
FrozenRef leaf_of(const tests::BuiltGraph& built, const char* rule, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  FrozenRef at = kLeafFalse;
  for (const RuleRoots& roots : built.graph->rules) {
    if (roots.rule == *built.model->rules.find(rule)) at = roots.effective;
  }
  const std::uint32_t values[] = {a, b, c};
  while (!is_leaf(at)) {
    const VariableKey& key = built.graph->variables[built.graph->variable_of(at)].key;
    // Neither data nor a recipient is asked; value 0 of all but the facts.
    at = built.graph->child_of(at, key.kind == VariableKind::kYesNo ? values[key.subject] : 0);
  }
  return at;
}

TEST(Overriding, AnExceptionToAnExceptionRestoresTheRule) {
  const tests::BuiltGraph built = tests::graph_of(kChain);
  ASSERT_TRUE(built.graph);
  EXPECT_EQ(leaf_of(built, "general", kYes, kNo, kNo), kLeafTrue);
  EXPECT_EQ(leaf_of(built, "general", kYes, kYes, kNo), kLeafFalse);
  EXPECT_EQ(leaf_of(built, "general", kYes, kYes, kYes), kLeafTrue);
  // A forbid that cannot be ruled out overrides; a permit whose condition is unknown does not.
  EXPECT_EQ(leaf_of(built, "general", kYes, kUnknownFact, kNo), kLeafFalse);
  EXPECT_EQ(leaf_of(built, "general", kYes, kYes, kUnknownFact), kLeafFalse);
  EXPECT_EQ(leaf_of(built, "exception", kNo, kUnknownFact, kUnknownFact), kLeafUnknown);
}

}  // namespace
}  // namespace licet::graph
