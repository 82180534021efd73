// Every example that a document shows as a policy is sound, and its scenarios hold.

#include <algorithm>
#include <engine/decide/ready_set.h>
#include <engine/scenario/run.h>
#include <fmt/core.h>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <tests/docs/example_blocks.h>
#include <unistd.h>

namespace licet::docs {
namespace {

namespace fs = std::filesystem;

/// A folder of this process that is gone with the object.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(fs::path(testing::TempDir()) / fmt::format("{}-{}", name, getpid())) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string place_in_document(const ExampleBlock& block, std::uint32_t line) {
  return fmt::format("{}:{}", block.document, block.line + static_cast<int>(line));
}

class Example : public testing::TestWithParam<ExampleBlock> {};

TEST_P(Example, IsSoundAndItsScenariosHold) {
  const ExampleBlock& block = GetParam();
  const Folder folder("licet-example");
  std::ofstream(folder.path() / "example.licet") << block.text;
  fs::copy(fs::path(LICET_SOURCE_DIR) / "policies/web_shop/policy/texts", folder.path() / "texts");

  const auto set = decide::load_ready_set(folder.path() / "example.licet");
  ASSERT_TRUE(set.has_value()) << set.error().message;
  for (const Diagnostic& diagnostic : set->diagnostics) {
    ADD_FAILURE() << place_in_document(block, diagnostic.place.line) << ": " << diagnostic.message;
  }
  ASSERT_TRUE(set->policy);
  for (const auto& result : scenario::run(*set->policy, set->scenarios)) {
    EXPECT_GT(result.expectations, 0U) << result.title;
    for (const scenario::Failure& failure : result.failures) {
      ADD_FAILURE() << block.document << ", \"" << result.title << "\": expected " << failure.expected << ", found "
                    << failure.found << " (the example begins in line " << block.line << ")";
    }
  }
}

std::string test_name(const testing::TestParamInfo<ExampleBlock>& info) {
  std::string name = fmt::format("{}_line_{}", info.param.document, info.param.line);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Documents, Example, testing::ValuesIn(example_blocks()), test_name);

TEST(LanguageDocument, ShowsEachSectionByExamplesWithScenarios) {
  std::size_t examples = 0;
  for (const ExampleBlock& block : example_blocks()) {
    if (block.document != "docs/language.md") continue;
    ++examples;
    EXPECT_NE(block.text.find("\nscenario "), std::string::npos) << block.line;
  }
  EXPECT_GE(examples, 17U);
}

}  // namespace
}  // namespace licet::docs
