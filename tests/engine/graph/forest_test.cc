// The operations on diagrams against truth tables, on random small diagrams.

#include <engine/graph/forest.h>
#include <engine/graph/validate.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

constexpr std::uint32_t kVariables = 3;
constexpr std::uint32_t kDomain = 3;
constexpr std::size_t kPoints = 27;

/// The value of a variable at a point of the truth table.
std::uint32_t value_at(std::size_t point, std::uint32_t variable) {
  for (std::uint32_t i = 0; i < variable; ++i) point /= kDomain;
  return static_cast<std::uint32_t>(point % kDomain);
}

NodeRef leaf_at(const Forest& forest, NodeRef node, std::size_t point) {
  while (!forest.is_leaf(node)) node = forest.children(node)[value_at(point, forest.variable(node).value)];
  return node;
}

Truth truth_at(const Forest& forest, NodeRef node, std::size_t point) {
  return static_cast<Truth>(leaf_at(forest, node, point).value);
}

using Table = std::vector<NodeRef>;

/// The diagram of a truth table, built from the last variable up.
NodeRef diagram_of(Forest& forest, Table table) {
  for (std::uint32_t left = kVariables; left > 0; --left) {
    const std::size_t stride = table.size() / kDomain;
    Table shorter;
    for (std::size_t i = 0; i < stride; ++i) {
      std::vector<NodeRef> children;
      for (std::size_t value = 0; value < kDomain; ++value) children.push_back(table[i + value * stride]);
      shorter.push_back(forest.node(VariableId(left - 1), std::move(children)));
    }
    table = std::move(shorter);
  }
  return table.front();
}

class RandomDiagrams : public testing::TestWithParam<unsigned> {
 protected:
  NodeRef any(std::uint32_t leaves) {
    Table table(kPoints);
    for (NodeRef& leaf : table) leaf = NodeRef(static_cast<std::uint32_t>(random_() % leaves));
    return diagram_of(forest_, std::move(table));
  }

  std::mt19937 random_{GetParam()};
  Forest forest_;
  NodeRef a_ = any(3);
  NodeRef b_ = any(3);
};

TEST_P(RandomDiagrams, FollowTheTruthTables) {
  const NodeRef both = forest_.both(a_, b_);
  const NodeRef either = forest_.either(a_, b_);
  const NodeRef negation = forest_.negation(a_);
  const NodeRef unless = forest_.unless(a_, b_);
  for (std::size_t point = 0; point < kPoints; ++point) {
    const Truth a = truth_at(forest_, a_, point);
    const Truth b = truth_at(forest_, b_, point);
    EXPECT_EQ(truth_at(forest_, both, point), a & b);
    EXPECT_EQ(truth_at(forest_, either, point), a | b);
    EXPECT_EQ(truth_at(forest_, negation, point), !a);
    EXPECT_EQ(truth_at(forest_, unless, point), b == Truth::kFalse ? a : Truth::kFalse);
  }
}

TEST_P(RandomDiagrams, AskTheSecondWhereTheFirstDoesNotDecide) {
  const NodeRef permit = forest_.leaf(Verdict{model::RuleId(7U), Reason::kPermitted});
  const NodeRef first = forest_.map(a_, {Forest::kNext, Forest::kNext, permit});
  const NodeRef joined = forest_.append(first, b_);
  for (std::size_t point = 0; point < kPoints; ++point) {
    const bool decides = truth_at(forest_, a_, point) == Truth::kTrue;
    EXPECT_EQ(leaf_at(forest_, joined, point), decides ? permit : leaf_at(forest_, b_, point));
  }
}

TEST_P(RandomDiagrams, AreOneNodeIfTheyAreOneFunction) {
  EXPECT_EQ(forest_.both(a_, b_), forest_.both(b_, a_));
  EXPECT_EQ(forest_.negation(forest_.negation(a_)), a_);
  EXPECT_EQ(forest_.negation(forest_.both(a_, b_)), forest_.either(forest_.negation(a_), forest_.negation(b_)));
  EXPECT_EQ(forest_.both(a_, forest_.either(a_, b_)), a_);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomDiagrams, testing::Range(1U, 51U));

TEST(Forest, HasNoNodeWithOnlyEqualChildren) {
  Forest forest;
  EXPECT_EQ(forest.node(VariableId(0U), {Forest::kTrue, Forest::kTrue}), Forest::kTrue);
}

TEST(Forest, HasNoTwoEqualNodes) {
  Forest forest;
  const NodeRef once = forest.node(VariableId(0U), {Forest::kFalse, Forest::kTrue});
  const std::size_t size = forest.size();
  EXPECT_EQ(forest.node(VariableId(0U), {Forest::kFalse, Forest::kTrue}), once);
  EXPECT_EQ(forest.size(), size);
}

TEST(Forest, StopsAtItsLimitAndGoesOnAfterTheNext) {
  Forest forest;
  const auto test = [&](std::uint32_t variable) {
    return forest.node(VariableId(variable), {Forest::kFalse, Forest::kTrue});
  };
  const NodeRef a = test(0);
  const NodeRef b = test(1);
  forest.limit(0);
  EXPECT_EQ(forest.both(a, b), Forest::kFalse);
  EXPECT_TRUE(forest.exceeded());
  forest.limit(1'000);
  EXPECT_FALSE(forest.exceeded());
  EXPECT_NE(forest.both(a, b), Forest::kFalse);
  EXPECT_FALSE(forest.exceeded());
}

TEST(Forest, CountsEachNodeOnce) {
  Forest forest;
  const NodeRef below = forest.node(VariableId(1U), {Forest::kFalse, Forest::kTrue});
  const NodeRef other = forest.node(VariableId(1U), {Forest::kTrue, Forest::kFalse});
  const NodeRef root = forest.node(VariableId(0U), {below, other, below});
  EXPECT_EQ(forest.count(root), 3U);
  EXPECT_EQ(forest.count(Forest::kTrue), 0U);
}

/// Variables 0 to 2 are the classes asked, each of one value here; a policy gives the set its variables.
class ForestValidation : public testing::Test {
 protected:
  const std::shared_ptr<const model::Model> model_ = tests::model_of("policy club fact member is yes or no");
  VariableSet variables_{*model_};
  VariableId member_ = variables_.intern({VariableKind::kYesNo, 0, {}, AgeBoundary::kEnd, std::nullopt});
  VariableId monday_ = variables_.intern({VariableKind::kRestriction, 0, {}, AgeBoundary::kEnd, std::nullopt});
  Forest forest_;
};

TEST_F(ForestValidation, FindsNothingInASoundForest) {
  const NodeRef below = forest_.node(monday_, {Forest::kFalse, Forest::kTrue});
  forest_.node(member_, {Forest::kUnknown, Forest::kFalse, below});
  EXPECT_EQ(violation(forest_, variables_), std::nullopt);
}

TEST_F(ForestValidation, RefusesAVariableBelowALaterOne) {
  const NodeRef below = forest_.node(member_, {Forest::kUnknown, Forest::kFalse, Forest::kTrue});
  forest_.node(monday_, {Forest::kFalse, below});
  EXPECT_EQ(violation(forest_, variables_), "node 5: the variable of its child 4 does not come after its own");
}

TEST_F(ForestValidation, RefusesAMissingChild) {
  forest_.node(member_, {Forest::kFalse, Forest::kTrue});
  EXPECT_EQ(violation(forest_, variables_), "node 4: it has not a child for each value");
}

TEST_F(ForestValidation, RefusesANodeOfNoVariable) {
  forest_.node(VariableId(99U), {Forest::kFalse, Forest::kTrue});
  EXPECT_EQ(violation(forest_, variables_), "node 4: it has no variable");
}

}  // namespace
}  // namespace licet::graph
