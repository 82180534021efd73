// The example of L243 in docs/diagnostics.md, which only the decision graph finds wrong, fails as it says.

#include <engine/decide/ready_set.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <string>

namespace licet::docs {
namespace {

namespace fs = std::filesystem;

std::string example() {
  std::ifstream stream(fs::path(LICET_SOURCE_DIR) / "docs/diagnostics.md", std::ios::binary);
  const std::string document{std::istreambuf_iterator<char>(stream), {}};
  const std::string fence = "```licet-graph\n";
  const std::size_t begin = document.find(fence);
  if (begin == std::string::npos) return {};
  const std::size_t text = begin + fence.size();
  return document.substr(text, document.find("```", text) - text);
}

TEST(DocumentedLargeRule, IsRefusedByName) {
  const fs::path file = fs::temp_directory_path() / ("licet_" + std::to_string(std::random_device{}()) + ".licet");
  std::ofstream(file, std::ios::binary) << example();
  const auto set = decide::load_ready_set(file);
  fs::remove(file);
  ASSERT_TRUE(set.has_value()) << set.error().message;
  EXPECT_FALSE(set->policy);
  ASSERT_EQ(set->errors, 1U);
  EXPECT_EQ(set->diagnostics.front().code, "L243");
  EXPECT_NE(set->diagnostics.front().message.find("tangled"), std::string::npos) << set->diagnostics.front().message;
}

}  // namespace
}  // namespace licet::docs
