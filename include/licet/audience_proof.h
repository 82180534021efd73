#pragma once
// The proof of what an audience decided for one customer, for someone who has the company's public key and nothing
// else.
//
// Thread rule: prove_outcome() reads a directory, also beside the process that writes it, but not in that process;
// check_outcome_proof() is pure. Form: docs/audience.md, "Proving one outcome".

#include <cstdint>
#include <licet/audience.h>
#include <licet/signed_heads.h>
#include <licet/store.h>
#include <string>
#include <string_view>

namespace licet {

/// One line of JSON. An InputError as of Store::audience_outcome, and (`record`) if no signed head covers the record
/// yet. Personal data. Reads the hashes of all records once, and the run's file.
tl::expected<std::string, CallError> prove_outcome(const StorePlace& place, std::uint64_t record,
                                                   const std::string& customer);

/// What a proof shows, if it does: kDamaged, with the reason, if it does not. `key` is the company's public key (a
/// vkey, `NAME+ID+BASE64`); kWrongUse if it is none.
Result<AudienceOutcome> check_outcome_proof(std::string_view proof, std::string_view key);

}  // namespace licet
