#include <cerrno>
#include <tests/disk/faulty_habits.h>
#include <utility>

namespace licet::test {
namespace {

using record::SystemResult;

/// How seldom a fault that would show at once is committed.
constexpr std::uint64_t kSeldom = 20;

}  // namespace

const std::string& FaultyHabits::path_of(int file) const {
  static const std::string none;
  const auto found = paths_.find(file);
  return found == paths_.end() ? none : found->second;
}

SystemResult<int> FaultyHabits::open(const std::string& path, int flags) {
  auto opened = disk_.open(path, flags);
  if (opened) paths_[*opened] = path;
  return opened;
}

void FaultyHabits::close(int file) {
  paths_.erase(file);
  disk_.close(file);
}

SystemResult<std::size_t> FaultyHabits::read(int file, std::span<char> into, std::uint64_t offset) {
  const bool ends_early = habit_ == Habit::kCutsWhatItCannotRead && is_segment(file) && ++calls_ % kSeldom == 0;
  return ends_early ? SystemResult<std::size_t>(0) : disk_.read(file, into, offset);
}

SystemResult<std::size_t> FaultyHabits::write(int file, std::string_view bytes) { return disk_.write(file, bytes); }

SystemResult<std::size_t> FaultyHabits::write_at(int file, std::string_view bytes, std::uint64_t offset) {
  if (habit_ == Habit::kIgnoresShortWrites && is_segment(file) && ++calls_ % kSeldom == 0) {
    const auto written = disk_.write_at(file, bytes.substr(0, bytes.size() / 2), offset);
    return written ? SystemResult<std::size_t>(bytes.size()) : written;
  }
  if (habit_ == Habit::kWritesElsewhere && is_segment(file) && ++calls_ % kSeldom == 0) {
    constexpr std::uint64_t kSector = 512;
    return disk_.write_at(file, bytes, offset + kSector);
  }
  if (habit_ == Habit::kKeepsOldEnd && path_of(file).ends_with("/end")) {
    const std::string before = std::exchange(held_back_, std::string(bytes));
    const std::uint64_t before_at = std::exchange(held_back_at_, offset);
    if (before.empty()) return bytes.size();
    const auto written = disk_.write_at(file, before, before_at);
    return written ? SystemResult<std::size_t>(bytes.size()) : written;
  }
  return disk_.write_at(file, bytes, offset);
}

bool FaultyHabits::skips_sync(int file) const {
  switch (habit_) {
    case Habit::kAnswersBeforeSync:
      return is_segment(file);
    case Habit::kForgetsDirectories: {
      const auto mode = disk_.mode(file);
      constexpr std::uint32_t kDirectory = 0040000;
      return mode && (*mode & kDirectory) != 0;
    }
    case Habit::kForgetsKeys:
      return path_of(file).ends_with("/keys");
    case Habit::kForgetsRenamedFiles:
      return path_of(file).ends_with(".new");
    default:
      return false;
  }
}

SystemResult<void> FaultyHabits::sync(int file) {
  if (skips_sync(file)) return {};
  auto synced = disk_.sync(file);
  if (!synced && habit_ == Habit::kIgnoresFailedSyncs) return {};
  return synced;
}

}  // namespace licet::test
