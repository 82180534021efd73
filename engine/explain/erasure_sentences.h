#pragma once
// What an erasure did and what is kept, as sentences that a lawyer would sign, in English or German.
//
// Pure; allocates. Times are given in the policy's zone; the policy's own words are quoted and not translated.
// Source: language.md section 7; Art. 17(3)(b) GDPR.

#include <engine/check/model.h>
#include <licet/diagnostic.h>
#include <licet/erasure.h>
#include <string>
#include <vector>

namespace licet::explain {

/// First what was erased, then a sentence for each category that is kept. `model` is the one that was erased under.
std::vector<std::string> erasure_sentences(const Erasure& erasure, const model::Model& model, Language language);

/// Why it is not due, and until when and by which rule it is kept.
std::string kept_sentence(const KeptCategory& kept, const model::Model& model, Language language);

}  // namespace licet::explain
