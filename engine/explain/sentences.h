#pragma once
// An explanation as sentences that a lawyer would sign, in English or German.
//
// Short first: the decision, the rule, the provision, the decisive facts, and until when; then the rest. Times are
// given in the policy's zone; the policy's own words are quoted and not translated. Pure; allocates. Needs nothing but
// the explanation and the vocabulary, so that what the sentences say is what the data say.

#include <engine/check/model.h>
#include <licet/explanation.h>

namespace licet::explain {

/// `model` is the one that was decided on.
Sentences sentences(const Explanation& explanation, const model::Model& model, Language language);

}  // namespace licet::explain
