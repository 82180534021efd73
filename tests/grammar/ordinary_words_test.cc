// Every word of the table is told as what it stands for, where that can stand.

#include <gmock/gmock.h>
#include <grammar/codes_of_text.h>
#include <grammar/ordinary_words.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>
#include <map>
#include <string>

namespace licet::grammar {
namespace {

/// Where a phrase can stand: `@` is its place.
const std::map<Phrase, std::string>& places() {
  static const std::map<Phrase, std::string> all = {
      {Phrase::kData, "duty a @ b"},
      {Phrase::kCondition, "duty a @ b"},
      {Phrase::kDuty, "channel a @ b"},
      {Phrase::kRule, "duty a @ b"},
      {Phrase::kRecipient, "duty a @ b"},
      {Phrase::kScenario, "duty a @ \"b\""},
      {Phrase::kWhen, "rule r forbid a @ c"},
      {Phrase::kWhile, "retention r keep d @ c at most 1 day after collection then erase"},
      {Phrase::kProvided, "consent c for p @ f"},
      {Phrase::kUnless, "rule r forbid a when c @ d"},
      {Phrase::kPermit, "rule r @ a for p"},
      {Phrase::kAllows, "consent c for p @ a"},
      {Phrase::kForbid, "rule r @ a for p"},
      {Phrase::kRefer, "rule r @ a for p"},
      {Phrase::kRequire, "rule r permit a for p @ d"},
      {Phrase::kOverrides, "rule r forbid a @ s"},
      {Phrase::kBy, "rule r forbid a @ c"},
      {Phrase::kWith, "rule r forbid a @ d"},
      {Phrase::kTo, "rule r forbid a @ d"},
      {Phrase::kBecause, "rule r forbid a @ Art. 6"},
      {Phrase::kInForce, "rule r forbid a @ from 2026-01-01"},
      {Phrase::kUse, "@ \"a.licet\""},
      {Phrase::kWithin, "purpose p @ q"},
      {Phrase::kNeeds, "action a @ channel"},
      {Phrase::kIsSpecial, "data d @"},
      {Phrase::kByItem, "data d @"},
      {Phrase::kWording, "notice n @ \"w\""},
      {Phrase::kKeep, "retention r @ d"},
      {Phrase::kAtLeast, "retention r keep d @ 1 day after collection then erase"},
      {Phrase::kAtMost, "retention r keep d @ 1 day after collection then erase"},
      {Phrase::kForPeriod, "retention r keep d @ 1 day after collection then erase"},
      {Phrase::kThen, "retention r keep d at most 1 day after collection @ erase"},
      {Phrase::kAbove, "level l @ k"},
      {Phrase::kMeans, "condition c @ f"},
      {Phrase::kIsYesOrNo, "fact f is @"},
      {Phrase::kIsANumber, "fact f is @"},
      {Phrase::kIsAText, "fact f is @"},
      {Phrase::kIsATime, "fact f is @"},
      {Phrase::kAfter, "retention r keep d at most 1 day @ collection then erase"},
      {Phrase::kErase, "retention r keep d at most 1 day after collection then @"},
      {Phrase::kAnonymise, "retention r keep d at most 1 day after collection then @"},
      {Phrase::kRestrict, "retention r keep d at most 1 day after collection then @"},
      {Phrase::kReview, "retention r keep d at most 1 day after collection then @"},
      {Phrase::kAfterGrant, "consent c for p valid for 1 day @"},
      {Phrase::kAfterConfirmation, "consent c for p valid for 1 day @"},
      {Phrase::kAfterLastContact, "consent c for p valid for 1 day @"},
      {Phrase::kPerson, "consent c for p scope @"},
      {Phrase::kUntil, "rule r forbid a in force from 2026-01-01 @ 2026-02-01"},
      {Phrase::kFrom, "rule r forbid a in force @ 2026-01-01"},
      {Phrase::kAnd, "condition c means f @ g"},
      {Phrase::kOr, "condition c means f @ g"},
      {Phrase::kNot, "condition c means @ g"},
      {Phrase::kIs, "condition c means f @ 3"},
      {Phrase::kRequestIs, "condition c means purpose @ p"},
      {Phrase::kIsValid, "condition c means consent k @"},
      {Phrase::kWasWithdrawn, "condition c means consent k @"},
      {Phrase::kWasRefused, "condition c means consent k @"},
      {Phrase::kWasGiven, "condition c means notice n @"},
      {Phrase::kWasGivenOnOrBefore, "condition c means notice n was given @ f"},
      {Phrase::kWasGivenOnOrAfter, "rule r forbid a when notice n was given @ f"},
      {Phrase::kWasGivenBefore, "condition c means notice n was given @ f"},
      {Phrase::kWasGivenAfter, "condition c means notice n was given @ f"},
      {Phrase::kWasGivenWithin, "condition c means notice n was given @ 3 days"},
      {Phrase::kWasGivenMoreThanAgo, "condition c means notice n was given @ 3 days ago"},
      {Phrase::kWasGivenAtLeastAgo, "condition c means notice n was given @ 3 days ago"},
      {Phrase::kWasGivenLessThanAgo, "condition c means notice n was given @ 3 days ago"},
      {Phrase::kIsMoreThanAgo, "condition c means last contact is @ 3 days ago"},
      {Phrase::kIsLessThanAgo, "condition c means last contact is @ 3 days ago"},
      {Phrase::kIsMoreThan, "condition c means f is @ 3"},
      {Phrase::kIsLessThan, "condition c means f is @ 3"},
      {Phrase::kIsBefore, "condition c means f is @ 2026-01-01"},
      {Phrase::kIsAfter, "condition c means f is @ 2026-01-01"},
      {Phrase::kIsOnOrAfter, "condition c means f is @ 2026-01-01"},
      {Phrase::kExpectPermit, "scenario \"s\" ask on 2026-01-01 a for p expect @"},
      {Phrase::kExpectDeny, "scenario \"s\" ask on 2026-01-01 a for p expect @"},
      {Phrase::kExpectReview, "scenario \"s\" ask on 2026-01-01 a for p expect @"},
      {Phrase::kItem, "scenario \"s\" given on 2026-01-01 collected with d @ \"1\""},
      {Phrase::kGranted, "scenario \"s\" given on 2026-01-01 @ c"},
      {Phrase::kRefused, "scenario \"s\" given on 2026-01-01 @ c"},
      {Phrase::kWithdrawn, "scenario \"s\" given on 2026-01-01 @ c"},
      {Phrase::kErased, "scenario \"s\" given on 2026-01-01 @ with d"}};
  return all;
}

TEST(OrdinaryWords, AreToldAsTheKeywordThatTheyStandFor) {
  for (const OrdinaryWord& word : ordinary_words(Language::kEnglish)) {
    const auto place = places().find(word.meant);
    ASSERT_NE(place, places().end()) << word.words;
    std::string text = "policy p " + place->second;
    text.replace(text.find('@'), 1, word.words);
    const Parsed parsed = parse(SourceId{}, text);
    ASSERT_FALSE(parsed.findings.empty()) << text;
    EXPECT_EQ(parsed.findings.front().code, text::kOrdinaryWord) << text;
    EXPECT_THAT(parsed.findings.front().arguments, testing::Contains(std::string(word.words))) << text;
  }
}

}  // namespace
}  // namespace licet::grammar
