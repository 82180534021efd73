#include <engine/exchange/csv.h>
#include <gtest/gtest.h>

namespace licet::exchange {
namespace {

using Fields = std::vector<std::string>;

std::vector<CsvRecord> read(std::string_view text, std::size_t piece = 1'000, CsvOptions options = {}) {
  CsvParser parser(options);
  std::vector<CsvRecord> records;
  for (std::size_t at = 0; at < text.size(); at += piece) parser.feed(text.substr(at, piece), records);
  parser.finish(records);
  return records;
}

TEST(Csv, ReadsFieldsAndRecords) {
  const auto records = read("a,b,c\r\n1,,3\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].fields, (Fields{"a", "b", "c"}));
  EXPECT_EQ(records[1].fields, (Fields{"1", "", "3"}));
  EXPECT_EQ(records[1].line, 2U);
}

TEST(Csv, NeedsNoLineEndAtTheEnd) {
  EXPECT_EQ(read("a,b").at(0).fields, (Fields{"a", "b"}));
  EXPECT_EQ(read("a,").at(0).fields, (Fields{"a", ""}));
  EXPECT_TRUE(read("").empty());
}

TEST(Csv, TakesQuotedSeparatorsQuotesAndLineEnds) {
  const auto records = read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\nnext\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].fields, (Fields{"a,b", "say \"hi\"", "two\r\nlines"}));
  EXPECT_EQ(records[1].line, 3U);
}

TEST(Csv, ReadsAlikeInPiecesOfAnySize) {
  const std::string text = "a,\"b\"\"\r\n,\",c\r\n\r\n,,\n\"x\"\r\nlast,\"\"";
  const auto whole = read(text);
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    const auto records = read(text, piece);
    ASSERT_EQ(records.size(), whole.size()) << piece;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      EXPECT_EQ(records[i].fields, whole[i].fields) << piece;
      EXPECT_EQ(records[i].line, whole[i].line) << piece;
    }
  }
}

TEST(Csv, PassesBlankLinesOver) { EXPECT_EQ(read("\n\r\na\n\n").size(), 1U); }

TEST(Csv, TakesAnotherSeparator) { EXPECT_EQ(read("a;b,c\n", 100, {';'}).at(0).fields, (Fields{"a", "b,c"})); }

struct Wrong {
  const char* text;
  std::uint64_t line;
  std::uint64_t column;
};

TEST(Csv, SaysWhereAMistakeStandsAndGoesOnBehindIt) {
  for (const Wrong& one : {Wrong{"ok\na,b\"c\ngood\n", 2, 4}, Wrong{"ok\n\"a\"b,c\ngood\n", 2, 4},
                           Wrong{"ok\nx,\xFF\xFE,y\ngood\n", 2, 5}}) {
    const auto records = read(one.text);
    ASSERT_EQ(records.size(), 3U) << one.text;
    ASSERT_TRUE(records[1].problem.has_value());
    EXPECT_EQ(records[1].problem->line, one.line);
    EXPECT_EQ(records[1].problem->column, one.column);
    EXPECT_EQ(records[2].fields, Fields{"good"});
  }
}

TEST(Csv, SaysWhereAQuotationMarkOpensThatIsNeverClosed) {
  const auto records = read("a,b\nc,\"d\ne\n");
  ASSERT_EQ(records.size(), 2U);
  ASSERT_TRUE(records[1].problem.has_value());
  EXPECT_EQ(records[1].problem->line, 2U);
  EXPECT_EQ(records[1].problem->column, 3U);
}

TEST(Csv, RefusesARecordOverTheLimits) {
  CsvOptions options;
  options.record_bytes = 10;
  options.fields = 3;
  const auto records = read("12345678901,2\na,b,c,d\na,b,c\n", 4, options);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_TRUE(records[0].problem.has_value());
  EXPECT_TRUE(records[1].problem.has_value());
  EXPECT_EQ(records[2].fields, (Fields{"a", "b", "c"}));
}

}  // namespace
}  // namespace licet::exchange
