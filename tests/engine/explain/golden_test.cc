// Each case in data/ is a file NAME.case: the policy's name, events, and the request, a line each. What must come out
// stands beside it: NAME.json and NAME.txt. LICET_UPDATE_GOLDEN=1 writes them.

#include <cstdlib>
#include <engine/exchange/explanation_json.h>
#include <engine/explain/sentences.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

namespace fs = std::filesystem;

fs::path data() { return fs::path(LICET_SOURCE_DIR) / "tests/engine/explain/data"; }

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(data())) {
    if (entry.path().extension() == ".case") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void expect_as_written(const fs::path& path, const std::string& text) {
  if (std::getenv("LICET_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(text, read_file(path)) << path;
}

std::string as_text(const Sentences& sentences) {
  std::string text = std::string(exchange::text_of(sentences.language)) + ":\n";
  for (const std::string& sentence : sentences.summary) text += sentence + '\n';
  text += '\n';
  for (const std::string& paragraph : sentences.details) text += "- " + paragraph + '\n';
  return text;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, CaseIsToldAsWritten) {
  std::istringstream lines(read_file(data() / (GetParam() + ".case")));
  std::string policy_name;
  std::getline(lines, policy_name);
  std::vector<std::string> events;
  for (std::string line; std::getline(lines, line);) events.push_back(line);
  const std::string request = events.back();
  events.pop_back();

  const tests::ReadyPolicy policy(policy_name);
  auto explanation = policy.explain(events, request);
  ASSERT_TRUE(explanation) << explanation.error();
  // They are of the installed database and of the text; both have tests of their own.
  explanation->decision.policy.digest = "sha256:";
  explanation->decision.policy.tz = "";
  const std::vector<Sentences> told{sentences(*explanation, policy.model(), Language::kEnglish),
                                    sentences(*explanation, policy.model(), Language::kGerman)};
  const std::string json = exchange::write_explained(*explanation, told);
  auto tree = nlohmann::ordered_json::parse(json);
  EXPECT_EQ(tree["explanation"]["sentences"]["english"]["summary"].size(), told[0].summary.size());
  tree["explanation"].erase("sentences");
  expect_as_written(data() / (GetParam() + ".json"), tree.dump(2) + '\n');
  expect_as_written(data() / (GetParam() + ".txt"), as_text(told[0]) + '\n' + as_text(told[1]));
}

INSTANTIATE_TEST_SUITE_P(Explanations, Golden, testing::ValuesIn(case_names()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace licet::explain
