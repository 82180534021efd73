#pragma once
// What explanations say, phrase by phrase, in each language. Private to this stage.
//
// A phrase is text with places for names, dates and other phrases: `{rule}`; `{Why}` is `{why}` with a capital, unless
// it begins with a name. Both languages have the same places in a phrase. Statements (from kConsentGranted on) are main
// clauses without capital and full stop, so that they can be listed and can follow "because" and "denn". The tables are
// constant; any thread.

#include <cstddef>
#include <licet/diagnostic.h>
#include <span>
#include <string_view>

namespace licet::explain {

enum class Phrase : unsigned char {
  // Calendar and lists.
  kDate,
  kDateAndTime,
  kHoldMoment,
  kOffset,
  kOn,
  kAtEnd,
  kListEnd,
  kChoiceEnd,
  kQuoted,
  // Values of facts.
  kYes,
  kNo,
  kDateValue,
  kTimeValue,
  // The decision.
  kTitle,
  kBecause,
  kPermitted,
  kPermittedFor,
  kForbidden,
  kForbiddenFor,
  kDeniedBecauseOf,
  kNotRuledOut,
  kNothingPermits,
  kNoPermission,
  kAsked,
  kByChannel,
  kWithData,
  kToRecipient,
  kSettled,
  kMaySettle,
  kNarrowerSettles,
  kAttributePurpose,
  kAttributeAction,
  kAttributeChannel,
  kAttributeData,
  kAttributeRecipient,
  kOverridesForbid,
  kOverridesForbids,
  kMoreRules,
  // Conditions within sentences: "that …", "if …".
  kWhenMet,
  kUnlessNotMet,
  kWhenAndUnless,
  kItsConditionMet,
  // Until when, and what changes then.
  kHoldsUntil,
  kHoldsUntilEnd,
  kHoldsForGood,
  kChangesEnd,
  kConsentExpires,
  kConfirmationEnds,
  kObjectionReturns,
  kConsentCounts,
  kConsentCountsNoLonger,
  kObjectionEnds,
  kBecomesMet,
  kBecomesUnmet,
  kBecomesUncertain,
  kMoreChanges,
  kIntoForce,
  kOutOfForce,
  kIntoForcePermits,
  kIntoForceForbids,
  kThenPermits,
  kThenForbids,
  kThenNotRuledOut,
  kThenNothing,
  kThenNothingMore,
  // Consents.
  kConsentGranted,
  kWithWording,
  kAndConfirmed,
  kAndExtended,
  kConsentNone,
  kConsentNoDevice,
  kConsentNoCustomer,
  kConsentPending,
  kConsentLapsed,
  kDeadlineEnd,
  kDeadline,
  kConsentRefused,
  kConsentWithdrawn,
  kConsentExpired,
  kConsentLimited,
  kConsentWithdrawnFor,
  kForPurposes,
  kForChannel,
  kForChannels,
  kOnChannel,
  kOnChannels,
  kConsentWithdrawnInPart,
  kConsentBeforeObjection,
  kConsentDoesNotCount,
  kConsentUncertain,
  kNoConsentCovers,
  // Objection, restriction, erasure, notice.
  kObjectionStands,
  kToPurposes,
  kAgainstChannel,
  kAgainstChannels,
  kNoObjection,
  kObjectionOutdone,
  kObjectionUncertain,
  kOfData,
  kRestrictionStands,
  kNoRestriction,
  kNoRestrictionHere,
  kErasureRequested,
  kNoErasure,
  kNoErasureHere,
  kNoticeGiven,
  kNoticeLate,
  kNoticeNotGiven,
  kNoticeNotGivenListed,
  // Levels and named conditions.
  kLevelReached,
  kLevelReachedWhy,
  kLevelReachedThrough,
  kLevelNotReached,
  kLevelUncertain,
  kNamedMet,
  kNamedNotMet,
  kNamedUncertain,
  kNamedMetWhy,
  kNamedNotMetWhy,
  // Facts, times, the clock, the request.
  kFactUnknown,
  kFactNoDevice,
  kFactNoCustomer,
  kFactKnown,
  kFactIs,
  kFactIsThen,
  kFactMet,
  kFactNotMet,
  kFactMetThen,
  kFactNotMetThen,
  kStatedOn,
  kStatedByRequest,
  kStatedOnFrom,
  kSource,
  kContactNone,
  kContactWas,
  kContactMet,
  kContactNotMet,
  kPeriodUntilEnd,
  kPeriodUntil,
  kPeriodFrom,
  kPeriodSince,
  kPeriodEnded,
  kClockMet,
  kClockNotMet,
  kClockMetThen,
  kClockNotMetThen,
  kRequestMet,
  kRequestNotMet,
  kRequestWider,
  // A paragraph a rule.
  kRule,
  kRulePermits,
  kRulePermitsAlways,
  kRuleForbids,
  kRuleForbidsAlways,
  kRuleForbidsInDoubt,
  kRuleDoesNotForbid,
  kRulePermitsOnlyIf,
  kRuleWouldPermit,
  kRuleWouldPermitAlways,
  kOverriddenByRule,
  kOverriddenByRules,
  kOverriddenPermits,
  kOverriddenPermitsAlways,
  kOverriddenForbids,
  kOverriddenForbidsAlways,
  kOverriddenForbidsInDoubt,
  kRuleNotYetInForce,
  kRuleNoLongerInForce,
  kRuleNeverInForce,
  kRuleOutOfReach,
  kRuleLeavesSpecial,
  kRuleLeavesSpecials,
  kOnlyWithoutData,
  kOnlyWithAnyData,
  kOnlyWithoutRecipient,
  kReachBesidesUnmet,
  kReachBesidesMet,
  kWithCategory,
  // What else was looked at.
  kDuties,
  kLevels,
  kKnownAt,
  kStamp,
  kStampVersion,
};
inline constexpr std::size_t kPhraseCount = static_cast<std::size_t>(Phrase::kStampVersion) + 1;

/// A phrase in the words of one language.
struct PhraseText {
  Phrase phrase;
  std::string_view text;
};

/// In the order of Phrase.
std::span<const PhraseText> english_phrases();
std::span<const PhraseText> german_phrases();

/// January first; Monday first.
std::span<const std::string_view> english_months();
std::span<const std::string_view> english_weekdays();
std::span<const std::string_view> german_months();
std::span<const std::string_view> german_weekdays();

}  // namespace licet::explain
