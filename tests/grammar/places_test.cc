// Ranges cover exactly what they are about.

#include <grammar/parse.h>
#include <gtest/gtest.h>

namespace licet::grammar {
namespace {

constexpr std::string_view kText =
    "\xEF\xBB\xBFpolicy shop # comment\n"
    "condition c means not ( a and b ) # behind\n"
    "rule x  permit send for p when a  or b\n"
    "  because Art. 6 , Art. 7\n"
    "scenario \"s\"\n"
    "  given on 2026-03-01 10:00 birth is 1990-05-04   on  device \"d 1\"\n";

std::string at(SourceRange range) { return std::string(kText.substr(range.begin, range.end - range.begin)); }

struct Sample {
  Parsed parsed = parse(SourceId{std::size_t{7}}, kText);
  template <class Node>
  const Node& declaration(std::size_t i) const {
    return std::get<Node>(parsed.file.declarations[i].node);
  }
};

TEST(Places, OfAHeaderAndADeclarationEndWithTheirLastWord) {
  const Sample sample;
  ASSERT_TRUE(sample.parsed.findings.empty());
  EXPECT_EQ(at(sample.parsed.file.header.range), "policy shop");
  EXPECT_EQ(at(sample.parsed.file.declarations[0].range), "condition c means not ( a and b )");
}

TEST(Places, OfConditionsCoverTheirOperands) {
  const Sample sample;
  const auto& condition = sample.declaration<syntax::ConditionDeclaration>(0).condition;
  EXPECT_EQ(at(condition.range), "not ( a and b )");
  EXPECT_EQ(at(std::get<syntax::Not>(condition.node).part.front().range), "a and b");
  EXPECT_EQ(at(sample.declaration<syntax::RuleDeclaration>(1).when->range), "a  or b");
}

TEST(Places, OfNamesEffectsAndCitationsAreTheirText) {
  const Sample sample;
  const auto& rule = sample.declaration<syntax::RuleDeclaration>(1);
  EXPECT_EQ(at(rule.name.range), "x");
  EXPECT_EQ(at(rule.effect_range), "permit");
  ASSERT_EQ(rule.citations.size(), 2U);
  EXPECT_EQ(at(rule.citations[0].range), "Art. 6");
  EXPECT_EQ(at(rule.citations[1].range), "Art. 7");
}

TEST(Places, OfScenarioLinesAndTheirPartsAreTheirText) {
  const Sample sample;
  const auto& scenario = sample.declaration<syntax::ScenarioDeclaration>(2);
  EXPECT_EQ(at(scenario.title.range), "\"s\"");
  const auto& given = std::get<syntax::GivenStep>(scenario.steps.front().step);
  EXPECT_EQ(at(given.when.range), "2026-03-01 10:00");
  EXPECT_EQ(at(given.events.front().range), "birth is 1990-05-04   on  device \"d 1\"");
  EXPECT_EQ(at(given.events.front().device->range), "\"d 1\"");
}

TEST(Places, NameTheirSource) {
  const Sample sample;
  EXPECT_EQ(sample.parsed.file.source, SourceId{std::size_t{7}});
  EXPECT_EQ(sample.parsed.file.header.name.range.source, SourceId{std::size_t{7}});
}

}  // namespace
}  // namespace licet::grammar
