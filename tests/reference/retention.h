#pragma once
// When one retention rule's periods end for one category of one holder. Source: language.md section 7. Pure functions.

#include <optional>
#include <tests/reference/situation.h>
#include <vector>

namespace licet::reference {

/// The holder whose data are kept: which of the situation's two, and since when it holds the category.
struct Held {
  model::DataId category;
  bool device = false;
  Instant collection;  ///< of the latest `collected` event that counts
};

/// Where a period ends. Without an end it says nothing; kNever is open.
struct PeriodEnds {
  std::optional<Instant> at_least;
  std::optional<Instant> at_most;
  std::vector<model::FactId> undetermined;  ///< facts without a value that an anchor names
};

PeriodEnds period_ends(const Situation& situation, const model::Retention& retention, const Held& held);

}  // namespace licet::reference
