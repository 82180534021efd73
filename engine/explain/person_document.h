#pragma once
// All that is held of a person, as a text that the person can read, in English or German.
//
// Pure; allocates. Titles stand for names where the policy set has some; times are given in its zone; texts of the
// policy and of events are not translated. Source: Art. 12(1) and 15 GDPR.

#include <engine/check/model.h>
#include <engine/explain/document.h>
#include <licet/export.h>
#include <vector>

namespace licet::explain {

/// `model` is the one that was exported under.
Document person_document(const Export& all, const model::Model& model, Language language);

/// The rights of which Art. 15(1)(e) and (f) GDPR demand to be told, and that of Art. 7(3).
std::vector<PersonalRight> rights_of_a_person(Language language);

}  // namespace licet::explain
