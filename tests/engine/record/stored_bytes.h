#pragma once
// Which bytes stand in the files below a directory, free pages and slack included: what must be there, or nowhere.

#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <sys/types.h>
#include <unistd.h>
#include <vector>

namespace licet::test {

/// All but holes, in which there are zeros; no bytes that are looked for stand across one. None of a file that is gone.
inline std::string stored_bytes(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string bytes;
  if (file < 0) return bytes;
  const off_t size = ::lseek(file, 0, SEEK_END);
  for (off_t at = ::lseek(file, 0, SEEK_DATA); at >= 0 && at < size; at = ::lseek(file, at, SEEK_DATA)) {
    const off_t end = ::lseek(file, at, SEEK_HOLE);
    const std::size_t before = bytes.size();
    bytes.resize(before + static_cast<std::size_t>(end - at));
    EXPECT_EQ(::pread(file, bytes.data() + before, bytes.size() - before, at), end - at);
    at = end;
  }
  ::close(file);
  return bytes;
}

/// The files in which a text stands.
inline std::vector<std::filesystem::path> files_with(const std::filesystem::path& directory, const std::string& text) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file() && stored_bytes(entry.path()).find(text) != std::string::npos) {
      found.push_back(entry.path());
    }
  }
  return found;
}

/// Which of the secrets stand in which files: one text each, which names both.
inline std::vector<std::string> places_of(const std::filesystem::path& directory,
                                          const std::set<std::string>& secrets) {
  std::vector<std::string> places;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = stored_bytes(entry.path());
    for (const std::string& secret : secrets) {
      if (bytes.find(secret) == std::string::npos) continue;
      places.push_back(entry.path().lexically_relative(directory).string() + ": " + testing::PrintToString(secret));
    }
  }
  return places;
}

}  // namespace licet::test
