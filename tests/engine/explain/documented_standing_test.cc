// The example of docs/show_format.md is what comes out. LICET_UPDATE_GOLDEN=1 writes it there.

#include <cstdlib>
#include <engine/exchange/standing_json.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

/// Where the text of the fenced block with this number begins and how long it is.
std::pair<std::size_t, std::size_t> block(const std::string& document, int number) {
  std::size_t begin = 0;
  std::size_t end = 0;
  for (int i = 0; i <= number; ++i) {
    const std::size_t fence = document.find("\n```", end);
    if (fence == std::string::npos) throw std::runtime_error("a block is missing");
    begin = document.find('\n', fence + 1) + 1;
    end = document.find("```", begin) + 3;
  }
  return {begin, end - 3 - begin};
}

TEST(DocumentedStanding, IsWhatComesOut) {
  const auto path = std::filesystem::path(LICET_SOURCE_DIR) / "docs/show_format.md";
  std::ostringstream read;
  read << std::ifstream(path, std::ios::binary).rdbuf();
  std::string document = read.str();
  const auto text = [&](int number) {
    const auto [begin, length] = block(document, number);
    return document.substr(begin, length);
  };
  std::vector<std::string> events;
  std::istringstream lines(text(1));
  for (std::string line; std::getline(lines, line);) events.push_back(line);
  const Standing standing = tests::ReadyPolicy::of_text(text(0)).standing(events, {facts::HolderKind::kCustomer, "ada"},
                                                                          "2026-04-01T00:00:00Z");
  const std::string json = nlohmann::ordered_json::parse(*exchange::write_standing(standing)).dump(2) + '\n';
  if (std::getenv("LICET_UPDATE_GOLDEN") != nullptr && text(2) != json) {
    const auto [begin, length] = block(document, 2);
    document.replace(begin, length, json);
    std::ofstream(path, std::ios::binary) << document;
  }
  EXPECT_EQ(text(2), json);
}

}  // namespace
}  // namespace licet::explain
