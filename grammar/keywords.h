#pragma once
// The words of the language, each in a table by language; the grammar knows them only by what they mean.
//
// A phrase is one or several words that mean something together. Its spelling is its words with one space between
// them, in lower case; in a text any white space and comments may stand between them, and case does not count. The
// spelling of a phrase whose name ends in `After` closes a form that another phrase has opened around a name or a
// duration, and may be empty in a language that needs no such word.
// Source: language.md sections 1 to 8 and 10, language-additions.md. Thread rule: pure functions of constant tables.

#include <array>
#include <cstddef>
#include <cstdint>
#include <engine/time/legal_period.h>
#include <licet/diagnostic.h>
#include <licet/event.h>
#include <optional>
#include <span>
#include <string_view>

namespace licet::grammar {

enum class Phrase : std::uint8_t {
  // The words that begin a statement.
  kPolicy,
  kPurpose,
  kAction,
  kChannel,
  kData,
  kRecipient,
  kFact,
  kNotice,
  kDuty,
  kCondition,
  kConsent,
  kRule,
  kRetention,
  kLevel,
  kScenario,

  // The words that begin a clause.
  kVersion,
  kTimeZone,
  kInForce,
  kUse,
  kWithin,
  kIsSpecial,
  kByItem,
  kNeeds,
  kWording,
  kMeans,
  kFor,
  kBy,
  kWith,
  kTo,
  kAllows,
  kScope,
  kNeedsConfirmation,
  kProvided,
  kValidFor,
  kBecause,
  kPermit,
  kForbid,
  kRefer,
  kWhen,
  kUnless,
  kRequire,
  kOverrides,
  kAbove,
  kKeep,
  kWhile,
  kAtLeast,
  kAtMost,
  kForPeriod,
  kThen,

  // Words within clauses.
  kFrom,
  kUntil,
  kWordingIn,
  kNeedsChannel,
  kNeedsRecipient,
  kNeedsData,
  kAnything,
  kAnyData,
  kPerson,
  kDevice,
  kConfirmationWithin,
  kAtGrant,
  kAfterGrant,
  kAfterConfirmation,
  kAfterLastContact,
  kIsADate,
  kIsATime,
  kIsANumber,
  kIsAText,
  kIsYesOrNo,
  kIsOneOf,
  kOfDevice,
  kOfRequest,
  kOfConsent,
  kOfItem,
  kOfRecipient,
  kProofOf,
  kAfter,
  kEndOfYearOf,
  kEndOfConsent,
  kEndOfConsentAfter,
  kStartOfConsent,
  kStartOfConsentAfter,
  kCollection,
  kCollectionOf,
  kObjectionTo,
  kErase,
  kAnonymise,
  kRestrict,
  kReview,

  // Conditions.
  kAnd,
  kOr,
  kNot,
  kIsValid,
  kWasWithdrawn,
  kWasRefused,
  kIsPending,
  kHasExpired,
  kObjectionStands,
  kRestrictionStands,
  kErasureIsRequested,
  kWasGiven,
  kWasGivenOnOrBefore,
  kWasGivenOnOrAfter,
  kWasGivenBefore,
  kWasGivenAfter,
  kWasGivenComparedAfter,
  kWasGivenWithin,
  kWasGivenWithinAfter,
  kWasGivenMoreThanAgo,
  kWasGivenMoreThanAgoAfter,
  kWasGivenAtLeastAgo,
  kWasGivenAtLeastAgoAfter,
  kWasGivenLessThanAgo,
  kWasGivenLessThanAgoAfter,
  kLastContact,
  kLastRestriction,
  kLevelIsAtLeast,
  kIsWithin,
  kIsWithinAfter,
  kIsMoreThanAgo,
  kIsMoreThanAgoAfter,
  kIsAtLeastAgo,
  kIsAtLeastAgoAfter,
  kIsLessThanAgo,
  kIsLessThanAgoAfter,
  kIsBefore,
  kIsOnOrBefore,
  kIsAfter,
  kIsOnOrAfter,
  kIsInThePast,
  kIsInTheFuture,
  kIsKnown,
  kIs,
  kIsMoreThan,
  kIsAtLeast,
  kIsAtMost,
  kIsLessThan,
  kRequestIs,
  kRequestIsWithin,
  kLocalTimeIsBetween,
  kBetweenAnd,
  kDayIs,
  kDayIsOneOf,

  // Scenarios.
  kGivenOn,
  kAskOn,
  kOn,
  kOnDevice,
  kAskGiven,
  kExpectPermit,
  kExpectDeny,
  kExpectReview,
  kExpectDuties,
  kExpectLevels,
  kExpectUntil,
  kExpectDue,
  kBecauseNothingPermits,
  kNever,
  kDueOn,
  kItem,
  kGranted,
  kConfirmed,
  kRefused,
  kWithdrawn,
  kObjected,
  kObjectionLifted,
  kRestricted,
  kRestrictionLifted,
  kErasureRequested,
  kErased,
  kInformed,
  kCollected,
  kContacted,
  kHold,
  kHoldLifted,
};
inline constexpr std::size_t kPhraseCount = static_cast<std::size_t>(Phrase::kHoldLifted) + 1;

/// The first `kStatementPhrases` phrases begin a statement.
inline constexpr std::size_t kStatementPhrases = static_cast<std::size_t>(Phrase::kScenario) + 1;
inline constexpr bool begins_statement(Phrase phrase) { return static_cast<std::size_t>(phrase) < kStatementPhrases; }

/// The words of a phrase.
std::string_view spelling(Phrase phrase, Language language);

/// The words of a phrase from a number on, counted from 0.
std::string_view words_from(Phrase phrase, std::size_t number, Language language);

/// How many words a phrase has in common with a shorter one that it begins with; 0 if it does not.
std::uint8_t shared_words(Phrase phrase, Phrase shorter, Language language);

/// The words that can never be names, in lower case, in order of their bytes.
std::span<const std::string_view> reserved_words(Language language);

/// Is it one of them? Case does not count.
bool is_reserved_word(std::string_view word, Language language);

/// The reserved words that begin a statement: those of the first `kStatementPhrases` phrases. Case does not count.
std::optional<Phrase> statement_of(std::string_view word, Language language);

/// `days`, `day` … Case does not count.
std::optional<time::PeriodUnit> unit_of(std::string_view word, Language language);

/// The units as they are shown, in the order of PeriodUnit.
std::span<const std::string_view> units(Language language);

/// The day of the week, 0 for Monday. Case does not count.
std::optional<std::uint8_t> weekday_of(std::string_view word, Language language);

/// The days of the week, from Monday.
std::span<const std::string_view> weekdays(Language language);

/// The two values of a fact that is yes or no. Case does not count.
std::optional<bool> yes_or_no(std::string_view word, Language language);

/// The two values as they are shown, yes first.
std::array<std::string_view, 2> yes_and_no(Language language);

/// `none`, in `expect duties` and `expect levels`. Case does not count.
bool is_none(std::string_view word, Language language);

/// `any`, which no data category may be called, since `any data` begins with it. Case does not count.
bool is_any(std::string_view word, Language language);

/// `collection`, `objections` and `decisions` where a declared name may stand, which then wins. Case does not count.
bool is_collection(std::string_view word, Language language);
bool is_objections(std::string_view word, Language language);
bool is_decisions(std::string_view word, Language language);

/// Words that `FACT is` cannot have as a value, because `is known` and `is one of` mean something else.
bool is_no_choice(std::string_view word, Language language);

/// Is it the second word of a comparison, such as `within` of `is within`?
bool may_begin_comparison(std::string_view word, Language language);

/// May a fact or a condition be called so? Case does not count.
bool may_name_fact(std::string_view word, Language language);

/// May a consent or a notice be called so? Case does not count.
bool may_name_consent(std::string_view word, Language language);

/// The language whose header begins with this word.
std::optional<Language> language_of(std::string_view first_word);

/// The event that this phrase reports in a scenario.
std::optional<EventKind> event_of(Phrase phrase);

/// The word that reports an event of this kind in a scenario; empty if scenarios report none.
std::string_view word_of_event(EventKind kind, Language language);

}  // namespace licet::grammar
