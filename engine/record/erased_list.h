#pragma once
// The list of erasures beside the master key, KEY.erased: what makes a store that was put back forget again.
//
// It holds keyed hashes and numbers, no identifier. Thread rule: one thread at a time; one process writes it, the one
// that holds the store for writing. Failure: after a write or a sync that failed nothing more is taken (kNotWritable)
// until it is opened anew. Memory: all of it. Format: docs/record_format.md, "Erasing".

#include <cstdint>
#include <engine/record/file_system.h>
#include <engine/record/open_file.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <licet/instant.h>
#include <licet/result.h>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace licet::record {

inline constexpr std::size_t kErasedListNumbers = 65'536;                   ///< `kept` of one entry, at most
inline constexpr std::uint64_t kErasedListBytes = std::uint64_t{4} << 30U;  ///< of the file, at most

struct ErasedEntry {
  HolderHash holder;
  Instant at;                       ///< acts before it are no longer taken
  std::vector<std::uint64_t> kept;  ///< numbers of the events that were kept, rising, each once

  friend bool operator==(const ErasedEntry&, const ErasedEntry&) = default;
};

class ErasedList {
 public:
  /// Reads the list of one log. A file that is missing is an empty list: the first add() makes it. A last line without
  /// its end does not count; with `writable` it is cut off, and what is there is made durable. kDamaged, naming the
  /// line, for anything else that is not as it was written, or of another log; kWrongUse for another version;
  /// kBusy if another process, or another store with the same key, has it open for writing; kNotReadable,
  /// kNotWritable, kLimit.
  static Result<ErasedList> open(const std::filesystem::path& path, const LogId& log, bool writable,
                                 FileSystem& files = system_files());

  /// In the order in which they were added; valid until the next add().
  std::span<const ErasedEntry> entries() const { return entries_; }
  /// Was there a file?
  bool exists() const { return file_.has_value(); }
  /// Does the file say of which log it is? One that was only begun does not.
  bool is_begun() const { return bytes_ > 0; }

  /// Makes the list, without entries, where is_begun() is false; durable when it returns. Whoever puts the store back
  /// sees by it that none is missing. Failures of add().
  Result<void> begin();

  /// Durable, with the file's name, when it returns a value. Does not look whether the entry is there already. kLimit,
  /// kWrongUse (opened for reading, or numbers that do not rise): nothing was written, it goes on.
  Result<void> add(const ErasedEntry& entry);

 private:
  ErasedList(std::filesystem::path path, const LogId& log, bool writable, FileSystem& files)
      : path_(std::move(path)), log_(log), writable_(writable), files_(&files) {}
  Result<void> read();
  Result<void> take_line(std::string_view line, std::uint64_t number);
  Result<void> lock();
  Result<void> settle();
  /// `lines` end with `entry`, if there is one.
  Result<void> write(const std::string& lines, const ErasedEntry* entry);

  std::filesystem::path path_;
  LogId log_;
  bool writable_;
  FileSystem* files_;
  std::optional<OpenFile> file_;
  std::uint64_t bytes_ = 0;  ///< of whole lines
  bool failed_ = false;
  std::vector<ErasedEntry> entries_;
};

/// `KEY.erased` beside the key.
std::filesystem::path erased_list_path(const std::filesystem::path& master_key_path);

}  // namespace licet::record
