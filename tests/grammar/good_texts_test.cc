// Every form of the language, read into the syntax tree: tests/cases/good/syntax.

#include <grammar/dump.h>
#include <grammar/messages.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>
#include <tests/grammar/golden.h>

namespace licet::grammar {
namespace {

class GoodText : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(GoodText, IsReadAsWrittenBeside) {
  const std::string text = tests::read_file(GetParam());
  const Parsed parsed = parse(SourceId{}, text);
  SourceFiles sources;
  sources.emplace_back(GetParam().filename().string(), text);
  for (const Finding& finding : parsed.findings) {
    const Diagnostic diagnostic = describe(finding, sources, Language::kEnglish);
    ADD_FAILURE() << diagnostic.place.line << ": " << diagnostic.code << " " << diagnostic.message;
  }
  tests::expect_as_written(GetParam(), ".dump", dump(parsed.file));
}

INSTANTIATE_TEST_SUITE_P(Syntax, GoodText, testing::ValuesIn(tests::texts_in("good/syntax")),
                         [](const auto& test) { return tests::case_name(test.param); });

}  // namespace
}  // namespace licet::grammar
