// The example of docs/explanation_format.md is what comes out. LICET_UPDATE_GOLDEN=1 writes it there.

#include <cstdlib>
#include <engine/exchange/explanation_json.h>
#include <engine/explain/sentences.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

/// The text between fences, as offsets into a document.
struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Block> blocks_of(const std::string& document) {
  std::vector<Block> blocks;
  for (std::size_t fence = document.find("```"); fence != std::string::npos;) {
    const std::size_t begin = document.find('\n', fence) + 1;
    const std::size_t end = document.find("```", begin);
    blocks.push_back({begin, end});
    fence = document.find("```", end + 3);
  }
  return blocks;
}

TEST(DocumentedExample, IsWhatComesOut) {
  const auto path = std::filesystem::path(LICET_SOURCE_DIR) / "docs/explanation_format.md";
  std::ostringstream read;
  read << std::ifstream(path, std::ios::binary).rdbuf();
  std::string document = read.str();
  const std::vector<Block> blocks = blocks_of(document);
  ASSERT_EQ(blocks.size(), 4U);
  const auto text = [&](const Block& block) { return document.substr(block.begin, block.end - block.begin); };

  const tests::ReadyPolicy policy = tests::ReadyPolicy::of_text(text(blocks[0]));
  std::vector<std::string> events;
  std::istringstream lines(text(blocks[1]));
  for (std::string line; std::getline(lines, line);) events.push_back(line);
  const auto explanation = policy.explain(events, text(blocks[2]));
  ASSERT_TRUE(explanation) << explanation.error();
  const std::vector<Sentences> told{sentences(*explanation, policy.model(), Language::kEnglish),
                                    sentences(*explanation, policy.model(), Language::kGerman)};
  const std::string json =
      nlohmann::ordered_json::parse(exchange::write_explanation(*explanation, told)).dump(2) + '\n';
  if (std::getenv("LICET_UPDATE_GOLDEN") != nullptr && text(blocks[3]) != json) {
    std::string updated = document;
    updated.replace(blocks[3].begin, blocks[3].end - blocks[3].begin, json);
    std::ofstream(path, std::ios::binary) << updated;
    document = updated;
  }
  EXPECT_EQ(text(blocks_of(document)[3]), json);
}

}  // namespace
}  // namespace licet::explain
