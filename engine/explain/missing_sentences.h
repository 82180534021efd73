#pragma once
// What is missing, as sentences that a lawyer would sign, in English or German.
//
// Pure; allocates. Times are given in the policy's zone; the policy's own words are quoted and not translated. Personal
// data. Source: language.md section 13.

#include <engine/check/model.h>
#include <licet/explanation.h>
#include <licet/missing.h>

namespace licet::explain {

/// The summary says how it stands and what stands in the way; each paragraph of the details is one set. `model` is the
/// one that was decided under.
Sentences missing_sentences(const Missing& missing, const model::Model& model, Language language);

}  // namespace licet::explain
