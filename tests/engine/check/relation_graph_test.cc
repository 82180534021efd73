#include <algorithm>
#include <engine/check/relation_graph.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace licet::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

RelationGraph graph_of(std::size_t things, const Pairs& pairs) {
  RelationGraph graph(things);
  for (const auto& [from, to] : pairs) graph.add(from, to);
  return graph;
}

TEST(RelationGraph, WithoutThingsHasNeitherCyclesNorOrder) {
  EXPECT_THAT(RelationGraph(0).cycles(), IsEmpty());
  EXPECT_THAT(RelationGraph(0).targets_first(), IsEmpty());
}

TEST(RelationGraph, GivesEachCycleOnceFromItsFirstThing) {
  const RelationGraph graph = graph_of(7, {{4, 2}, {2, 3}, {3, 4}, {1, 2}, {5, 5}, {0, 6}});
  EXPECT_THAT(graph.cycles(), ElementsAre(ElementsAre(2, 3, 4), ElementsAre(5)));
}

TEST(RelationGraph, GivesAShortestCycleOfThoseThatMeet) {
  const RelationGraph graph = graph_of(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {2, 0}, {1, 3}, {1, 1}});
  EXPECT_THAT(graph.cycles(), ElementsAre(ElementsAre(0, 1, 2)));
}

TEST(RelationGraph, TakesAPairTwice) {
  EXPECT_THAT(graph_of(2, {{0, 1}, {0, 1}}).cycles(), IsEmpty());
  EXPECT_THAT(graph_of(2, {{0, 1}, {0, 1}, {1, 0}, {1, 0}}).cycles(), ElementsAre(ElementsAre(0, 1)));
}

TEST(RelationGraph, OrdersEachThingAfterAllItIsRelatedTo) {
  const Pairs pairs = {{0, 3}, {3, 1}, {2, 1}, {0, 2}, {4, 0}};
  const std::vector<std::uint32_t> order = graph_of(6, pairs).targets_first();
  ASSERT_EQ(order.size(), 6U);
  const auto place = [&](std::uint32_t thing) { return std::find(order.begin(), order.end(), thing) - order.begin(); };
  for (const auto& [from, to] : pairs) EXPECT_GT(place(from), place(to));
}

TEST(RelationGraph, GoesAsDeepAsThereAreThings) {
  constexpr std::uint32_t kDepth = 200'000;
  RelationGraph graph(kDepth);
  for (std::uint32_t i = 0; i + 1 < kDepth; ++i) graph.add(i, i + 1);
  EXPECT_EQ(graph.targets_first().front(), kDepth - 1);
  EXPECT_THAT(graph.cycles(), IsEmpty());
  graph.add(kDepth - 1, 0);
  ASSERT_EQ(graph.cycles().size(), 1U);
  EXPECT_EQ(graph.cycles().front().size(), kDepth);
}

}  // namespace
}  // namespace licet::check
