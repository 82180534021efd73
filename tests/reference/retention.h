#pragma once
// What one retention rule says of what a holder holds: whether it counts, and when its periods end.
//
// Source: language.md section 7; language-additions.md, "Retention that follows the statute". Pure functions.

#include <optional>
#include <tests/reference/kept.h>
#include <vector>

namespace licet::reference {

/// Where a period ends. Without an end it says nothing; kNever is open.
struct RetentionSays {
  bool at_least_counts = false;  ///< the rule counts, and has one
  bool at_most_counts = false;
  std::optional<Instant> at_least;
  std::optional<Instant> at_most;
  std::vector<model::FactId> undetermined;  ///< facts without a value, each once: of `when`, then of the anchors
};

/// At `clock`, not before the situation's time. Precondition: the rule keeps it; the situation is of one holder.
RetentionSays retention_says(const Situation& situation, const model::Retention& retention, const Held& held,
                             Instant clock);

/// From where the rule's conditions and anchors look.
Viewpoint within_retention(const model::Retention& retention, const Held& held, Instant clock);

/// Every instant at which the rule's `at most` may end, whenever it is asked, with and without what `while` moves.
std::vector<Instant> possible_ends(const Situation& situation, const model::Retention& retention, const Held& held);

}  // namespace licet::reference
