#pragma once
// What is missing, by what a ledger knows.
//
// Private to engine/licet. Thread rule: as of the ledger.

#include <engine/licet/ledger.h>
#include <licet/missing.h>

namespace licet {

Ledger::Outcome<Missing> missing_of(Ledger& ledger, const MissingRequest& request, const PolicySet& policy);

}  // namespace licet
