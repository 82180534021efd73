#pragma once
// What a rule decides, and where it stands in the decision list. Source: language.md section 4; language-additions.md,
// Refer. Pure; any thread.

#include <engine/check/model.h>
#include <licet/decision.h>

namespace licet::graph {

/// What an effective rule decides by the truth of its condition; kNothingPermits: nothing, the next rule is asked.
struct EffectReasons {
  Reason when_unknown = Reason::kNothingPermits;
  Reason when_true = Reason::kNothingPermits;

  friend constexpr bool operator==(const EffectReasons&, const EffectReasons&) = default;
};

constexpr EffectReasons reasons_of(model::Effect effect) {
  switch (effect) {
    case model::Effect::kPermit:
      return {Reason::kNothingPermits, Reason::kPermitted};
    case model::Effect::kForbid:
      return {Reason::kCannotBeRuledOut, Reason::kForbidden};
    case model::Effect::kRefer:
      return {Reason::kNeedsReview, Reason::kNeedsReview};
  }
  return {};
}

/// Does a rule with this effect apply where its condition is unknown?
constexpr bool applies_when_unknown(model::Effect effect) { return effect != model::Effect::kPermit; }

/// Forbids are asked before permits, permits before refers.
constexpr std::uint32_t turn_of(model::Effect effect) {
  switch (effect) {
    case model::Effect::kForbid:
      return 0;
    case model::Effect::kPermit:
      return 1;
    case model::Effect::kRefer:
      return 2;
  }
  return 0;
}

}  // namespace licet::graph
