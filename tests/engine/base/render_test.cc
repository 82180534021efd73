#include <engine/base/render.h>
#include <engine/base/source.h>
#include <gtest/gtest.h>

namespace licet {
namespace {

Diagnostic at(const std::string& line_text, std::uint32_t column, std::uint32_t length) {
  Diagnostic diagnostic;
  diagnostic.code = "L012";
  diagnostic.place = {"shop.licet", 7, column, length, line_text, 1};
  diagnostic.message = "Something is wrong.";
  return diagnostic;
}

std::string marks(const std::string& line_text, std::uint32_t column, std::uint32_t length) {
  const std::string text = render(at(line_text, column, length));
  const std::size_t begin = text.rfind(" | ") + 3;
  return text.substr(begin, text.size() - 1 - begin);
}

TEST(Render, ShowsPlaceCauseSourceLineMarkNotesAndHelp) {
  Diagnostic diagnostic = at("  for newsleter", 7, 9);
  diagnostic.code = "L101";
  diagnostic.place.line = 12;
  diagnostic.message = "There is no purpose newsleter.";
  diagnostic.help = "Did you mean newsletter?";
  diagnostic.notes.push_back({{"gdpr.licet", 3, 9, 10, "purpose newsletter", 1}, "It is declared here."});
  EXPECT_EQ(render(diagnostic),
            "shop.licet:12:7: error[L101]: There is no purpose newsleter.\n"
            "   12 |   for newsleter\n"
            "      |       ^~~~~~~~~\n"
            "gdpr.licet:3:9: note: It is declared here.\n"
            "    3 | purpose newsletter\n"
            "      |         ^~~~~~~~~~\n"
            "  help: Did you mean newsletter?\n");
}

TEST(Render, AWarningIsCalledSo) {
  Diagnostic diagnostic = at("x", 1, 1);
  diagnostic.severity = Severity::kWarning;
  EXPECT_TRUE(render(diagnostic).starts_with("shop.licet:7:1: warning[L012]: Something is wrong.\n"));
}

TEST(Render, APlaceWithoutTextIsItsFirstLineAlone) {
  EXPECT_EQ(render(at("", 1, 1)), "shop.licet:7:1: error[L012]: Something is wrong.\n");
}

TEST(Render, LongLineNumbersMoveTheGutterOfBothLines) {
  Diagnostic diagnostic = at("word", 1, 4);
  diagnostic.place.line = 1234567;
  EXPECT_EQ(render(diagnostic),
            "shop.licet:1234567:1: error[L012]: Something is wrong.\n"
            "1234567 | word\n"
            "        | ^~~~\n");
}

TEST(Render, MarksStandUnderWhatTheyMean) {
  EXPECT_EQ(marks("one two", 5, 3), "    ^~~");
  EXPECT_EQ(marks("one", 4, 1), "   ^") << "just behind the line";
  EXPECT_EQ(marks("one", 9, 1), "        ^") << "far behind the line";
  EXPECT_EQ(marks("one", 2, 99), " ^~") << "never beyond the end of the line";
  EXPECT_EQ(marks("\tone\ttwo", 6, 3), "\t   \t^~~") << "tabs are copied";
  EXPECT_EQ(marks("a\tb", 1, 3), "^\t~") << "a tab within the mark";
  EXPECT_EQ(marks("a\tb", 2, 2), " ^") << "a mark that begins with a tab";
  EXPECT_EQ(marks("äöü x", 5, 1), "    ^") << "letters of two bytes are one column";
  EXPECT_EQ(marks("日本 x", 4, 1), "     ^") << "wide characters are two columns";
  EXPECT_EQ(marks("日本", 2, 1), "  ^~") << "a wide character is marked whole";
  EXPECT_EQ(marks("e\u0301 x", 4, 1), "  ^") << "a combining accent is no column";
}

TEST(Render, APartOfALongLineIsShownAsSuch) {
  std::string line;
  for (int i = 0; i < 60; ++i) line += "word ";
  const SourceFile file("f.licet", line + "wrong" + line);
  Diagnostic diagnostic = at("", 1, 1);
  diagnostic.place = file.place_of({SourceId{}, 300, 305});
  const std::string text = render(diagnostic);
  const std::size_t source = text.find("…") + std::string{"…"}.size();
  const std::size_t second_gutter = text.rfind(" | ") + 3;
  EXPECT_EQ(text.find("wrong", source) - source, text.find('^') - second_gutter - 1);
  EXPECT_NE(text.find("^~~~~\n"), std::string::npos);
}

TEST(Render, WhatTheTextHoldsCannotSteerTheTerminal) {
  Diagnostic diagnostic = at("a\x1b[2Jb\u202Ec\x7F", 6, 1);
  diagnostic.message = "Not a word: \x1b[31m";
  diagnostic.place.path = "evil\x07.licet";
  EXPECT_EQ(render(diagnostic),
            "evil␇.licet:7:6: error[L012]: Not a word: ␛[31m\n"
            "    7 | a␛[2Jb\uFFFDc␡\n"
            "      |      ^\n");
}

TEST(Render, AMessageOfSeveralLinesStandsAsABlock) {
  Diagnostic diagnostic = at("", 1, 1);
  diagnostic.message = "Two readings:\n(a and b) or c\na and (b or c)";
  diagnostic.help = "Write one:\nwith parentheses.";
  EXPECT_EQ(render(diagnostic),
            "shop.licet:7:1: error[L012]: Two readings:\n"
            "    (a and b) or c\n"
            "    a and (b or c)\n"
            "  help: Write one:\n"
            "        with parentheses.\n");
}

TEST(Render, ColourAddsEscapeSequencesAndNothingElse) {
  Diagnostic diagnostic = at("  for x", 7, 1);
  diagnostic.help = "Help.";
  diagnostic.notes.push_back({diagnostic.place, "Note."});
  const std::string coloured = render(diagnostic, {.colour = true});
  std::string stripped;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') {
      i = coloured.find('m', i);
    } else {
      stripped += coloured[i];
    }
  }
  EXPECT_NE(coloured, stripped);
  EXPECT_EQ(stripped, render(diagnostic));
  EXPECT_NE(coloured.find("\x1b[1;31merror[L012]:\x1b[0m"), std::string::npos);
}

}  // namespace
}  // namespace licet
