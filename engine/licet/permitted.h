#pragma once
// All that is permitted to one holder, by what a ledger knows.
//
// Private to engine/licet. Thread rule: as of the ledger.

#include <engine/licet/ledger.h>
#include <licet/audience.h>

namespace licet {

Ledger::Outcome<Permitted> permitted_of(Ledger& ledger, const PermittedRequest& request, const PolicySet& policy);

}  // namespace licet
