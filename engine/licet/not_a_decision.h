#pragma once
// What is said of a record that is asked for as a decision and is none.
//
// Private to engine/licet. Thread rule: any number of threads, beside a writer.

#include <cstdint>
#include <engine/facts/durable_store.h>
#include <string>

namespace licet {

/// One sentence or two; of an audience and of the outbox, what it is and which command tells more.
std::string not_a_decision(const facts::DurableStore& store, std::uint64_t record);

}  // namespace licet
