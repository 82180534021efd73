#pragma once
// A store's files as bytes, to change them as a faulty disk, an operator or another program would.

#include <filesystem>
#include <tests/engine/record/scratch_directory.h>

namespace licet::faults {

using test::contents_of;
using test::put;

/// The only segment of a small store.
inline std::filesystem::path segment_of(const std::filesystem::path& store) {
  return store / "log" / "00000000000000000000.seg";
}

}  // namespace licet::faults
