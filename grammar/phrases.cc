#include <algorithm>
#include <grammar/keywords.h>
#include <utility>

namespace licet::grammar {
namespace {

using Spelling = std::pair<Phrase, std::string_view>;

constexpr std::array<Spelling, kPhraseCount> kEnglish = {{
    {Phrase::kPolicy, "policy"},
    {Phrase::kPurpose, "purpose"},
    {Phrase::kAction, "action"},
    {Phrase::kChannel, "channel"},
    {Phrase::kData, "data"},
    {Phrase::kRecipient, "recipient"},
    {Phrase::kFact, "fact"},
    {Phrase::kNotice, "notice"},
    {Phrase::kDuty, "duty"},
    {Phrase::kCondition, "condition"},
    {Phrase::kConsent, "consent"},
    {Phrase::kRule, "rule"},
    {Phrase::kRetention, "retention"},
    {Phrase::kLevel, "level"},
    {Phrase::kScenario, "scenario"},

    {Phrase::kVersion, "version"},
    {Phrase::kTimeZone, "time zone"},
    {Phrase::kInForce, "in force"},
    {Phrase::kUse, "use"},
    {Phrase::kWithin, "within"},
    {Phrase::kIsSpecial, "is special"},
    {Phrase::kByItem, "by item"},
    {Phrase::kNeeds, "needs"},
    {Phrase::kWording, "wording"},
    {Phrase::kMeans, "means"},
    {Phrase::kFor, "for"},
    {Phrase::kBy, "by"},
    {Phrase::kWith, "with"},
    {Phrase::kTo, "to"},
    {Phrase::kAllows, "allows"},
    {Phrase::kScope, "scope"},
    {Phrase::kNeedsConfirmation, "needs confirmation"},
    {Phrase::kProvided, "provided"},
    {Phrase::kValidFor, "valid for"},
    {Phrase::kBecause, "because"},
    {Phrase::kPermit, "permit"},
    {Phrase::kForbid, "forbid"},
    {Phrase::kRefer, "refer"},
    {Phrase::kWhen, "when"},
    {Phrase::kUnless, "unless"},
    {Phrase::kRequire, "require"},
    {Phrase::kOverrides, "overrides"},
    {Phrase::kAbove, "above"},
    {Phrase::kKeep, "keep"},
    {Phrase::kWhile, "while"},
    {Phrase::kAtLeast, "at least"},
    {Phrase::kAtMost, "at most"},
    {Phrase::kForPeriod, "for"},
    {Phrase::kThen, "then"},

    {Phrase::kFrom, "from"},
    {Phrase::kUntil, "until"},
    {Phrase::kWordingIn, "in"},
    {Phrase::kNeedsChannel, "channel"},
    {Phrase::kNeedsRecipient, "recipient"},
    {Phrase::kNeedsData, "data"},
    {Phrase::kAnything, "anything"},
    {Phrase::kAnyData, "any data"},
    {Phrase::kPerson, "person"},
    {Phrase::kDevice, "device"},
    {Phrase::kConfirmationWithin, "within"},
    {Phrase::kAtGrant, "at grant"},
    {Phrase::kAfterGrant, "after grant"},
    {Phrase::kAfterConfirmation, "after confirmation"},
    {Phrase::kAfterLastContact, "after last contact"},
    {Phrase::kIsADate, "is a date"},
    {Phrase::kIsATime, "is a time"},
    {Phrase::kIsANumber, "is a number"},
    {Phrase::kIsAText, "is a text"},
    {Phrase::kIsYesOrNo, "is yes or no"},
    {Phrase::kIsOneOf, "is one of"},
    {Phrase::kOfDevice, "of device"},
    {Phrase::kOfRequest, "of request"},
    {Phrase::kOfConsent, "of consent"},
    {Phrase::kOfItem, "of item"},
    {Phrase::kOfRecipient, "of recipient"},
    {Phrase::kProofOf, "proof of"},
    {Phrase::kAfter, "after"},
    {Phrase::kEndOfYearOf, "the end of the year of"},
    {Phrase::kEndOfConsent, "consent"},
    {Phrase::kEndOfConsentAfter, "ends"},
    {Phrase::kStartOfConsent, "consent"},
    {Phrase::kStartOfConsentAfter, "starts"},
    {Phrase::kCollection, "collection"},
    {Phrase::kCollectionOf, "collection of"},
    {Phrase::kObjectionTo, "objection to"},
    {Phrase::kErase, "erase"},
    {Phrase::kAnonymise, "anonymise"},
    {Phrase::kRestrict, "restrict"},
    {Phrase::kReview, "review"},

    {Phrase::kAnd, "and"},
    {Phrase::kOr, "or"},
    {Phrase::kNot, "not"},
    {Phrase::kIsValid, "is valid"},
    {Phrase::kWasWithdrawn, "was withdrawn"},
    {Phrase::kWasRefused, "was refused"},
    {Phrase::kIsPending, "is pending"},
    {Phrase::kHasExpired, "has expired"},
    {Phrase::kObjectionStands, "objection stands"},
    {Phrase::kRestrictionStands, "restriction stands"},
    {Phrase::kErasureIsRequested, "erasure is requested"},
    {Phrase::kWasGiven, "was given"},
    {Phrase::kWasGivenOnOrBefore, "was given on or before"},
    {Phrase::kWasGivenOnOrAfter, "was given on or after"},
    {Phrase::kWasGivenBefore, "was given before"},
    {Phrase::kWasGivenAfter, "was given after"},
    {Phrase::kWasGivenComparedAfter, ""},
    {Phrase::kWasGivenWithin, "was given within"},
    {Phrase::kWasGivenWithinAfter, ""},
    {Phrase::kWasGivenMoreThanAgo, "was given more than"},
    {Phrase::kWasGivenMoreThanAgoAfter, "ago"},
    {Phrase::kWasGivenAtLeastAgo, "was given at least"},
    {Phrase::kWasGivenAtLeastAgoAfter, "ago"},
    {Phrase::kWasGivenLessThanAgo, "was given less than"},
    {Phrase::kWasGivenLessThanAgoAfter, "ago"},
    {Phrase::kLastContact, "last contact"},
    {Phrase::kLastRestriction, "last restriction"},
    {Phrase::kLevelIsAtLeast, "level is at least"},
    {Phrase::kIsWithin, "is within"},
    {Phrase::kIsWithinAfter, ""},
    {Phrase::kIsMoreThanAgo, "is more than"},
    {Phrase::kIsMoreThanAgoAfter, "ago"},
    {Phrase::kIsAtLeastAgo, "is at least"},
    {Phrase::kIsAtLeastAgoAfter, "ago"},
    {Phrase::kIsLessThanAgo, "is less than"},
    {Phrase::kIsLessThanAgoAfter, "ago"},
    {Phrase::kIsBefore, "is before"},
    {Phrase::kIsOnOrBefore, "is on or before"},
    {Phrase::kIsAfter, "is after"},
    {Phrase::kIsOnOrAfter, "is on or after"},
    {Phrase::kIsInThePast, "is in the past"},
    {Phrase::kIsInTheFuture, "is in the future"},
    {Phrase::kIsKnown, "is known"},
    {Phrase::kIs, "is"},
    {Phrase::kIsMoreThan, "is more than"},
    {Phrase::kIsAtLeast, "is at least"},
    {Phrase::kIsAtMost, "is at most"},
    {Phrase::kIsLessThan, "is less than"},
    {Phrase::kRequestIs, "is"},
    {Phrase::kRequestIsWithin, "is within"},
    {Phrase::kLocalTimeIsBetween, "local time is between"},
    {Phrase::kBetweenAnd, "and"},
    {Phrase::kDayIs, "day is"},
    {Phrase::kDayIsOneOf, "day is one of"},

    {Phrase::kGivenOn, "given on"},
    {Phrase::kAskOn, "ask on"},
    {Phrase::kOn, "on"},
    {Phrase::kOnDevice, "on device"},
    {Phrase::kAskGiven, "given"},
    {Phrase::kExpectPermit, "expect permit"},
    {Phrase::kExpectDeny, "expect deny"},
    {Phrase::kExpectReview, "expect review"},
    {Phrase::kExpectDuties, "expect duties"},
    {Phrase::kExpectLevels, "expect levels"},
    {Phrase::kExpectUntil, "expect until"},
    {Phrase::kExpectDue, "expect due"},
    {Phrase::kBecauseNothingPermits, "because nothing permits"},
    {Phrase::kNever, "never"},
    {Phrase::kDueOn, "on"},
    {Phrase::kItem, "item"},
    {Phrase::kGranted, "granted"},
    {Phrase::kConfirmed, "confirmed"},
    {Phrase::kRefused, "refused"},
    {Phrase::kWithdrawn, "withdrawn"},
    {Phrase::kObjected, "objected"},
    {Phrase::kObjectionLifted, "objection_lifted"},
    {Phrase::kRestricted, "restricted"},
    {Phrase::kRestrictionLifted, "restriction_lifted"},
    {Phrase::kErasureRequested, "erasure_requested"},
    {Phrase::kErased, "erased"},
    {Phrase::kInformed, "informed"},
    {Phrase::kCollected, "collected"},
    {Phrase::kContacted, "contacted"},
    {Phrase::kHold, "hold"},
    {Phrase::kHoldLifted, "hold_lifted"},
}};

constexpr bool in_order(const std::array<Spelling, kPhraseCount>& table) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].first) != i) return false;
  }
  return true;
}
static_assert(in_order(kEnglish), "each phrase stands at its own place in the table");

}  // namespace

std::string_view spelling(Phrase phrase, Language /*language*/) {
  return kEnglish[static_cast<std::size_t>(phrase)].second;
}

std::string_view words_from(Phrase phrase, std::size_t number, Language language) {
  std::string_view words = spelling(phrase, language);
  for (; number > 0; --number) {
    const std::size_t space = words.find(' ');
    words = space == std::string_view::npos ? std::string_view{} : words.substr(space + 1);
  }
  return words;
}

std::uint8_t shared_words(Phrase phrase, Phrase shorter, Language language) {
  const std::string_view beginning = spelling(shorter, language);
  const std::string_view words = spelling(phrase, language);
  if (!words.starts_with(beginning) || words.substr(beginning.size(), 1) != " ") return 0;
  return static_cast<std::uint8_t>(std::count(beginning.begin(), beginning.end(), ' ') + 1);
}

}  // namespace licet::grammar
