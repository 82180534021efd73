#include <engine/record/log.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <tests/crash/test/left_of_person.h>
#include <unistd.h>

namespace licet::crash {
namespace {

// docs/record_format.md, "Keys".
constexpr std::size_t kSlotBytes = 64;
constexpr std::size_t kWrappedKeyAt = 8;
constexpr std::size_t kWrappedKeyBytes = 40;

/// All but holes. No secret stands across one.
std::string stored_bytes(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string bytes;
  if (file < 0) return bytes;  // it was removed since
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

}  // namespace

std::string wrapped_key_of(const std::filesystem::path& directory, std::uint64_t record) {
  const auto log = record::Log::open(directory);
  const auto opened = log ? log->read(record) : tl::unexpected(log.error());
  if (!opened) {
    ADD_FAILURE() << opened.error().message;
    return {};
  }
  const auto at = static_cast<std::size_t>(opened->slot) * kSlotBytes + kWrappedKeyAt;
  const std::string keys = stored_bytes(directory / "keys");
  EXPECT_LE(at + kWrappedKeyBytes, keys.size());
  return keys.substr(at, kWrappedKeyBytes);
}

std::vector<std::string> places_of(const std::filesystem::path& directory, const std::set<std::string>& secrets) {
  std::vector<std::string> places;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = stored_bytes(entry.path());
    for (const std::string& secret : secrets) {
      if (bytes.find(secret) == std::string::npos) continue;
      places.push_back(entry.path().lexically_relative(directory).string() + ": " + secret);
    }
  }
  return places;
}

}  // namespace licet::crash
