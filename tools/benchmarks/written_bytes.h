#pragma once
// What has been written for a store so far, by what it was written to.
//
// Reads the sizes of its files, the count of durable ends, and what the system has counted for this process.

#include <cstdint>
#include <filesystem>

namespace licet::benchmarks {

struct WrittenBytes {
  std::uint64_t segments = 0;
  std::uint64_t indexes = 0;  ///< of sealed segments
  std::uint64_t lmdb = 0;     ///< everything that this process wrote beside the others
  std::uint64_t batches = 0;  ///< of the record: a sync each

  friend WrittenBytes operator-(const WrittenBytes& a, const WrittenBytes& b) {
    return {a.segments - b.segments, a.indexes - b.indexes, a.lmdb - b.lmdb, a.batches - b.batches};
  }
};

/// Only differences mean something. Ends the program if something cannot be read.
WrittenBytes written_bytes(const std::filesystem::path& directory);

}  // namespace licet::benchmarks
