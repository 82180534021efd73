// Findings in words.

#include <algorithm>
#include <engine/base/render.h>
#include <engine/base/utf8.h>
#include <gmock/gmock.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/codes_of_text.h>
#include <grammar/messages.h>
#include <gtest/gtest.h>

namespace licet::grammar {
namespace {

using testing::HasSubstr;

SourceFiles one_file(std::string text) {
  SourceFiles sources;
  sources.emplace_back("club.licet", std::move(text));
  return sources;
}

TEST(Messages, HaveCodesInAscendingOrderWithoutDoubles) {
  for (const auto& rows : {messages_of_text(Language::kEnglish), messages_of_meaning(Language::kEnglish)}) {
    EXPECT_TRUE(
        std::is_sorted(rows.begin(), rows.end(), [](const Message& a, const Message& b) { return a.code <= b.code; }) ||
        rows.empty());
  }
}

TEST(Messages, OfTheTextHaveCodesBelow100AndOthersAbove) {
  for (const Message& row : messages_of_text(Language::kEnglish)) EXPECT_LT(static_cast<unsigned>(row.code), 100U);
  for (const Message& row : messages_of_meaning(Language::kEnglish)) EXPECT_GE(static_cast<unsigned>(row.code), 100U);
}

TEST(Messages, AreEnglishWhereALanguageHasNoRow) {
  EXPECT_EQ(message(text::kNoHeader, Language::kGerman).cause, message(text::kNoHeader, Language::kEnglish).cause);
}

TEST(Messages, NameCodesWithThreeDigits) {
  EXPECT_EQ(code_name(Code{3}), "L003");
  EXPECT_EQ(code_name(Code{123}), "L123");
}

TEST(Messages, PutArgumentsPlacesAndNotesIntoWords) {
  const SourceFiles sources = one_file("policy club\nduty a\nduty b\n");
  Finding finding{text::kClauseTwice, {SourceId{}, 12, 16}, {"for"}, {}, {}};
  finding.notes.push_back({{SourceId{}, 19, 23}, text::kClauseStandsHere, {"for"}});
  const Diagnostic diagnostic = describe(finding, sources, Language::kEnglish);
  EXPECT_EQ(diagnostic.code, "L031");
  EXPECT_EQ(diagnostic.message, "\"for\" stands here a second time");
  EXPECT_EQ(diagnostic.place.path, "club.licet");
  EXPECT_EQ(diagnostic.place.line, 2U);
  EXPECT_EQ(diagnostic.severity, Severity::kError);
  ASSERT_EQ(diagnostic.notes.size(), 1U);
  EXPECT_EQ(diagnostic.notes.front().message, "\"for\" stands here");
  EXPECT_EQ(diagnostic.notes.front().place.line, 3U);
}

TEST(Messages, AskWhetherTheNearestWordWasMeantBeforeTheHelp) {
  Finding finding{text::kNoHeader, {SourceId{}, 0, 5}, {}, "policy", {}};
  const Diagnostic diagnostic = describe(finding, one_file("polcy club"), Language::kEnglish);
  EXPECT_TRUE(diagnostic.help.starts_with("Did you mean \"policy\"? A file begins with")) << diagnostic.help;
}

TEST(Messages, DoNotFillBracesThatCameWithAnArgument) {
  const Finding finding{text::kExpected, {SourceId{}, 0, 1}, {"{1}", "{0}"}, {}, {}};
  const Diagnostic diagnostic = describe(finding, one_file("x"), Language::kEnglish);
  EXPECT_THAT(diagnostic.message, HasSubstr("{1} should stand, not {0}"));
}

TEST(Messages, DoNotTellToDeclareANameBeforeAskingForTheNearest) {
  Finding finding{meaning::kUnknownPurpose, {SourceId{}, 0, 1}, {"x"}, {}, {}};
  const SourceFiles sources = one_file("x");
  EXPECT_TRUE(describe(finding, sources, Language::kEnglish).help.starts_with("Declare it with \"purpose x\""));
  finding.nearest = "y";
  EXPECT_TRUE(describe(finding, sources, Language::kEnglish)
                  .help.starts_with("Did you mean \"y\"? Otherwise declare it with \"purpose x\""));
}

TEST(Messages, ShowOfALongArgumentTheBeginningAndTheEnd) {
  std::string argument = "a";
  argument.append(60'000, 'b').append("c");
  const Diagnostic diagnostic =
      describe({text::kExpected, {SourceId{}, 0, 1}, {"x", argument}, {}, {}}, one_file("x"), Language::kEnglish);
  EXPECT_LT(diagnostic.message.size(), 400U);
  EXPECT_THAT(diagnostic.message, HasSubstr("not ab"));
  EXPECT_THAT(diagnostic.message, HasSubstr("b…b"));
  EXPECT_TRUE(diagnostic.message.ends_with("bc"));
}

TEST(Messages, CutNoLetterOfALongArgument) {
  for (std::size_t ahead = 0; ahead < 4; ++ahead) {
    std::string argument(ahead, 'x');
    for (std::size_t i = 0; i < 1'000; ++i) argument += "ü€";
    const Diagnostic diagnostic =
        describe({text::kExpected, {SourceId{}, 0, 1}, {"x", argument}, {}, {}}, one_file("x"), Language::kEnglish);
    EXPECT_LT(diagnostic.message.size(), 1'200U);
    EXPECT_FALSE(first_malformed_byte(diagnostic.message).has_value());
  }
}

TEST(Messages, ShowOfALongLineThePartAroundThePlace) {
  std::string line(60'000, 'x');
  line.append("ü").append(60'000, 'y');
  const Diagnostic diagnostic =
      describe({text::kExpected, {SourceId{}, 60'000, 60'002}, {"a", "b"}, {}, {}}, one_file(line), Language::kEnglish);
  const std::string shown = render(diagnostic);
  EXPECT_LT(shown.size(), 600U);
  EXPECT_THAT(shown, HasSubstr("xüy"));
  EXPECT_FALSE(first_malformed_byte(shown).has_value());
}

}  // namespace
}  // namespace licet::grammar
