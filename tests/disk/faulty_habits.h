#pragma once
// What writers of files have got wrong before, done to a disk on purpose: tests show that each is noticed.
//
// Thread rule: as the disk's. The disk must outlive it.

#include <engine/record/file_system.h>
#include <map>

namespace licet::test {

enum class Habit : std::uint8_t {
  kNone,
  kAnswersBeforeSync,     ///< segments are never synced
  kForgetsDirectories,    ///< names are never synced
  kForgetsKeys,           ///< `keys` is never synced
  kForgetsRenamedFiles,   ///< what is renamed into its place was not synced before
  kIgnoresFailedSyncs,    ///< a sync that failed is taken for done
  kIgnoresShortWrites,    ///< half of what is written is taken for all
  kWritesElsewhere,       ///< now and then a write lands a sector further on
  kCutsWhatItCannotRead,  ///< reading fails now and then as if the file ended there
  kKeepsOldEnd,           ///< writes to `end` are done a write later
};

class FaultyHabits final : public record::FileSystem {
 public:
  FaultyHabits(record::FileSystem& disk, Habit habit) : disk_(disk), habit_(habit) {}

  record::SystemResult<int> open(const std::string& path, int flags) override;
  void close(int file) override;
  record::SystemResult<std::size_t> read(int file, std::span<char> into, std::uint64_t offset) override;
  record::SystemResult<std::size_t> write(int file, std::string_view bytes) override;
  record::SystemResult<std::size_t> write_at(int file, std::string_view bytes, std::uint64_t offset) override;
  record::SystemResult<void> sync_data(int file) override { return sync(file); }
  record::SystemResult<void> sync(int file) override;
  record::SystemResult<void> truncate(int file, std::uint64_t size) override { return disk_.truncate(file, size); }
  record::SystemResult<std::uint64_t> size(int file) override { return disk_.size(file); }
  record::SystemResult<std::uint32_t> mode(int file) override { return disk_.mode(file); }
  record::SystemResult<bool> lock(int file) override { return disk_.lock(file); }
  record::SystemResult<bool> is_locked(int file) override { return disk_.is_locked(file); }
  record::SystemResult<void> make_directory(const std::string& path) override { return disk_.make_directory(path); }
  record::SystemResult<void> rename(const std::string& from, const std::string& to) override {
    return disk_.rename(from, to);
  }
  record::SystemResult<void> remove(const std::string& path) override { return disk_.remove(path); }
  record::SystemResult<std::vector<std::string>> entries(const std::string& path) override {
    return disk_.entries(path);
  }

 private:
  bool is_segment(int file) const { return path_of(file).ends_with(".seg"); }
  const std::string& path_of(int file) const;
  bool skips_sync(int file) const;

  record::FileSystem& disk_;
  Habit habit_;
  std::map<int, std::string> paths_;
  std::string held_back_;
  std::uint64_t held_back_at_ = 0;
  std::uint64_t calls_ = 0;
};

}  // namespace licet::test
