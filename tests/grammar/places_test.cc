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

TEST(Places, OfTimesAndWhatIsKeptAreTheirText) {
  constexpr std::string_view kTimes =
      "policy p\n"
      "retention r keep proof  of c , d in force  from 2026-01-01 when x is before last  contact for a , b by e \n"
      " for 5 years after the end of the year of collection  of d then erase";
  const Parsed parsed = parse(SourceId{}, kTimes);
  ASSERT_TRUE(parsed.findings.empty());
  const auto text_at = [&](SourceRange range) { return kTimes.substr(range.begin, range.end - range.begin); };
  const auto& retention = std::get<syntax::RetentionDeclaration>(parsed.file.declarations.front().node);
  EXPECT_EQ(text_at(retention.kept[0].range), "proof  of c");
  EXPECT_EQ(text_at(retention.kept[0].name.range), "c");
  EXPECT_EQ(text_at(retention.kept[1].range), "d");
  EXPECT_EQ(text_at(retention.in_force->range), "in force  from 2026-01-01");
  EXPECT_EQ(text_at(retention.when_range), "when x is before last  contact for a , b by e");
  const auto& time = std::get<syntax::TimeIs>(retention.when->node);
  EXPECT_EQ(text_at(time.subject.range), "x");
  EXPECT_EQ(text_at(time.test.other->range), "last  contact for a , b by e");
  EXPECT_EQ(text_at(retention.at_most->anchor.range), "collection  of d");
  EXPECT_EQ(text_at(retention.at_least->anchor.source.range), "collection  of d");
}

TEST(Places, NameTheirSource) {
  const Sample sample;
  EXPECT_EQ(sample.parsed.file.source, SourceId{std::size_t{7}});
  EXPECT_EQ(sample.parsed.file.header.name.range.source, SourceId{std::size_t{7}});
}

}  // namespace
}  // namespace licet::grammar
