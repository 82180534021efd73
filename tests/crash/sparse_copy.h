#pragma once
// A copy of a store's directory, in which the holes of LMDB's file stay holes: it takes up as much as it holds.

#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>
#include <vector>

namespace licet::crash {

inline void copy_with_holes(const std::filesystem::path& from, const std::filesystem::path& to) {
  const int source = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
  const int target = ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  ASSERT_TRUE(source >= 0 && target >= 0) << to;
  const off_t size = ::lseek(source, 0, SEEK_END);
  ASSERT_EQ(::ftruncate(target, size), 0);
  for (off_t at = ::lseek(source, 0, SEEK_DATA); at >= 0 && at < size; at = ::lseek(source, at, SEEK_DATA)) {
    const off_t end = ::lseek(source, at, SEEK_HOLE);
    std::vector<char> bytes(static_cast<std::size_t>(end - at));
    ASSERT_EQ(::pread(source, bytes.data(), bytes.size(), at), end - at);
    ASSERT_EQ(::pwrite(target, bytes.data(), bytes.size(), at), end - at);
    at = end;
  }
  ::close(source);
  ::close(target);
}

/// `to` must not exist.
inline void copy_directory(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::filesystem::create_directories(to);
  for (const auto& entry : std::filesystem::directory_iterator(from)) {
    const std::filesystem::path copy = to / entry.path().filename();
    if (entry.is_directory()) {
      copy_directory(entry.path(), copy);
    } else {
      copy_with_holes(entry.path(), copy);
    }
  }
}

}  // namespace licet::crash
