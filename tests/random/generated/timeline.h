#pragma once
// Instants at which something may happen or change: of one history under one policy.
//
// Drawn again and again from the same few marks and what the policy's periods make of them, so that they coincide or
// miss each other by a microsecond.

#include <engine/check/model.h>
#include <optional>
#include <tests/fuzz/generated/dice.h>
#include <vector>

namespace licet::random {

using fuzz::Dice;

inline constexpr Instant kFirstStated{-62'135'596'800'000'000};  ///< 0001-01-01T00:00:00Z
inline constexpr Instant kLastStated{253'402'300'799'999'999};   ///< the end of the year 9999, UTC

class Timeline {
 public:
  /// Refers to the model.
  Timeline(Dice& dice, const model::Model& model);

  /// A mark, or near one, or a period away from one; can be stated in RFC 3339.
  Instant pick(Dice& dice) const;
  void add_mark(Instant mark) { marks_.push_back(mark); }

 private:
  Instant make_mark(Dice& dice, Instant begin) const;

  const model::Model& model_;
  std::vector<Instant> marks_;
  std::vector<time::Period> periods_;
};

/// The end of a period, or its beginning, or a microsecond before or after.
Instant at_boundary(Dice& dice, Instant begin, const std::optional<time::Period>& period, const time::Zone& zone);

/// Every period that the policy names.
std::vector<time::Period> periods_of(const model::Model& model);

}  // namespace licet::random
