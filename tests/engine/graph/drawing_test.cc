// Pictures of graphs, and their form in DOT.

#include <algorithm>
#include <engine/graph/dot.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kClub = R"(policy club "Letters of the club"
purpose news
purpose events
action send
action call
fact member is yes or no
fact blocked is yes or no
fact settled is yes or no
consent news_consent for news
rule news permit send for news when consent news_consent is valid
rule blocked_member forbid send for news when blocked
rule settled_dispute permit send for news when settled overrides blocked_member
)";

constexpr const char* kKeeps = "the grant of news_consent keeps the purpose and the channel asked";

std::vector<std::size_t> all_tables(const DecisionGraph& graph) {
  std::vector<std::size_t> tables(graph.tables.size());
  std::iota(tables.begin(), tables.end(), std::size_t{0});
  return tables;
}

bool has_box(const Drawing& drawing, Shape shape, const std::string& line) {
  return std::any_of(drawing.nodes.begin(), drawing.nodes.end(), [&](const DrawnNode& node) {
    return node.shape == shape && std::find(node.lines.begin(), node.lines.end(), line) != node.lines.end();
  });
}

bool has_edge(const Drawing& drawing, const std::string& from, const std::string& label, const std::string& to) {
  return std::any_of(drawing.edges.begin(), drawing.edges.end(), [&](const DrawnEdge& edge) {
    return drawing.nodes[edge.from].lines.front() == from && edge.label == label &&
           drawing.nodes[edge.to].lines.front() == to;
  });
}

class Picture : public testing::Test {
 protected:
  const tests::BuiltGraph built_ = tests::graph_of(kClub);
  const DecisionGraph& graph_ = *built_.graph;
  const model::Model& model_ = *built_.model;
};

TEST_F(Picture, OfTablesLeadsFromQuestionsToDecisions) {
  const Drawing drawing = draw_tables(graph_, model_, all_tables(graph_));
  EXPECT_TRUE(has_edge(drawing, "settled", "yes", "permit by settled_dispute"));
  EXPECT_TRUE(has_edge(drawing, "consent news_consent", "granted", kKeeps));
  EXPECT_TRUE(has_edge(drawing, kKeeps, "yes", "permit by news"));
  EXPECT_TRUE(has_box(drawing, Shape::kForbid, "forbid by blocked_member"));
  EXPECT_TRUE(has_box(drawing, Shape::kUncertain, "forbid by blocked_member, which cannot be ruled out"));
  EXPECT_TRUE(has_box(drawing, Shape::kNothing, "deny: nothing permits"));
}

TEST_F(Picture, CallsTheLongestOfManyValuesOtherwise) {
  const Drawing drawing = draw_tables(graph_, model_, all_tables(graph_));
  EXPECT_TRUE(std::any_of(drawing.edges.begin(), drawing.edges.end(), [&](const DrawnEdge& edge) {
    return drawing.nodes[edge.from].lines.front() == "consent news_consent" && edge.label == "otherwise";
  }));
}

TEST_F(Picture, HasAtMostOneEdgeBetweenTwoBoxes) {
  const Drawing drawing = draw_tables(graph_, model_, all_tables(graph_));
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const DrawnEdge& edge : drawing.edges) pairs.emplace_back(edge.from, edge.to);
  std::sort(pairs.begin(), pairs.end());
  EXPECT_EQ(std::adjacent_find(pairs.begin(), pairs.end()), pairs.end());
}

TEST_F(Picture, OfARuleShowsItsConditionAndWhatOverridesIt) {
  const Drawing drawing = draw_rule(graph_, model_, *model_.rules.find("blocked_member"), all_tables(graph_));
  EXPECT_EQ(drawing.title, "Rule blocked_member");
  EXPECT_TRUE(has_edge(drawing, "blocked", "yes", "yes: forbid"));
  EXPECT_TRUE(has_box(drawing, Shape::kHeading, "Overridden by: settled_dispute"));
  EXPECT_TRUE(has_box(drawing, Shape::kQuestion, "settled"));
}

TEST_F(Picture, OfThePolicyListsTheRulesInDecidingOrder) {
  const Drawing drawing = draw_overview(graph_, model_);
  EXPECT_EQ(drawing.title, "Decisions of Letters of the club");
  const auto list = std::find_if(drawing.nodes.begin(), drawing.nodes.end(),
                                 [](const DrawnNode& node) { return node.shape == Shape::kList; });
  ASSERT_NE(list, drawing.nodes.end());
  std::string text;
  for (const std::string& line : list->lines) text += line + "\n";
  EXPECT_THAT(text, HasSubstr("send:\n1. forbid by blocked_member"));
  EXPECT_LT(text.find("2. permit by news"), text.find("3. permit by settled_dispute"));
}

TEST_F(Picture, IsTheSameEachTime) {
  const tests::BuiltGraph again = tests::graph_of(kClub);
  EXPECT_EQ(to_dot(draw_tables(graph_, model_, all_tables(graph_))),
            to_dot(draw_tables(*again.graph, *again.model, all_tables(*again.graph))));
}

Drawing with_line(const std::string& line) {
  Drawing drawing;
  drawing.title = "t";
  drawing.nodes.push_back({Shape::kQuestion, {line}});
  return drawing;
}

TEST(Dot, QuotesWhatWouldEndALabelOrMeanSomethingInIt) {
  EXPECT_THAT(to_dot(with_line(R"(say "no" \N)")), HasSubstr(R"(label="say \"no\" \\N")"));
  EXPECT_THAT(to_dot(with_line("a\nb\r")), HasSubstr(R"(label="a\nb")"));
  EXPECT_THAT(to_dot(with_line("A&lt;B")), HasSubstr(R"(label="A&amp;lt;B")"));
  EXPECT_THAT(to_dot(with_line("Köln – 東京")), HasSubstr("label=\"Köln – 東京\""));
}

TEST(Dot, EndsEachLineOfAListAtTheLeft) {
  Drawing drawing;
  drawing.nodes.push_back({Shape::kList, {"first", "second"}});
  EXPECT_THAT(to_dot(drawing), HasSubstr(R"(label="first\lsecond\l")"));
}

TEST(Dot, DrawsEdgesWithTheirLabels) {
  Drawing drawing = with_line("a");
  drawing.nodes.push_back({Shape::kPermit, {"b"}});
  drawing.edges.push_back({0, 1, "yes", EdgeKind::kAnswer});
  drawing.edges.push_back({1, 0, "no", EdgeKind::kPassesOn});
  const std::string dot = to_dot(drawing);
  EXPECT_THAT(dot, HasSubstr("0->1 [label=\"yes\"];"));
  EXPECT_THAT(dot, HasSubstr("1->0 [label=\"no\" style=dashed"));
  EXPECT_THAT(dot, Not(HasSubstr("invis")));
}

}  // namespace
}  // namespace licet::graph
