#pragma once
// A store's files as bytes, to change them as a faulty disk, an operator or another program would.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace licet::faults {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void put_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// The only segment of a small store.
inline std::filesystem::path segment_of(const std::filesystem::path& store) {
  return store / "log" / "00000000000000000000.seg";
}

}  // namespace licet::faults
