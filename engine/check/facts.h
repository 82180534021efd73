#pragma once
// Facts, notices and the wordings of notices and consents.
//
// Source: language.md sections 2 and 3. Precondition: declare_names has run.

#include <engine/check/checking.h>

namespace licet::check {

/// Types, owners and choices; also Checking::choices_of_fact.
void check_facts(Checking& checking);

void check_notices(Checking& checking);

/// The wordings that a declaration lists, with the texts that LoadedSet holds.
std::vector<model::Wording> check_wordings(Checking& checking, const std::vector<syntax::WordingClause>& clauses);

}  // namespace licet::check
