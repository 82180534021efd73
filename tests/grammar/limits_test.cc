// Limits hold at n and break at n + 1; hostile texts get an answer and one finding for one cause.

#include <chrono>
#include <grammar/codes_of_text.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>
#include <licet/limits.h>

namespace licet::grammar {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string rule_when(const std::string& condition) {
  return "policy p\nrule x permit a for b when " + condition + "\n";
}

/// The codes of all findings.
std::vector<Code> codes_of(const std::string& text) {
  std::vector<Code> codes;
  for (const Finding& finding : parse(SourceId{}, text).findings) codes.push_back(finding.code);
  return codes;
}

const std::vector<Code> kNone;
const std::vector<Code> kLimit = {text::kOverLimit};

TEST(Limits, OfNames) {
  EXPECT_EQ(codes_of("policy " + repeated("n", limits::kNameBytes)), kNone);
  EXPECT_EQ(codes_of("policy " + repeated("n", limits::kNameBytes + 1)), kLimit);
}

TEST(Limits, OfStringsWithTheirQuotes) {
  EXPECT_EQ(codes_of("policy p \"" + repeated("s", limits::kStringBytes - 2) + "\""), kNone);
  EXPECT_EQ(codes_of("policy p \"" + repeated("s", limits::kStringBytes - 1) + "\""), kLimit);
}

TEST(Limits, OfCitations) {
  const std::string rule = "policy p rule x forbid anything because ";
  EXPECT_EQ(codes_of(rule + repeated("c", limits::kStringBytes)), kNone);
  EXPECT_EQ(codes_of(rule + repeated("c", limits::kStringBytes + 1)), kLimit);
}

TEST(Limits, OfParenthesesWithinOneAnother) {
  const auto nested = [](std::size_t depth) { return rule_when(repeated("(", depth) + "c" + repeated(")", depth)); };
  EXPECT_EQ(codes_of(nested(limits::kConditionDepth)), kNone);
  EXPECT_EQ(codes_of(nested(limits::kConditionDepth + 1)), kLimit);
}

TEST(Limits, OfNotWithinOneAnother) {
  EXPECT_EQ(codes_of(rule_when(repeated("not ", limits::kConditionDepth) + "c")), kNone);
  EXPECT_EQ(codes_of(rule_when(repeated("not ", limits::kConditionDepth + 1) + "c")), kLimit);
}

TEST(Limits, OfTermsOfEachCondition) {
  const auto terms = [](std::size_t count) { return "c" + repeated(" or c", count - 1); };
  EXPECT_EQ(codes_of(rule_when(terms(limits::kConditionTerms) + " unless " + terms(2))), kNone);
  EXPECT_EQ(codes_of(rule_when(terms(limits::kConditionTerms + 1))), kLimit);
}

TEST(Limits, OfPartsOfADeclaration) {
  const auto list = [](std::size_t names) { return "policy p rule x forbid " + repeated("a,", names - 2) + "a"; };
  EXPECT_EQ(codes_of(list(limits::kDeclarationParts)), kNone);
  EXPECT_EQ(codes_of(list(limits::kDeclarationParts + 1)), kLimit);
}

TEST(Limits, OfDurations) {
  EXPECT_EQ(codes_of(rule_when("c is within " + std::to_string(limits::kDurationAmount) + " days")), kNone);
  EXPECT_EQ(codes_of(rule_when("c is within " + std::to_string(limits::kDurationAmount + 1) + " days")),
            std::vector<Code>{text::kDurationOutOfRange});
}

TEST(Limits, OfNumbers) {
  EXPECT_EQ(codes_of(rule_when("n is 9223372036854775807 and n is -9223372036854775808")), kNone);
  EXPECT_EQ(codes_of(rule_when("n is 9223372036854775808 and n is -9223372036854775809")),
            (std::vector<Code>{text::kNumberOutOfRange, text::kNumberOutOfRange}));
}

TEST(Limits, OfTheFile) {
  std::string text = "policy p\n#";
  text.resize(limits::kPolicyFileBytes, 'x');
  EXPECT_EQ(codes_of(text), kNone);
  EXPECT_EQ(codes_of(text + "x"), kLimit);
}

TEST(Limits, OfDeclarationsOfAFile) {
  const Parsed over = parse(SourceId{}, "policy p\n" + repeated("duty d\n", limits::kFileDeclarations + 1));
  ASSERT_EQ(over.findings.size(), 1U);
  EXPECT_EQ(over.findings.front().code, text::kOverLimit);
  EXPECT_EQ(over.file.declarations.size(), limits::kFileDeclarations);
}

TEST(Limits, OfFindingsOfAFile) {
  EXPECT_EQ(codes_of("policy p\n" + repeated("duty d e\n", limits::kTextFindings + 5)).size(), limits::kTextFindings);
}

class HostileText : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(HostileText, HasOneFindingForItsOneCause) { EXPECT_EQ(codes_of(GetParam().second).size(), 1U); }

constexpr std::size_t kMany = 1'000'000;

INSTANTIATE_TEST_SUITE_P(
    Limits, HostileText,
    testing::Values(
        std::pair("OpeningParentheses", rule_when(repeated("(", kMany))),
        std::pair("ClosingParentheses", rule_when("c " + repeated(")", kMany))),
        std::pair("Nots", rule_when(repeated("not ", kMany / 4))),
        std::pair("EndlessString", "policy p \"" + repeated("s", kMany)),
        std::pair("EndlessGermanString", "policy p „" + repeated("s", kMany)),
        std::pair("EndlessName", "policy " + repeated("n", kMany)),
        std::pair("EndlessNumber", rule_when("c is " + repeated("9", kMany))),
        std::pair("EndlessCitation", "policy p rule x forbid anything because " + repeated("(", kMany)),
        std::pair("EndlessList", "policy p rule x forbid " + repeated("a, ", kMany + 1) + "a"),
        std::pair("EndlessIs", rule_when(repeated("c is ", kMany / 5))),
        std::pair("Nulls", "policy p\n" + std::string(kMany, '\0')),
        std::pair("NoUtf8", "policy p\n" + repeated("\xFF", kMany)),
        std::pair("OpeningQuotes", "policy p\n" + repeated("„", kMany / 3)),
        std::pair("StatementWords", "policy p\n" + repeated("purpose ", kMany / 8)),
        std::pair("Words", "policy p\n" + repeated("a ", kMany / 2)),
        std::pair("EndlessContact", rule_when("x is before last contact for " + repeated("a, ", kMany + 1) + "a")),
        std::pair("EndlessTimes", rule_when("x is before " + repeated("last contact by a is before ", kMany / 27))),
        std::pair("EndlessTimings", rule_when("notice n was given " + repeated("on or before ", kMany / 13))),
        std::pair("EndlessProofs", "policy p retention r keep " + repeated("proof of ", kMany / 9)),
        std::pair("Commas", "policy p rule x permit " + repeated(",", kMany)), std::pair("NoHeader", std::string())),
    [](const auto& test) { return test.param.first; });

TEST(HostileText, OfAClauseThatRepeatsVeryOftenIsReadWhole) {
  std::string text = "policy p notice n";
  for (std::size_t i = 0; i < 20'000; ++i) text += " wording \"" + std::to_string(i) + "\"";
  const Parsed parsed = parse(SourceId{}, text);
  ASSERT_TRUE(parsed.findings.empty());
  EXPECT_EQ(std::get<syntax::NoticeDeclaration>(parsed.file.declarations.front().node).wordings.size(), 20'000U);
}

TEST(HostileText, OfManyDeclarationsIsReadWhole) {
  const Parsed parsed = parse(SourceId{}, "policy p\n" + repeated("purpose a \"title\" within b\n", 200'000));
  EXPECT_TRUE(parsed.findings.empty());
  EXPECT_EQ(parsed.file.declarations.size(), 200'000U);
}

TEST(HostileText, OfManyTimesIsReadWhole) {
  const std::string term =
      "(not consent c starts is on or before consent c ends or notice n was given at least 8 years ago)";
  const std::string text = repeated("rule r permit a for b when " + repeated(term + " and ", 100) + "c\n", 100);
  const Parsed parsed = parse(SourceId{}, "policy p\n" + text);
  EXPECT_TRUE(parsed.findings.empty());
  EXPECT_EQ(parsed.file.declarations.size(), 100U);
}

TEST(HostileText, WithNestedParenthesesTakesNoLongerThanWithFlatOnes) {
  const auto seconds_for = [](const std::string& text) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(codes_of(text), kNone);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  // Were each parenthesis tried twice, the innermost would be read 2^90 times.
  EXPECT_LT(seconds_for(rule_when(repeated("(", 90) + "c is at least 3" + repeated(")", 90))), 10.0);
}

}  // namespace
}  // namespace licet::grammar
