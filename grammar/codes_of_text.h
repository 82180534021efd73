#pragma once
// The codes 1 to 99 by name: what the grammar finds wrong with a policy text.
//
// Their sentences stand in messages_text.cc; each has an entry in docs/diagnostics.md. A number, once given, keeps its
// meaning. The comments say what fills {0}, {1} … of the sentence.

#include <engine/base/finding.h>

namespace licet::grammar::text {

// Characters, words and literals.
inline constexpr Code kNotUtf8{1};              ///< the byte's number in the file, from 1
inline constexpr Code kControlCharacter{2};     ///< the character, as U+0000
inline constexpr Code kStringNotClosed{3};      ///< the quotation mark that closes it
inline constexpr Code kUnknownEscape{4};        ///< the two characters
inline constexpr Code kDateDoesNotExist{5};     ///< the date
inline constexpr Code kDateMisspelt{6};         ///< what stands there
inline constexpr Code kTimeOfDay{7};            ///< what stands there
inline constexpr Code kDurationOutOfRange{8};   ///< the number, the greatest
inline constexpr Code kNumberOutOfRange{9};     ///< the number, the least, the greatest
inline constexpr Code kOverLimit{10};           ///< what is too long, the limit
inline constexpr Code kOtherQuotationMark{11};  ///< the mark

// Words in the wrong place.
inline constexpr Code kAfterClause{20};    ///< the clause before, the statement, what may follow, what stands there
inline constexpr Code kExpected{21};       ///< what may stand here, what stands there
inline constexpr Code kMissing{22};        ///< what is missing
inline constexpr Code kOrdinaryWord{23};   ///< the word, the keyword
inline constexpr Code kReservedName{24};   ///< the word, the statement
inline constexpr Code kForbiddenName{25};  ///< the word, the statement
inline constexpr Code kNoHeader{26};
inline constexpr Code kSecondHeader{27};
inline constexpr Code kMisspelt{28};      ///< the word, the keyword
inline constexpr Code kCitationEnds{29};  ///< the word

// Clauses.
inline constexpr Code kClauseOrder{30};     ///< the clause, the clause it must precede, the statement, the order
inline constexpr Code kClauseTwice{31};     ///< the clause, what to do
inline constexpr Code kClausesExclude{32};  ///< the clause, the one that stands already
inline constexpr Code kClauseMissing{33};   ///< the statement, its name, the clause, what the clause is
inline constexpr Code kRequireOnForbid{34};
inline constexpr Code kRetentionWithoutPeriod{35};  ///< the retention
inline constexpr Code kWhileWithoutAtMost{36};      ///< the retention
inline constexpr Code kAnyDataAlone{37};
inline constexpr Code kCitationGoesOn{38};  ///< a warning; the line in which the citation begins
inline constexpr Code kNounRepeated{39};    ///< the word

// Conditions and values.
inline constexpr Code kAndBesideOr{40};           ///< as written, the one reading, the other
inline constexpr Code kParenthesisNotClosed{41};  ///< what stands where it should be closed
inline constexpr Code kIsNot{42};                 ///< the condition without it
inline constexpr Code kNoChoice{43};              ///< the word
inline constexpr Code kParenthesisNotOpened{44};  ///< no argument
inline constexpr Code kContactBesideClause{45};   ///< the word
inline constexpr Code kTimingOfNotice{46};        ///< what stands behind `was given`

// Scenarios.
inline constexpr Code kExpectWithoutAsk{50};
inline constexpr Code kExpectDueWithoutTime{51};
inline constexpr Code kGivenWithoutGrant{52};  ///< the event
inline constexpr Code kProofNotErased{53};     ///< the event, the proof

// More clauses.
inline constexpr Code kRequireOnRefer{60};
inline constexpr Code kForBesideLimit{61};    ///< the clause, the one that stands already
inline constexpr Code kClauseInCitation{62};  ///< a warning; the clause, the line in which the citation begins

// Notes.
inline constexpr Code kClauseStandsHere{90};  ///< the clause
inline constexpr Code kParenthesisOpensHere{91};

}  // namespace licet::grammar::text
