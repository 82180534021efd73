#include <engine/scenario/quotation.h>
#include <gtest/gtest.h>

namespace licet::scenario {
namespace {

std::string quotation_of(const std::string& text) {
  const SourceFiles sources{SourceFile("a.licet", "before " + text + " behind")};
  return quote(sources, {SourceId(0U), 7, static_cast<std::uint32_t>(7 + text.size())});
}

TEST(Quotation, StandsOnOneLineWithoutComments) {
  EXPECT_EQ(quotation_of("fees_paid"), "`fees_paid`");
  EXPECT_EQ(quotation_of("country\n\t is  one of DE,\r\n AT"), "`country is one of DE, AT`");
  EXPECT_EQ(quotation_of("country is # where they live\n DE"), "`country is DE`");
  EXPECT_EQ(quotation_of("country is DE # at the end"), "`country is DE`");
}

TEST(Quotation, KeepsANumberSignWithinAString) {
  EXPECT_EQ(quotation_of("branch is \"No #1\""), "`branch is \"No #1\"`");
  EXPECT_EQ(quotation_of("branch is „No #1“"), "`branch is „No #1“`");
}

TEST(Quotation, IsCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "ä";
  const std::string words = quotation_of(text);
  EXPECT_LT(words.size(), 170U);
  EXPECT_EQ(words.substr(words.size() - 6), "ä…`");
}

}  // namespace
}  // namespace licet::scenario
