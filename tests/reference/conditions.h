#pragma once
// The value of conditions in a situation, at a clock.
//
// Source: language.md sections 3, 6 and 8; language-additions.md. Follows the page atom by atom; composite conditions
// are evaluated with an explicit stack, so that chains of named conditions cost no recursion. Thread rule: one object a
// thread.

#include <functional>
#include <optional>
#include <tests/reference/situation.h>
#include <tests/reference/truth.h>
#include <tests/reference/viewpoint.h>
#include <unordered_map>

namespace licet::reference {

/// Told of every condition without parts that is evaluated for a rule itself (not inside `provided` or a level).
using ConditionObserver = std::function<void(model::ExpressionId, Truth)>;

class Conditions {
 public:
  explicit Conditions(const Situation& situation) : situation_(situation) {}

  Truth value(model::ExpressionId expression, const Viewpoint& from, const ConditionObserver& observer = {}) const;

  /// Is the declaration valid at the clock, whatever the request asks? (Section 3, "Status".)
  Truth consent_valid(model::ConsentId consent, Instant clock) const;
  /// Its `provided` condition for the current grant; true without one. Precondition: there is a current grant.
  Truth provided(model::ConsentId consent, Instant clock) const;
  /// From where `provided` looks. Precondition: there is a current grant.
  Viewpoint within_provided(model::ConsentId consent, Instant clock) const;

  bool level_reached(model::LevelId level, Instant clock) const;

 private:
  Truth atom(const model::Expression& expression, const Viewpoint& from) const;
  Truth consent_is(const model::ConsentIs& condition, const Viewpoint& from) const;
  Truth named_consent_valid(model::ConsentId consent, const Viewpoint& from) const;
  Truth some_consent_valid(const Viewpoint& from, std::optional<Moment> given_after) const;
  Truth objection_stands(const Viewpoint& from) const;
  Truth level_at_least(model::LevelId level, const Viewpoint& from) const;
  Truth is_known(const model::IsKnown& condition, const Viewpoint& from) const;
  Truth request_is(const model::RequestIs& condition, const Viewpoint& from) const;

  const Situation& situation_;
};

}  // namespace licet::reference
