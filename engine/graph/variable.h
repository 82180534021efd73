#pragma once
// What the decision graph branches on: variables with exclusive values.
//
// A variable is one question about the customer's facts, the clock or the request, and has exactly one value at a time;
// combinations that cannot be (a consent both granted and withdrawn) cannot be written. Plain data.
// Source: architecture.md, Decision graph; language.md sections 3, 5 and 6.

#include <algorithm>
#include <compare>
#include <cstdint>
#include <engine/check/model.h>
#include <engine/time/legal_period.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::graph {

using VariableId = Id<struct VariableTag>;

enum class VariableKind : std::uint8_t {
  kChannel,              ///< class of the channel asked, 0: none
  kRecipient,            ///< class of the recipient asked, 0: none
  kData,                 ///< class of the category decided, 0: none
  kInForce,              ///< a span of time: 0 outside, 1 within
  kConsentStatus,        ///< ConsentStatusValue of a declaration
  kGrantCovers,          ///< does its current grant cover the request's purpose and channel: 0, 1
  kGrantKeeps,           ///< does its current grant keep what the declaration covers of them: 0, 1
  kGivenAfterObjection,  ///< was its current grant given later than the latest standing objection: 0, 1
  kObjectionReaches,     ///< does an objection that was not lifted reach the request: 0, 1
  kRestriction,          ///< does a restriction stand for the category: 0, 1
  kFirstStage,           ///< does a first stage of retention restrict the category: 0, 1
  kErasure,              ///< is erasure of the category requested: 0, 1
  kNotice,               ///< was the notice given: 0, 1
  kAge,                  ///< AgeValue of a time, by one period
  kPassed,               ///< PassedValue of a time
  kDay,                  ///< local day of a time: 0 no value, then the intervals between the dates named
  kOrder,                ///< OrderValue of two times
  kNumber,               ///< 0 no value, then the intervals between the numbers named
  kText,                 ///< 0 no value, then the texts named, then any other
  kChoice,               ///< 0 no value, then the choices
  kYesNo,                ///< 0 no value, 1 no, 2 yes
  kClock,                ///< the interval of the local time of day, between the times named
  kWeekday,              ///< 0 Monday to 6 Sunday
  kOverrides,            ///< is a rule that overrides effective: 0 no, 1 yes or unknown; see DecisionGraph::overriders
};

/// Values of kConsentStatus.
enum class ConsentStatusValue : std::uint8_t { kNone, kPending, kGranted, kRefused, kWithdrawn, kExpired };

/// Values of kAge: no value; it lies ahead; it began, and the period has not ended (or been reached); it has.
enum class AgeValue : std::uint8_t { kNone, kAhead, kWithin, kOver };

/// Values of kPassed.
enum class PassedValue : std::uint8_t { kNone, kPassed, kAhead };

/// Values of kOrder: one of the two is of an event that there is not; else a fact has no value; else how the left
/// stands to the right.
enum class OrderValue : std::uint8_t { kNoEvent, kUnknown, kBefore, kSame, kAfter };

/// Does a period end (`end`), or is it reached (`reached`)? Language.md section 5.
enum class AgeBoundary : std::uint8_t { kEnd, kReached };

/// Which variable it is; equal keys are one variable.
struct VariableKey {
  VariableKind kind = VariableKind::kChannel;
  /// The consent, notice, fact or time (kAge, kPassed, kDay); index of the span, overrider or pair of times; else 0.
  std::uint32_t subject = 0;
  time::Period period;  ///< kAge only
  AgeBoundary boundary = AgeBoundary::kEnd;
  /// Facts, notices and times as they stood at the current grant of this consent (`provided … at grant`).
  std::optional<model::ConsentId> at_grant;
  /// It is a fact of the grant, or a time that rests on one, but the clock is not set back (`provided` without `at
  /// grant`).
  bool at_clock = false;

  friend auto operator<=>(const VariableKey&, const VariableKey&) = default;
};

/// Two times that are compared: by instants, or by whole local days.
struct TimePair {
  model::TimeId left;
  model::TimeId right;
  bool by_days = false;

  friend auto operator<=>(const TimePair&, const TimePair&) = default;
};

/// `domain` is the number of its values.
struct Variable {
  VariableKey key;
  std::uint32_t domain = 2;
};

/// Thresholds by which values fall into intervals, for the whole set; each sorted, without repetition.
struct Thresholds {
  std::vector<std::vector<Date>> days;             ///< by TimeId: an interval begins on each day
  std::vector<std::vector<std::int64_t>> numbers;  ///< by FactId: an interval begins at each number
  std::vector<std::vector<std::string>> texts;     ///< by FactId: the texts named
  std::vector<model::ClockSeconds> clocks;         ///< an interval begins at each; the first is 0
};

Thresholds thresholds_of(const model::Model& model);

/// The interval into which a value falls: 0 before the first threshold, i from the i-th on.
template <class Value>
std::uint32_t interval_of(const std::vector<Value>& thresholds, const Value& value) {
  return static_cast<std::uint32_t>(std::upper_bound(thresholds.begin(), thresholds.end(), value) - thresholds.begin());
}

}  // namespace licet::graph
