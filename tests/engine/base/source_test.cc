#include <algorithm>
#include <engine/base/source.h>
#include <engine/base/utf8.h>
#include <gtest/gtest.h>
#include <random>

namespace licet {
namespace {

Place place(const std::string& text, std::uint32_t begin, std::uint32_t end) {
  return SourceFile("shop.licet", text).place_of({SourceId{}, begin, end});
}

struct Case {
  const char* what;
  std::string text;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t line;
  std::uint32_t column;
  std::uint32_t length;
  std::string line_text;
};

TEST(Source, PlacesCountLinesAndCodePoints) {
  const std::vector<Case> cases{
      {"the beginning", "one two\nthree", 0, 3, 1, 1, 3, "one two"},
      {"the second word", "one two\nthree", 4, 7, 1, 5, 3, "one two"},
      {"the last line without an end", "one two\nthree", 8, 13, 2, 1, 5, "three"},
      {"the end of the text", "one two\nthree", 13, 13, 2, 6, 1, "three"},
      {"after the last line end", "one\n", 4, 4, 2, 1, 1, ""},
      {"an empty text", "", 0, 0, 1, 1, 1, ""},
      {"beyond the end of the text", "one", 90, 99, 1, 4, 1, "one"},
      {"an end before its beginning", "one two", 4, 2, 1, 5, 1, "one two"},
      {"an empty range", "one two", 4, 4, 1, 5, 1, "one two"},
      {"a line end with CR LF", "one\r\ntwo\r\n", 5, 8, 2, 1, 3, "two"},
      {"the CR of a CR LF", "one\r\ntwo", 3, 4, 1, 4, 1, "one"},
      {"the LF of a CR LF", "one\r\ntwo", 4, 5, 1, 4, 1, "one"},
      {"line ends of CR alone", "one\rtwo\rthree", 8, 13, 3, 1, 5, "three"},
      {"a CR at the very end", "one\r", 4, 4, 2, 1, 1, ""},
      {"CR CR LF are two line ends", "one\r\r\ntwo", 6, 9, 3, 1, 3, "two"},
      {"over several lines: the first", "one two\nthree", 4, 13, 1, 5, 3, "one two"},
      {"tabs count as one and stay", "\tone\ttwo", 5, 8, 1, 6, 3, "\tone\ttwo"},
      {"letters of two bytes", "Käse für", 6, 10, 1, 6, 3, "Käse für"},
      {"a letter outside the basic plane", "𝄞 clef", 5, 9, 1, 3, 4, "𝄞 clef"},
      {"a range within a letter", "aäb", 2, 3, 1, 2, 1, "aäb"},
      {"a byte-order mark is no column", "\xEF\xBB\xBFone two", 7, 10, 1, 5, 3, "one two"},
      {"at the byte-order mark", "\xEF\xBB\xBFone", 0, 0, 1, 1, 1, "one"},
      {"a byte-order mark alone", "\xEF\xBB\xBF", 3, 3, 1, 1, 1, ""},
      {"malformed bytes count as one each", "a\xFF\xE2\x82z", 4, 5, 1, 5, 1, "a\uFFFD\uFFFD\uFFFDz"},
      {"at a malformed byte", "a\xFFz", 1, 2, 1, 2, 1, "a\uFFFDz"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.what);
    const Place found = place(each.text, each.begin, each.end);
    EXPECT_EQ(found.path, "shop.licet");
    EXPECT_EQ(found.line, each.line);
    EXPECT_EQ(found.column, each.column);
    EXPECT_EQ(found.length, each.length);
    EXPECT_EQ(found.line_text, each.line_text);
    EXPECT_EQ(found.text_column, 1U);
  }
}

TEST(Source, ALineOf160CodePointsIsGivenWhole) {
  const std::string line(160, 'x');
  EXPECT_EQ(place(line, 159, 160).line_text, line);
}

TEST(Source, OfALongerLineThePartAroundThePlaceIsGiven) {
  std::string line;
  for (int i = 0; i < 500; ++i) line += i == 300 ? "€" : "ä";
  const Place middle = place(line, 600, 603);
  EXPECT_EQ(middle.column, 301U);
  EXPECT_EQ(middle.length, 1U);
  EXPECT_EQ(middle.text_column, 261U);
  EXPECT_EQ(count_code_points(middle.line_text), 160U);
  EXPECT_EQ(middle.line_text.find("€"), 2U * 40U);

  EXPECT_EQ(place(line, 0, 1).text_column, 1U);
  const Place end = place(line, 1001, 1001);
  EXPECT_EQ(end.column, 501U);
  EXPECT_EQ(end.text_column, 341U);
  EXPECT_EQ(count_code_points(end.line_text), 160U);
}

// The same by one pass over the text.
Place place_by_stepping(const std::string& text, std::uint32_t begin) {
  Place place;
  for (std::size_t offset = 0; offset < begin && offset < text.size();) {
    const CodePoint point = code_point_at(text, offset);
    const std::size_t next = offset + point.length;
    if (next > begin) break;
    if (point.value == '\n' || (point.value == '\r' && (next >= text.size() || text[next] != '\n'))) {
      ++place.line;
      place.column = 1;
    } else if (point.value != '\r') {
      ++place.column;
    }
    offset = next;
  }
  return place;
}

TEST(Source, PlacesInRandomTextsAreThoseOfOnePassOverTheText) {
  std::mt19937 random(2);
  const std::vector<std::string> pieces{"\n", "\r", "\r\n", "a", "\t", "ä", "€", "\xFF", "\xC3", "word "};
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) text += pieces[random() % pieces.size()];
    const SourceFile file("f", text);
    for (std::uint32_t begin = 0; begin <= text.size(); ++begin) {
      const Place found = file.place_of({SourceId{}, begin, begin + 2});
      const Place expected = place_by_stepping(text, begin);
      ASSERT_EQ(found.line, expected.line) << begin;
      ASSERT_EQ(found.column, expected.column) << begin;
      ASSERT_EQ(first_malformed_byte(found.line_text), std::nullopt);
      ASSERT_LE(found.column + found.length - 1,
                std::max<std::size_t>(count_code_points(found.line_text), found.column));
    }
  }
}

}  // namespace
}  // namespace licet
