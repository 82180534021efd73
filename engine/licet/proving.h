#pragma once
// Puts the proof bundle of a recorded decision together.
//
// Private to engine/licet. Thread rule: any number of threads, beside a writer. Source: docs/proof_bundle.md.

#include <engine/facts/durable_store.h>
#include <engine/record/head_keeper.h>
#include <licet/store.h>
#include <string>

namespace licet {

/// As Store::prove. `heads` are those of the store's directory.
tl::expected<std::string, CallError> prove(const facts::DurableStore& store, const record::HeadKeeper& heads,
                                           std::uint64_t record);

}  // namespace licet
