#pragma once
// What appending costs at the least: one write of so many bytes at the end of a file and one fdatasync.
//
// Thread rule: one thread.

#include <cstdint>
#include <filesystem>
#include <string>

namespace licet::benchmarks {

class RawAppend {
 public:
  /// Makes the file; it is removed with this object. Ends the program if it cannot be made or written.
  explicit RawAppend(std::filesystem::path path);
  ~RawAppend();
  RawAppend(const RawAppend&) = delete;
  RawAppend& operator=(const RawAppend&) = delete;

  /// Begins the file anew when it would grow beyond a segment.
  void append(std::size_t bytes);
  /// How many bytes in all.
  std::uint64_t appended() const { return appended_; }

 private:
  std::filesystem::path path_;
  int file_ = -1;
  std::uint64_t end_ = 0;
  std::uint64_t appended_ = 0;
  std::string content_;
};

}  // namespace licet::benchmarks
