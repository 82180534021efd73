// What is wrong with a text, as a lawyer sees it: tests/cases/bad/text. The name of a case begins with its first code.

#include <engine/base/render.h>
#include <grammar/messages.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>
#include <set>
#include <tests/grammar/golden.h>

namespace licet::grammar {
namespace {

class BadText : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(BadText, IsExplainedAsWrittenBeside) {
  const std::string text = tests::read_file(GetParam());
  SourceFiles sources;
  sources.emplace_back(GetParam().filename().string(), text);
  std::string shown;
  const Parsed parsed = parse(SourceId{}, text);
  for (const Finding& finding : parsed.findings) shown += render(describe(finding, sources, Language::kEnglish)) + "\n";
  ASSERT_FALSE(parsed.findings.empty());
  EXPECT_EQ(shown.find("{0}"), std::string::npos) << "an argument is missing";
  EXPECT_EQ(code_name(parsed.findings.front().code), GetParam().stem().string().substr(0, 4));
  tests::expect_as_written(GetParam(), ".expected", shown);
}

INSTANTIATE_TEST_SUITE_P(Text, BadText, testing::ValuesIn(tests::texts_in("bad/text")),
                         [](const auto& test) { return tests::case_name(test.param); });

/// Notes stand below other findings; a case for one shows it there.
bool is_note(Code code) { return static_cast<unsigned>(code) >= 90; }

TEST(BadTexts, ShowEveryCode) {
  std::set<std::string> shown;
  std::string all_expected;
  for (const auto& file : tests::texts_in("bad/text")) {
    shown.insert(file.stem().string().substr(0, 4));
    all_expected += tests::read_file(std::filesystem::path(file).replace_extension(".expected"));
  }
  for (const Message& row : messages_of_text(Language::kEnglish)) {
    if (is_note(row.code)) {
      const std::string_view sentence = row.cause.substr(row.cause.rfind('}') + 1);
      EXPECT_NE(all_expected.find(sentence), std::string::npos) << code_name(row.code);
    } else {
      EXPECT_TRUE(shown.contains(code_name(row.code))) << code_name(row.code);
    }
  }
}

}  // namespace
}  // namespace licet::grammar
