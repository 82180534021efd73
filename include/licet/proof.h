#pragma once
// The proof of a recorded decision for someone who has nothing else. What it holds: docs/proof_bundle.md.
//
// Thread rule: reads a directory, also beside the process that writes it, but not in that process (Store::prove).

#include <cstdint>
#include <licet/signed_heads.h>
#include <licet/store.h>
#include <string>

namespace licet {

/// As Store::prove of a store that is opened for this.
tl::expected<std::string, CallError> prove_decision(const StorePlace& place, std::uint64_t record);

}  // namespace licet
