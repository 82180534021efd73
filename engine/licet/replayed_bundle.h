#pragma once
// The decision of a proof bundle, decided again from the bundle alone; and the explanation that stands in a bundle.
//
// Private to engine/licet. Thread rule: pure functions of their arguments, which results do not refer to. Source:
// docs/proof_bundle.md.

#include <engine/licet/past_decision.h>
#include <engine/record/bundle_check.h>
#include <string>

namespace licet {

struct ReplayedBundle {
  PastDecision past;
  DecidedAgain<Explanation> again;  ///< its decision has the record's number
};

/// kDamaged if the contents are not those of a decision and of events of whom it is about; kWrongUse if this version of
/// Licet cannot read the policy text; kContradiction if the engine contradicts itself.
Result<ReplayedBundle> decide_bundle_again(const record::CheckedBundle& bundle);

/// What stands in the section EXPL: the explanation as data, and as sentences in English and German.
std::string bundled_explanation(const ReplayedBundle& replayed);

/// Likewise where there is none, because deciding again comes to another answer than the recorded one.
inline constexpr std::string_view kNoExplanation = "{}";

}  // namespace licet
