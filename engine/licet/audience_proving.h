#pragma once
// What a recorded audience decided for one customer, opened and checked.
//
// Private to engine/licet. Thread rule: any number of threads, beside a writer. Source: docs/record_format.md,
// "Audience".

#include <engine/facts/durable_store.h>
#include <engine/licet/ledger.h>

namespace licet {

/// As Store::audience_outcome.
Ledger::Outcome<AudienceOutcome> outcome_in(const facts::DurableStore& store, std::uint64_t record,
                                            const std::string& customer);

}  // namespace licet
