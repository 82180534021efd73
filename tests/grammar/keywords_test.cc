// The tables of words.

#include <algorithm>
#include <grammar/clauses.h>
#include <grammar/keywords.h>
#include <grammar/parse.h>
#include <grammar/word.h>
#include <gtest/gtest.h>
#include <sstream>

namespace licet::grammar {
namespace {

/// The words that language.md section 1 reserves.
constexpr std::string_view kReserved =
    "policy purpose action channel data recipient fact notice duty condition consent rule retention level scenario "
    "permit forbid for by with to in when unless require overrides because within is needs allows scope provided valid "
    "wording use version above keep while at then given ask expect on of from until means and or not";

TEST(Keywords, ReserveExactlyTheWordsOfThePage) {
  std::vector<std::string> page;
  std::istringstream words{std::string(kReserved)};
  for (std::string word; words >> word;) page.push_back(word);
  std::sort(page.begin(), page.end());
  const auto reserved = reserved_words(Language::kEnglish);
  EXPECT_EQ(page, std::vector<std::string>(reserved.begin(), reserved.end()));
}

TEST(Keywords, AreReservedInEveryCase) {
  EXPECT_TRUE(is_reserved("purpose", Language::kEnglish));
  EXPECT_TRUE(is_reserved("PuRpOsE", Language::kEnglish));
  EXPECT_FALSE(is_reserved("purposes", Language::kEnglish));
  EXPECT_FALSE(is_reserved("last", Language::kEnglish));
  EXPECT_FALSE(is_reserved("", Language::kEnglish));
}

/// Phrases that close a form for which English needs no word.
bool may_be_empty(Phrase phrase) {
  return phrase == Phrase::kIsWithinAfter || phrase == Phrase::kWasGivenWithinAfter ||
         phrase == Phrase::kWasGivenComparedAfter;
}

TEST(Keywords, SpellEveryPhraseInLowerCaseWithSingleSpaces) {
  for (std::size_t i = 0; i < kPhraseCount; ++i) {
    const std::string_view words = spelling(static_cast<Phrase>(i), Language::kEnglish);
    if (may_be_empty(static_cast<Phrase>(i))) continue;
    ASSERT_FALSE(words.empty()) << i;
    EXPECT_EQ(words.find("  "), std::string_view::npos) << words;
    EXPECT_NE(words.front(), ' ') << words;
    EXPECT_NE(words.back(), ' ') << words;
    EXPECT_TRUE(is_keyword(words, words)) << words;
  }
}

TEST(Keywords, BeginEveryStatementAndClauseWithAReservedWord) {
  for (std::size_t statement = 0; statement < kStatementPhrases; ++statement) {
    EXPECT_TRUE(is_reserved(spelling(static_cast<Phrase>(statement), Language::kEnglish), Language::kEnglish));
    for (const ClauseForm& form : clauses_of(static_cast<Phrase>(statement))) {
      const std::string_view words = spelling(form.clause, Language::kEnglish);
      if (form.clause == Phrase::kTimeZone || form.clause == Phrase::kRefer) continue;
      EXPECT_TRUE(is_reserved(words.substr(0, words.find(' ')), Language::kEnglish)) << words;
    }
  }
}

TEST(Keywords, ThatVersionOneDidNotHaveEndNoCitation) {
  const auto ends = [](Phrase statement, Phrase clause) {
    for (const ClauseForm& form : clauses_of(statement)) {
      if (form.clause == clause) return form.ends_citation;
    }
    return false;
  };
  EXPECT_FALSE(ends(Phrase::kRule, Phrase::kRefer));
  for (const Phrase clause : {Phrase::kInForce, Phrase::kWhen, Phrase::kForPeriod}) {
    EXPECT_FALSE(ends(Phrase::kRetention, clause)) << spelling(clause, Language::kEnglish);
  }
  EXPECT_TRUE(ends(Phrase::kRule, Phrase::kPermit));
  EXPECT_TRUE(ends(Phrase::kRetention, Phrase::kWhile));
}

TEST(Keywords, KnowHowManyWordsALongerPhraseShares) {
  EXPECT_EQ(shared_words(Phrase::kWasGivenOnOrBefore, Phrase::kWasGiven, Language::kEnglish), 2);
  EXPECT_EQ(shared_words(Phrase::kWasGiven, Phrase::kWasGiven, Language::kEnglish), 0);
  EXPECT_EQ(shared_words(Phrase::kWasRefused, Phrase::kWasGiven, Language::kEnglish), 0);
}

TEST(Keywords, AreNoneWhereADeclaredNameMayStand) {
  for (const std::string_view word : {"collection", "objections", "decisions", "proof", "item", "refer", "review"}) {
    EXPECT_FALSE(is_reserved(word, Language::kEnglish)) << word;
    EXPECT_TRUE(may_name_fact(word, Language::kEnglish)) << word;
  }
  EXPECT_TRUE(is_collection("Collection", Language::kEnglish));
  EXPECT_TRUE(is_objections("OBJECTIONS", Language::kEnglish));
  EXPECT_TRUE(is_decisions("decisions", Language::kEnglish));
  EXPECT_FALSE(is_objections("objection", Language::kEnglish));
}

TEST(Keywords, AreComparedWithoutCaseAlsoBeyondAscii) {
  EXPECT_TRUE(is_keyword("ÜBER", "über"));
  EXPECT_TRUE(is_keyword("Für", "für"));
  EXPECT_FALSE(is_keyword("fur", "für"));
  EXPECT_FALSE(is_keyword("\xC3\x97", "\xC3\xB7")) << "the multiplication and the division sign are no letters";
}

TEST(Keywords, KnowUnitsInSingularAndPlural) {
  EXPECT_EQ(unit_of("day", Language::kEnglish), time::PeriodUnit::kDays);
  EXPECT_EQ(unit_of("MINUTES", Language::kEnglish), time::PeriodUnit::kMinutes);
  EXPECT_EQ(unit_of("years", Language::kEnglish), time::PeriodUnit::kYears);
  EXPECT_FALSE(unit_of("decades", Language::kEnglish).has_value());
}

TEST(Keywords, KnowTheDaysOfTheWeekFromMonday) {
  EXPECT_EQ(weekday_of("Monday", Language::kEnglish), 0);
  EXPECT_EQ(weekday_of("sunday", Language::kEnglish), 6);
  EXPECT_FALSE(weekday_of("someday", Language::kEnglish).has_value());
}

TEST(Keywords, KnowYesAndNoNoneAndAnyInEveryCase) {
  EXPECT_EQ(yes_or_no("Yes", Language::kEnglish), true);
  EXPECT_EQ(yes_or_no("NO", Language::kEnglish), false);
  EXPECT_FALSE(yes_or_no("maybe", Language::kEnglish).has_value());
  EXPECT_TRUE(is_none("None", Language::kEnglish));
  EXPECT_FALSE(is_none("no", Language::kEnglish));
  EXPECT_TRUE(is_any("Any", Language::kEnglish));
  EXPECT_FALSE(is_any("any_data", Language::kEnglish));
}

TEST(Keywords, GiveEachLanguageItsFirstWord) {
  EXPECT_EQ(language_of("Policy"), Language::kEnglish);
  EXPECT_FALSE(language_of("purpose").has_value());
}

}  // namespace
}  // namespace licet::grammar
