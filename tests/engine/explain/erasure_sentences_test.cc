// What is said of an erasure, ground by ground, in both languages.

#include <engine/explain/erasure_sentences.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

using testing::ElementsAre;

tests::ReadyPolicy policy() {
  return tests::ReadyPolicy::of_text(
      "policy p\n  time zone Europe/Berlin\npurpose a\naction do\ndata bills\ndata notes\nfact issued is a date\n"
      "retention tax \"Tax law\" keep bills at least 8 years after issued then erase because AO § 147(3), HGB § "
      "257(4)\n"
      "retention tidy keep notes at most 2 hours after collection then review\n");
}

constexpr Instant kErasedAt{1'772'366'400'000'000};  // 2026-03-01T12:00:00Z

std::vector<std::string> told(const KeptCategory& kept, Language language) {
  Erasure erasure;
  erasure.at = kErasedAt;
  erasure.kept = {kept};
  auto sentences = erasure_sentences(erasure, policy().model(), language);
  EXPECT_EQ(sentences.size(), 3U);
  return {sentences.at(1)};
}

KeptCategory kept(KeptGround ground, const std::string& rule, std::vector<std::string> because = {}) {
  KeptCategory category;
  category.data = "bills";
  category.ground = ground;
  if (!rule.empty()) category.rule = rule;
  category.because = std::move(because);
  return category;
}

TEST(ErasureSentences, SayWhatIsErasedAndThatNothingEarlierIsTaken) {
  Erasure erasure;
  erasure.at = kErasedAt;
  EXPECT_THAT(erasure_sentences(erasure, policy().model(), Language::kEnglish),
              ElementsAre("Everything recorded that happened before 1 March 2026, 13:00 (Europe/Berlin) is erased; "
                          "nothing of it is kept.",
                          "What happened before then is not taken any more."));
  erasure.still_listed = {"bills", "notes"};
  EXPECT_THAT(erasure_sentences(erasure, policy().model(), Language::kGerman),
              ElementsAre("Alles Aufgezeichnete, das sich vor dem 1. März 2026, 13:00 Uhr (Europe/Berlin) ereignet "
                          "hat, ist gelöscht; davon wird nichts aufbewahrt.",
                          "Fällig und dennoch als vorhanden geführt, weil ein Ereignis, das für eine andere Kategorie "
                          "aufbewahrt wird, auch dies nennt: bills und notes.",
                          "Was sich zuvor ereignet hat, wird nicht mehr angenommen."));
}

TEST(ErasureSentences, NameDateRuleAndProvision) {
  KeptCategory category = kept(KeptGround::kUntilDue, "tax", {"AO § 147(3)", "HGB § 257(4)"});
  category.due = {2'019'596'400'000'000};  // 2033-12-30T23:00:00Z
  category.action = DueAction::kErase;
  EXPECT_THAT(told(category, Language::kEnglish),
              ElementsAre("bills is kept until the end of 30 December 2033 (Europe/Berlin) by rule tax (Tax law), AO § "
                          "147(3), HGB § 257(4); then to be erased."));
  EXPECT_THAT(told(category, Language::kGerman),
              ElementsAre("bills wird bis zum Ablauf des 30. Dezember 2033 (Europe/Berlin) aufbewahrt nach der Regel "
                          "tax (Tax law), AO § 147(3), HGB § 257(4); danach ist zu löschen."));
  category = kept(KeptGround::kUntilDue, "tidy");
  category.due = {2'019'596'460'000'000};
  category.action = DueAction::kReview;
  EXPECT_THAT(
      told(category, Language::kEnglish),
      ElementsAre("bills is kept until 31 December 2033, 00:01 (Europe/Berlin) by rule tidy; then to be reviewed."));
  category.action = DueAction::kAnonymise;
  EXPECT_THAT(told(category, Language::kGerman),
              ElementsAre("bills wird bis zum 31. Dezember 2033, 00:01 Uhr (Europe/Berlin) aufbewahrt nach der Regel "
                          "tidy; danach ist zu anonymisieren."));
}

TEST(ErasureSentences, SayWhyThereIsNoDate) {
  EXPECT_THAT(told(kept(KeptGround::kOpen, "tidy"), Language::kEnglish),
              ElementsAre("bills is kept by rule tidy; as things stand the period has no end."));
  EXPECT_THAT(told(kept(KeptGround::kOpen, "tidy"), Language::kGerman),
              ElementsAre("bills wird aufbewahrt nach der Regel tidy; nach jetzigem Stand endet die Frist nicht."));
  KeptCategory category = kept(KeptGround::kUndetermined, "tax");
  category.undetermined = {"issued"};
  EXPECT_THAT(told(category, Language::kEnglish),
              ElementsAre("bills is kept by rule tax (Tax law); the period cannot be determined as long as issued is "
                          "not known."));
  EXPECT_THAT(told(category, Language::kGerman),
              ElementsAre("bills wird aufbewahrt nach der Regel tax (Tax law); die Frist lässt sich nicht bestimmen, "
                          "solange issued nicht bekannt ist."));
  EXPECT_THAT(told(kept(KeptGround::kNotBegun, "tidy"), Language::kEnglish),
              ElementsAre("bills is kept by rule tidy; the period has not begun."));
  EXPECT_THAT(told(kept(KeptGround::kNotBegun, "tidy"), Language::kGerman),
              ElementsAre("bills wird aufbewahrt nach der Regel tidy; die Frist hat noch nicht begonnen."));
  EXPECT_THAT(told(kept(KeptGround::kNoRule, ""), Language::kEnglish),
              ElementsAre("bills is kept; no retention rule sets a date."));
  EXPECT_THAT(told(kept(KeptGround::kNoRule, ""), Language::kGerman),
              ElementsAre("bills wird aufbewahrt; keine Aufbewahrungsregel bestimmt einen Termin."));
  EXPECT_THAT(told(kept(KeptGround::kSuspended, ""), Language::kEnglish),
              ElementsAre("bills is kept as long as a hold stands."));
  EXPECT_THAT(told(kept(KeptGround::kSuspended, ""), Language::kGerman),
              ElementsAre("bills wird aufbewahrt, solange die Löschung ausgesetzt ist."));
}

TEST(ErasureSentences, NameLicetsOwnRecordsInWords) {
  KeptCategory records = kept(KeptGround::kNotBegun, "tidy");
  records.data = "objections";
  EXPECT_THAT(told(records, Language::kEnglish),
              ElementsAre("The objections are kept by rule tidy; the period has not begun."));
  EXPECT_THAT(
      told(records, Language::kGerman),
      ElementsAre("Die Widersprüche werden aufbewahrt nach der Regel tidy; die Frist hat noch nicht begonnen."));
  records.data = "decisions";
  EXPECT_THAT(told(records, Language::kEnglish),
              ElementsAre("The recorded decisions are kept by rule tidy; the period has not begun."));
  records.ground = KeptGround::kSuspended;
  EXPECT_THAT(
      told(records, Language::kGerman),
      ElementsAre("Die aufgezeichneten Entscheidungen werden aufbewahrt, solange die Löschung ausgesetzt ist."));
  records.data = "proof of news";
  EXPECT_THAT(told(records, Language::kEnglish),
              ElementsAre("The proof of the consent news is kept as long as a hold stands."));
  EXPECT_THAT(told(records, Language::kGerman),
              ElementsAre("Der Nachweis der Einwilligung news wird aufbewahrt, solange die Löschung ausgesetzt ist."));
  records.data = "objections";
  records.ground = KeptGround::kObjections;
  EXPECT_THAT(told(records, Language::kEnglish),
              ElementsAre("The objections are kept: a request for erasure concerns them only if it names them."));
  EXPECT_THAT(told(records, Language::kGerman),
              ElementsAre("Die Widersprüche werden aufbewahrt: Ein Verlangen nach Löschung betrifft sie nur, wenn es "
                          "sie nennt."));
}

TEST(ErasureSentences, NameACategoryThatIsCalledLikeARecordAsItIsCalled) {
  const auto named = tests::ReadyPolicy::of_text(
      "policy p\npurpose a\naction do\ndata objections\n"
      "retention tidy keep objections at most 2 hours after collection then review\n");
  Erasure erasure;
  erasure.at = kErasedAt;
  KeptCategory category = kept(KeptGround::kSuspended, "");
  category.data = "objections";
  erasure.kept = {category};
  EXPECT_EQ(erasure_sentences(erasure, named.model(), Language::kEnglish).at(1),
            "objections is kept as long as a hold stands.");
}

}  // namespace
}  // namespace licet::explain
