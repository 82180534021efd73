#include <engine/check/report.h>
#include <gmock/gmock.h>
#include <grammar/codes_of_meaning.h>
#include <gtest/gtest.h>
#include <licet/limits.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

SourceRange at(std::uint32_t file, std::uint32_t begin) { return {SourceId(file), begin, begin + 1}; }

TEST(Report, GivesFindingsOutByFileAndPlace) {
  Report report;
  report.add(kNotANumber, at(1, 3));
  report.add(kNotANumber, at(0, 9));
  report.add(kNotADateOrTime, at(1, 3));
  report.add(kNotANumber, at(1, 0));
  std::vector<std::pair<SourceRange, Code>> places;
  for (const Finding& finding : report.finish({})) places.emplace_back(finding.range, finding.code);
  EXPECT_THAT(places, testing::ElementsAre(std::pair(at(0, 9), kNotANumber), std::pair(at(1, 0), kNotANumber),
                                           std::pair(at(1, 3), kNotADateOrTime), std::pair(at(1, 3), kNotANumber)));
}

TEST(Report, LooksForTheNearestNameOnlyWhereItCanBeShown) {
  Report report;
  std::size_t asked = 0;
  for (std::uint32_t i = 0; i < 3 * limits::kDiagnostics; ++i) {
    report.add_unknown(kUnknownPurpose, at(0, i), {"trainig"}, "trainig", [&asked] {
      ++asked;
      return std::vector<std::string>{"matches", "training", "a_very_much_longer_name_than_this"};
    });
  }
  const Findings findings = report.finish({});
  EXPECT_EQ(findings.size(), 3 * limits::kDiagnostics);
  EXPECT_EQ(asked, limits::kDiagnostics);
  EXPECT_EQ(findings.front().nearest, "training");
}

TEST(Report, OfASetWithAFileMissingKeepsWhatCannotBeAConsequence) {
  Report report;
  for (const Code code :
       {kUnknownPurpose, kUnknownCondition, kUnknownLevel, kNoRetention, kFirstLevelHasCondition, kFirstLevelAbove}) {
    report.add(code, at(0, 0));
  }
  report.add(kDeclaredTwice, at(0, 1));
  report.add(kUnknownDay, at(0, 2));
  report.add(kWithinCycle, at(0, 3));
  grammar::LostNames lost;
  lost.anything = true;
  std::vector<Code> codes;
  for (const Finding& finding : report.finish(lost)) codes.push_back(finding.code);
  EXPECT_THAT(codes, testing::ElementsAre(kDeclaredTwice, kUnknownDay, kWithinCycle));
}

TEST(Report, LeavesOutOnlyNamesThatWhatIsMissingMayDeclare) {
  grammar::LostNames lost;
  lost.names = {{grammar::Phrase::kPurpose, "news"}, {grammar::Phrase::kFact, "adult"}};
  lost.kinds[static_cast<std::size_t>(grammar::Phrase::kDuty)] = true;
  Report report;
  std::uint32_t place = 0;
  const auto add = [&](Code code, const std::string& name) {
    report.add_unknown(code, at(0, place++), {name}, name, [] { return std::vector<std::string>(); });
  };
  add(kUnknownPurpose, "news");
  add(kUnknownPurpose, "nws");
  add(kUnknownChannel, "news");
  add(kUnknownCondition, "adult");
  add(kUnknownFact, "adult");
  add(kUnknownDuty, "any");
  report.add(kFirstLevelAbove, at(0, place++));
  report.add(kNoRetention, at(0, place++));
  std::vector<std::pair<Code, std::uint32_t>> kept;
  for (const Finding& finding : report.finish(lost)) kept.emplace_back(finding.code, finding.range.begin);
  EXPECT_THAT(kept, testing::ElementsAre(std::pair(kUnknownPurpose, 1U), std::pair(kUnknownChannel, 2U),
                                         std::pair(kFirstLevelAbove, 6U), std::pair(kNoRetention, 7U)));
}

}  // namespace
}  // namespace licet::check
