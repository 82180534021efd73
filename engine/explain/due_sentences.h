#pragma once
// Why something is due, or is kept, as sentences that a lawyer would sign, in English or German.
//
// Pure; allocates. Times are given in the policy's zone; the policy's own words are quoted and not translated.
// Source: language.md sections 7 and 13.

#include <engine/base/source.h>
#include <engine/decide/retention.h>
#include <licet/diagnostic.h>
#include <licet/erasure.h>
#include <string>
#include <vector>

namespace licet::explain {

/// What is due: from when on, by which rule and provision, from what its period runs and until when `while` prolonged
/// it, or whose request it is. What is not due, or only restricted by a first stage: what keeps it, until when, from
/// what that period runs, and what a request for erasure that stands changes. Then what is not known, and what counts
/// until then. `at`: as of when `held` was found. `kept`: what keeps it, if it is not due itself. `sources` are those
/// of the model.
std::vector<std::string> held_sentences(const decide::HeldCategory& held, Instant at, KeptCategory kept,
                                        const model::Model& model, const SourceFiles& sources, Language language);

}  // namespace licet::explain
