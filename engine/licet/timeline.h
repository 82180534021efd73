#pragma once
// A timeline of what a ledger knows.
//
// Private to engine/licet. Thread rule: as of the ledger.

#include <engine/licet/ledger.h>
#include <licet/timeline.h>

namespace licet {

Ledger::Outcome<Timeline> timeline_of(Ledger& ledger, const TimelineRequest& request, const PolicySet& policy);

}  // namespace licet
