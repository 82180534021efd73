#pragma once
// Every limit on untrusted input, with its unit and what happens when it is reached.
//
// A policy text over a limit yields the diagnostic named; an event or request line an InputError. Nothing is cut
// off silently.

#include <cstddef>
#include <cstdint>

namespace licet::limits {

/// Policy text (diagnostics L0xx).
inline constexpr std::size_t kPolicyFileBytes = std::size_t{64} << 20U;  ///< per file
inline constexpr std::size_t kPolicySetBytes = std::size_t{256} << 20U;  ///< all files of a set
inline constexpr std::size_t kPolicySetFiles = 10'000;
inline constexpr std::size_t kConditionDepth = 100;             ///< parentheses and `not` within one another
inline constexpr std::size_t kNameBytes = 256;                  ///< a name
inline constexpr std::size_t kStringBytes = 65'536;             ///< a string
inline constexpr std::size_t kConditionTerms = 100'000;         ///< terms of one condition
inline constexpr std::size_t kLevels = 1'000;                   ///< levels of a set
inline constexpr std::size_t kFileDeclarations = 250'000;       ///< declarations of one file
inline constexpr std::size_t kDeclarationParts = 1'000'000;     ///< names, numbers and strings of one declaration
inline constexpr std::size_t kTextFindings = 1'000;             ///< mistakes of one file; what follows is not read
inline constexpr std::size_t kDiagnostics = 20;                 ///< errors shown a run; the rest is counted
inline constexpr std::int64_t kDurationAmount = 1'000'000'000;  ///< the number before a unit

/// Wording files.
inline constexpr std::size_t kWordingFileBytes = std::size_t{16} << 20U;

/// Events and requests.
inline constexpr std::size_t kJsonLineBytes = std::size_t{1} << 20U;  ///< one line of JSON Lines
inline constexpr std::size_t kJsonDepth = 32;                         ///< objects and lists within one another
inline constexpr std::size_t kHolderBytes = 256;                      ///< `customer`, `device`, `recipient`
inline constexpr std::size_t kEventIdBytes = 256;
inline constexpr std::size_t kItemBytes = 256;                      ///< `item`
inline constexpr std::size_t kListItems = 10'000;                   ///< items of one list
inline constexpr std::int64_t kAheadMicros = 5LL * 60 * 1'000'000;  ///< how far ahead an event's `at` is taken as now

/// Answers. A request that follows the clock of the day changes twice a day: this is about a dozen years of it. What
/// comes after is left for a second call.
inline constexpr std::size_t kTimelineSpans = 10'000;
/// Of what is missing: more sets than anyone chooses from, larger ones than anyone asks a customer for, and as many
/// tries (decisions on a changed state) as take some seconds. The answer says that the search was not complete.
inline constexpr std::size_t kMissingSets = 100;
inline constexpr std::size_t kMissingActs = 8;  ///< of one set
inline constexpr std::size_t kMissingTries = 200'000;

}  // namespace licet::limits
