#include <engine/explain/source_text.h>
#include <gtest/gtest.h>

namespace licet::explain {
namespace {

std::string folded(const std::string& text) {
  const SourceFiles sources{SourceFile("p.licet", text)};
  return source_text(sources, {SourceId(0U), 0, static_cast<std::uint32_t>(text.size())});
}

TEST(SourceText, WhiteSpaceRunsAreOneSpaceAndCommentsAreLeftOut) {
  EXPECT_EQ(folded("  consent \t is\r\n\n valid  "), "consent is valid");
  EXPECT_EQ(folded("a\u00A0\u202Fb"), "a b");
  EXPECT_EQ(folded("a # one # more \"quoted\n and b"), "a and b");
  EXPECT_EQ(folded("a #"), "a");
}

TEST(SourceText, StringsStandAsTheyAreButForLineEnds) {
  EXPECT_EQ(folded("x is  \"a # b   c\""), "x is \"a # b   c\"");
  EXPECT_EQ(folded(R"(x is  "a \" # b"  and  y)"), R"(x is "a \" # b" and y)");
  EXPECT_EQ(folded("x is „a  # b“  and y"), "x is „a  # b“ and y");
  EXPECT_EQ(folded("x is »a  # b«  and y"), "x is »a  # b« and y");
  EXPECT_EQ(folded("x is \"a\nb\""), "x is \"a b\"");
  EXPECT_EQ(folded("x is \"never closed"), "x is \"never closed");
}

TEST(SourceText, OfNoFileThereIsNone) {
  const SourceFiles sources{SourceFile("p.licet", "abc")};
  EXPECT_EQ(source_text(sources, {SourceId(1U), 0, 2}), "");
  EXPECT_EQ(source_text(sources, {SourceId(0U), 2, 9}), "");
  EXPECT_EQ(source_text(sources, {SourceId(0U), 1, 3}), "bc");
}

}  // namespace
}  // namespace licet::explain
