// The figure of docs/graph.md shows what its policy decides.

#include <algorithm>
#include <engine/decide/ready_policy.h>
#include <engine/decide/ready_set.h>
#include <engine/graph/drawing.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <tests/docs/example_blocks.h>
#include <unistd.h>

namespace licet::docs {
namespace {

namespace fs = std::filesystem;

TEST(GraphFigure, HoldsEveryBoxOfItsPolicyAndNoOther) {
  const std::vector<ExampleBlock> blocks = example_blocks();
  const auto block = std::find_if(blocks.begin(), blocks.end(),
                                  [](const ExampleBlock& one) { return one.document == "docs/graph.md"; });
  ASSERT_NE(block, blocks.end());
  const fs::path file = fs::path(testing::TempDir()) / ("licet-figure-" + std::to_string(getpid()) + ".licet");
  std::ofstream(file, std::ios::binary) << block->text;
  const auto set = decide::load_ready_set(file);
  fs::remove(file);
  ASSERT_TRUE(set.has_value() && set->policy);
  const model::Model& model = set->policy->model();
  const graph::DecisionGraph& graph = set->policy->graph();
  const graph::Table& table = graph.table_of(*model.purposes.find("letter"), *model.actions.find("send"));
  const std::size_t number = static_cast<std::size_t>(&table - graph.tables.data());
  const graph::Drawing drawing = graph::draw_tables(graph, model, std::vector<std::size_t>{number});

  std::ifstream stream(fs::path(LICET_SOURCE_DIR) / "docs/figures/graph.svg", std::ios::binary);
  const std::string svg{std::istreambuf_iterator<char>(stream), {}};
  std::size_t boxes = 0;
  for (std::size_t at = 0; (at = svg.find("class=\"node\"", at)) != std::string::npos; ++at) ++boxes;
  EXPECT_EQ(boxes, drawing.nodes.size());
  for (const graph::DrawnNode& node : drawing.nodes) {
    for (const std::string& line : node.lines) EXPECT_THAT(svg, testing::HasSubstr(">" + line + "<"));
  }
}

}  // namespace
}  // namespace licet::docs
