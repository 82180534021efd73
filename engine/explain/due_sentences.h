#pragma once
// Why something is due, as sentences that a lawyer would sign, in English or German.
//
// Pure; allocates. Times are given in the policy's zone; the policy's own words are quoted and not translated.
// Source: language.md sections 7 and 13.

#include <engine/base/source.h>
#include <engine/decide/retention.h>
#include <licet/diagnostic.h>
#include <string>

namespace licet::explain {

/// From when on, by which rule and provision, from what its period runs and until when `while` prolonged it, or whose
/// request it is; and what is not known. Precondition: its entry is due, or restricted by a first stage. `sources` are
/// those of the model.
std::string due_sentence(const decide::HeldCategory& held, const model::Model& model, const SourceFiles& sources,
                         Language language);

}  // namespace licet::explain
