// What is said of sets with several kinds of mistakes at once.

#include <engine/check/load_set.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/engine/check/folder.h>

namespace licet::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Code and line of each diagnostic.
std::vector<std::string> places(const PolicyOnDisk& set) {
  std::vector<std::string> places;
  for (const Diagnostic& diagnostic : set.diagnostics) {
    places.push_back(diagnostic.code + " " + std::to_string(diagnostic.place.line));
  }
  return places;
}

PolicyOnDisk load(const std::string& text) {
  const tests::Folder folder;
  folder.write("club.licet", text);
  return load_policy_set(folder.path()).value();
}

TEST(LoadSet, ReportsNoNamesAsUnknownThatALeftOutStatementMayDeclare) {
  const PolicyOnDisk set = load(
      "policy club\n"
      "purpose training \"never closed in this line\" \"and twice\"\n"
      "fact member is perhaps\n"
      "level guest means\n"
      "level friend when member\n"
      "rule invite permit anything for training when member\n");
  for (const Diagnostic& diagnostic : set.diagnostics) EXPECT_LT(diagnostic.code, "L100") << diagnostic.message;
  EXPECT_THAT(set.diagnostics, testing::SizeIs(3));
  EXPECT_FALSE(set.model);
}

TEST(LoadSet, GivesAModelBesideWarnings) {
  const PolicyOnDisk set = load(
      "policy club\n"
      "data address\n"
      "retention papers keep address at least 8 years after collection then erase because AO 147\n"
      "ruel objection \"Who objects gets none\"\n"
      "  forbid anything\n");
  ASSERT_THAT(set.diagnostics, testing::SizeIs(1));
  EXPECT_EQ(set.diagnostics.front().code, "L038");
  EXPECT_EQ(set.diagnostics.front().severity, Severity::kWarning);
  EXPECT_EQ(set.errors, 0U);
  ASSERT_TRUE(set.model);
  EXPECT_TRUE(set.model->rules.list.empty());
}

TEST(LoadSet, ReportsBesideMistakesOfTheTextWhatDoesNotDependOnThem) {
  const PolicyOnDisk set = load(
      "policy club\n"
      "purpose training within within\n"
      "data address within street\n"
      "data street within address\n"
      "fact member is yes or no\n"
      "fact member is a date\n"
      "condition large means member is more than 3\n");
  ASSERT_THAT(set.diagnostics, testing::SizeIs(4));
  EXPECT_LT(set.diagnostics[0].code, "L100");
  EXPECT_THAT(places(set), ElementsAre(testing::EndsWith(" 2"), "L130 3", "L100 6", "L161 7"));
}

TEST(LoadSet, ReportsOneCauseOnce) {
  // The misspelt `keep` leaves address without retention, the misspelt `within` leaves street so.
  const PolicyOnDisk set = load(
      "policy club\n"
      "purpose training\n"
      "data address\n"
      "data street within adress\n"
      "fact member is yes or no\n"
      "condition member means member\n"
      "retention all keep adress at most 1 year after collection then erase\n"
      "rule invite permit anything for training with address, street when member is yes or not member\n");
  EXPECT_THAT(places(set), ElementsAre("L113 4", "L102 6", "L113 7"));
}

TEST(LoadSet, SortsByFilesInTheOrderOfLoading) {
  const tests::Folder folder;
  folder.write("a.licet", "policy a use \"z.licet\"\nrule r permit anything for q\n");
  folder.write("b.licet", "policy b\nrule s permit anything for q\n");
  folder.write("z.licet", "policy z\n\nrule t permit anything for q\n");
  const PolicyOnDisk set = load_policy_set(folder.path()).value();
  EXPECT_THAT(places(set), ElementsAre("L110 3", "L110 2", "L110 2"));
  EXPECT_EQ(set.errors, 3U);
  EXPECT_EQ(set.sources.size(), 3U);
}

TEST(LoadSet, TakesATextThatIsInNoFile) {
  const PolicyOnDisk good = load_policy_text("policy club purpose training", "standard input");
  ASSERT_TRUE(good.model);
  EXPECT_EQ(good.model->name, "club");
  const PolicyOnDisk bad = load_policy_text("policy club use \"missing.licet\" use \"text\"\nduty a\npurpos", "text");
  EXPECT_FALSE(bad.model);
  EXPECT_THAT(places(bad), ElementsAre("L144 1", "L144 1", "L021 3"));
  EXPECT_EQ(bad.diagnostics.front().place.path, "text");
}

TEST(LoadSet, TakesASetOfAHeaderAlone) {
  const PolicyOnDisk set = load("policy club");
  EXPECT_THAT(places(set), IsEmpty());
  ASSERT_TRUE(set.model);
  EXPECT_EQ(set.model->name, "club");
  EXPECT_EQ(set.model->version, 0);
  EXPECT_EQ(set.model->zone->name(), "UTC");
}

}  // namespace
}  // namespace licet::check
