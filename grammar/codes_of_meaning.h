#pragma once
// The codes 100 to 299 by name: what engine/check finds wrong with the names, types and meaning of a policy set.
//
// Their sentences stand in messages_meaning.cc; each but those of notes has an entry in docs/diagnostics.md. A number,
// once given, keeps its meaning. The comments say what fills {0}, {1} … of the sentence.

#include <engine/base/finding.h>

namespace licet::grammar::meaning {

// Names.
inline constexpr Code kDeclaredTwice{100};     ///< the name
inline constexpr Code kFactAndCondition{102};  ///< the name
inline constexpr Code kAnyIsNoData{104};       ///< no argument
inline constexpr Code kChoiceTwice{105};       ///< the fact, the choice
inline constexpr Code kWordingTwice{106};      ///< the wording
inline constexpr Code kUnknownPurpose{110};    ///< the name; so for all unknown names
inline constexpr Code kUnknownAction{111};
inline constexpr Code kUnknownChannel{112};
inline constexpr Code kUnknownData{113};
inline constexpr Code kUnknownRecipient{114};
inline constexpr Code kUnknownFact{115};
inline constexpr Code kUnknownNotice{116};
inline constexpr Code kUnknownDuty{117};
inline constexpr Code kUnknownCondition{118};  ///< a name alone in a condition: neither fact nor condition
inline constexpr Code kUnknownConsent{119};
inline constexpr Code kUnknownRule{120};
inline constexpr Code kUnknownLevel{121};
inline constexpr Code kUnknownDay{122};

// Circles.
inline constexpr Code kWithinCycle{130};  ///< the name, the circle spelled out; so for all circles
inline constexpr Code kOverrideCycle{131};
inline constexpr Code kConditionCycle{132};
inline constexpr Code kLevelCycle{133};
inline constexpr Code kUseCycle{134};  ///< the circle spelled out

// Files and headers.
inline constexpr Code kUnknownTimeZone{140};  ///< the zone
inline constexpr Code kTimeZonesDiffer{141};  ///< the zone here, the zone there
inline constexpr Code kForceBackwards{143};   ///< no argument
inline constexpr Code kUseMissing{144};       ///< the path as written
inline constexpr Code kWordingMissing{145};   ///< the path as written
inline constexpr Code kPathNotRelative{146};  ///< the path as written
inline constexpr Code kFileTooLarge{147};     ///< the path, the limit in bytes
inline constexpr Code kSetTooLarge{148};      ///< the limit in bytes
inline constexpr Code kTooManyFiles{149};     ///< the limit
inline constexpr Code kWordingTooLarge{150};  ///< the path as written, the limit in bytes

// Types.
inline constexpr Code kNotADateOrTime{160};  ///< the fact; so for all of this group unless said otherwise
inline constexpr Code kNotANumber{161};
inline constexpr Code kNotYesOrNo{162};
inline constexpr Code kNotAChoice{163};  ///< the fact, the word
inline constexpr Code kChoiceNeedsWord{164};
inline constexpr Code kNumberNeedsNumber{165};
inline constexpr Code kTextNeedsString{166};
inline constexpr Code kYesOrNoNeedsWord{167};
inline constexpr Code kDateHasNoIs{168};
inline constexpr Code kConditionIsNoFact{169};  ///< the condition
inline constexpr Code kSameClockTimes{170};     ///< no argument
inline constexpr Code kYesOrNoHasNoOneOf{171};

// What consents, levels and retentions may not rest on.
inline constexpr Code kNoConfirmationNeeded{180};  ///< the consent
inline constexpr Code kProvidedUsesConsent{181};   ///< the words of the condition; so for the next seven
inline constexpr Code kProvidedUsesLevel{182};
inline constexpr Code kProvidedAsksRequest{183};
inline constexpr Code kLevelUsesLevel{184};
inline constexpr Code kLevelAsksRequest{185};
inline constexpr Code kRetentionUsesLevel{186};
inline constexpr Code kRetentionAsksRequest{187};
inline constexpr Code kRetentionUsesRequestFact{188};
inline constexpr Code kGrantFactElsewhere{189};  ///< the words of the condition, or the fact; so for the next three
inline constexpr Code kItemFactElsewhere{190};
inline constexpr Code kRecipientFactElsewhere{191};
inline constexpr Code kOwnCollectionElsewhere{192};

// Levels.
inline constexpr Code kFirstLevelHasCondition{200};  ///< the level; so for the next two
inline constexpr Code kFirstLevelAbove{201};
inline constexpr Code kLevelNeedsCondition{202};
inline constexpr Code kTooManyLevels{203};  ///< the limit

// Retention.
inline constexpr Code kNoRetention{210};          ///< the data category
inline constexpr Code kAnchorNotDateOrTime{211};  ///< the fact
inline constexpr Code kAnchorOfRequest{212};      ///< the fact
inline constexpr Code kEndOfYearUnit{213};        ///< no argument
inline constexpr Code kFirstStageAtLeast{214};    ///< the retention
inline constexpr Code kFirstStageAlone{215};      ///< a warning; what is kept, the retention

// Rules.
inline constexpr Code kReferOverridesOther{220};  ///< the rule, the rule overridden

// Scenarios.
inline constexpr Code kConsentNeedsDevice{232};     ///< the consent
inline constexpr Code kFactNeedsDevice{233};        ///< the fact
inline constexpr Code kGivenFactOfRequest{234};     ///< the fact
inline constexpr Code kAskedFactNotOfRequest{235};  ///< the fact
inline constexpr Code kAskedFactTwice{236};         ///< the fact
inline constexpr Code kActionNeedsChannel{237};     ///< the action; so for the next two
inline constexpr Code kActionNeedsRecipient{238};
inline constexpr Code kActionNeedsData{239};
inline constexpr Code kDateNeedsDate{240};  ///< the fact
inline constexpr Code kTimeNeedsTime{241};  ///< the fact
inline constexpr Code kDeviceName{242};     ///< the greatest number of bytes

// The decision graph.
inline constexpr Code kRuleTooLarge{243};  ///< the name, the greatest number of nodes

// Scenarios: items, recipients and facts of grants.
inline constexpr Code kCollectedNeedsItem{244};     ///< the category
inline constexpr Code kFactNeedsItem{245};          ///< the fact
inline constexpr Code kNothingByItem{246};          ///< no argument
inline constexpr Code kItemName{247};               ///< the greatest number of bytes
inline constexpr Code kDueNeedsItem{248};           ///< the category
inline constexpr Code kFactNeedsRecipient{249};     ///< the fact
inline constexpr Code kNoFactOfRecipient{250};      ///< no argument
inline constexpr Code kRecipientBesideDevice{251};  ///< no argument
inline constexpr Code kGivenFactOfGrant{252};       ///< the fact; so for the next two
inline constexpr Code kGrantedFactNotOfConsent{253};
inline constexpr Code kGrantedFactTwice{254};
inline constexpr Code kRecordInEvent{255};        ///< the event, what it names
inline constexpr Code kDecisionsToBeErased{256};  ///< the name
inline constexpr Code kReviewByOther{257};        ///< the rule

// Sentences of notes, which stand below another finding and show no number.

inline constexpr Code kDeclaredFirstHere{290};   ///< no argument
inline constexpr Code kDeclaredHere{291};        ///< the name
inline constexpr Code kTimeZoneStatedHere{292};  ///< no argument
inline constexpr Code kThroughCondition{293};    ///< the condition, the words in it
inline constexpr Code kIsOfAnotherKind{294};     ///< the name, what it is, such as "a purpose"
inline constexpr Code kDeclaredWithValues{295};  ///< the fact, its values
inline constexpr Code kAdditionStandsHere{296};  ///< no argument

}  // namespace licet::grammar::meaning
