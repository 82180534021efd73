// One cause, one finding; what stands before and behind a mistake is read.

#include <gmock/gmock.h>
#include <grammar/codes_of_text.h>
#include <grammar/dump.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>

namespace licet::grammar {
namespace {

using testing::ElementsAre;

std::string tree_of(std::string_view text) { return dump(parse(SourceId{}, text).file); }

std::vector<Code> codes_of(std::string_view text) {
  std::vector<Code> codes;
  for (const Finding& finding : parse(SourceId{}, text).findings) codes.push_back(finding.code);
  return codes;
}

TEST(Recovery, KeepsTheDeclarationsBeforeAndBehindAMistake) {
  EXPECT_EQ(tree_of("policy p\n duty a\n duty b c\n duty d\n"), "policy p\nduty a\nduty d\n");
}

TEST(Recovery, KeepsTheDeclarationsOfAFileWithoutHeader) {
  EXPECT_EQ(tree_of("duty a\n"), "policy \nduty a\n");
  EXPECT_EQ(tree_of("polcy p \"duty x\"\nversion 2\nduty a\n"), "policy \nduty a\n");
}

TEST(Recovery, KeepsTheDeclarationsOfAFileThatIsNotUtf8AndReportsOnlyThat) {
  EXPECT_EQ(tree_of("policy p duty a \"\xFC\" duty b\xFC duty c"), "policy p\nduty a \"?\"\nduty c\n");
  EXPECT_THAT(codes_of("policy p duty a \"\xFC\" duty b\xFC duty c"), ElementsAre(text::kNotUtf8));
}

TEST(Recovery, GoesOnAtAStatementWordThatBeginsALineWhateverStandsBehindIt) {
  EXPECT_THAT(codes_of("policy p\npurpose\nrule \"r\" forbid x\nscenario s\ndata within x\nduty a\n"),
              ElementsAre(text::kMissing, text::kExpected, text::kExpected, text::kReservedName));
  EXPECT_EQ(tree_of("policy p\rpurpose\rrule \"r\" forbid x\rduty a\r"), "policy p\nduty a\n");
}

TEST(Recovery, GoesOnBehindTheLineOfATextInOtherQuotationMarks) {
  EXPECT_THAT(codes_of("policy p\nduty a 'one of data x and duty y'\nduty b\n"),
              ElementsAre(text::kOtherQuotationMark));
  EXPECT_EQ(tree_of("policy p\nduty a 'duty x'\nduty b\n"), "policy p\nduty b\n");
}

TEST(Recovery, SkipsStringsAndComments) {
  EXPECT_EQ(tree_of("policy p\nduty a b \"duty c\" # duty d\n „duty e“ duty f\n"), "policy p\nduty f\n");
}

TEST(Recovery, DoesNotTakeAConditionForADeclaration) {
  constexpr std::string_view kRule =
      "policy p\n"
      "rule x permit a for b whenever consent is valid and consent c was withdrawn and consent was refused\n"
      " and notice n was given and purpose is within q and data is d and level is at least l and not consent c has "
      "expired\n"
      "retention r keep d at most 1 day since consent c ends or consent c starts\n"
      "duty y\n";
  EXPECT_THAT(codes_of(kRule), ElementsAre(text::kAfterClause, text::kOrdinaryWord));
  EXPECT_EQ(tree_of(kRule), "policy p\nduty y\n");
}

TEST(Recovery, DoesNotTakeATimeOrAnOwnerForADeclaration) {
  constexpr std::string_view kText =
      "policy p\n"
      "fact f is maybe of consent\n"
      "fact g is maybe of recipient\n"
      "rule x permit a for b whenever last_visit is before consent c starts and\n"
      "consent c ends is known and notice n was given after consent c starts\n"
      "retention r keep proof of c ever after collection of data x\n"
      "duty y\n";
  EXPECT_THAT(codes_of(kText), ElementsAre(text::kExpected, text::kExpected, text::kAfterClause, text::kAfterClause));
  EXPECT_EQ(tree_of(kText), "policy p\nduty y\n");
}

TEST(Recovery, GoesOnBehindTheLineOfAStringThatIsNotClosed) {
  EXPECT_EQ(tree_of("policy p\nduty a \"never closed\nduty b\n"), "policy p\nduty b\n");
  EXPECT_THAT(codes_of("policy p\nduty a \"never closed\nduty b\n"), ElementsAre(text::kStringNotClosed));
}

TEST(Recovery, GoesOnBehindAStringWithAnUnknownEscape) {
  EXPECT_EQ(tree_of("policy p\nduty a \"one \\two\nduty x\" duty b \"b\"\n"), "policy p\nduty b \"b\"\n");
}

TEST(Recovery, LeavesOutWhatIsReadButWrong) {
  EXPECT_EQ(tree_of("policy p\nrule a forbid x in force from 2026-02-30\nrule b forbid x\n"),
            "policy p\nrule b\n  forbid x\n");
}

TEST(Recovery, ReportsEveryWrongValueOfADeclaration) {
  EXPECT_THAT(codes_of("policy p rule a forbid x in force from 2026-02-30 when b is within 0 days"),
              ElementsAre(text::kDateDoesNotExist, text::kDurationOutOfRange));
}

}  // namespace
}  // namespace licet::grammar
