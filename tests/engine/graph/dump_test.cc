// The policies of tests/engine/graph/cases give the graphs that stand beside them. LICET_UPDATE_GOLDEN=1 writes them.

#include <algorithm>
#include <cstdlib>
#include <engine/graph/dump.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<fs::path> cases() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(LICET_SOURCE_DIR) / "tests/engine/graph/cases")) {
    if (entry.path().extension() == ".licet") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class GraphCase : public testing::TestWithParam<fs::path> {};

TEST_P(GraphCase, IsAsWritten) {
  const tests::BuiltGraph built = tests::graph_of(read_file(GetParam()));
  ASSERT_TRUE(built.graph);
  const std::string text = dump(*built.graph, *built.model);
  fs::path beside = GetParam();
  beside.replace_extension(".dump");
  if (const char* update = std::getenv("LICET_UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    std::ofstream(beside, std::ios::binary) << text;
  }
  EXPECT_EQ(read_file(beside), text);
}

TEST_P(GraphCase, IsTheSameEachTime) {
  const std::string text = read_file(GetParam());
  const tests::BuiltGraph once = tests::graph_of(text);
  const tests::BuiltGraph again = tests::graph_of(text);
  ASSERT_TRUE(once.graph && again.graph);
  EXPECT_EQ(dump(*once.graph, *once.model), dump(*again.graph, *again.model));
}

INSTANTIATE_TEST_SUITE_P(Cases, GraphCase, testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param.stem().string(); });

}  // namespace
}  // namespace licet::graph
