#pragma once
// An append-only file of lines, the plain first form of the durable record. It knows neither events nor decisions.
//
// Thread rule: one thread at a time. One process at a time holds a directory for writing, by a lock that ends with the
// process; any number may read beside it. Format and promises: docs/store_plain.md.

#include <cstdint>
#include <engine/record/file_system.h>
#include <engine/record/open_file.h>
#include <filesystem>
#include <functional>
#include <licet/result.h>
#include <span>
#include <string_view>

namespace licet::record {

enum class JournalAccess : std::uint8_t { kRead, kWrite };

class Journal {
 public:
  /// Opens the journal of a directory. With kWrite the directory is made if it is missing, the journal if the directory
  /// is empty, and a torn last line is cut off. kNotFound: nothing to read there; kWrongUse: the directory holds other
  /// things, or a journal of another version; kBusy: another process writes, named by its id; kDamaged: the first line
  /// is not as it was written. `files` must outlive the journal.
  static Result<Journal> open(const std::filesystem::path& directory, JournalAccess access,
                              FileSystem& files = system_files());

  /// Gets the number of the line in the file (the first is 2) and its text, valid during the call; a Failure ends the
  /// reading and is returned by it.
  using Visit = std::function<Result<void>(std::uint64_t line, std::string_view text)>;

  /// Visits every complete line in order, as many as there are when it begins. kDamaged, with the number of the line,
  /// if one is not as it was written; those before it have been visited. A torn last line is left out. Reads in pieces;
  /// memory for one line.
  Result<void> read(const Visit& visit) const;

  /// Appends lines, durable when it returns a value; all or none for the caller: after a Failure none of them counts as
  /// recorded, and nothing more is taken (kNotWritable) until the journal is opened again. kWrongUse for a text with a
  /// line end, or opened with kRead, and kLimit for one over 64 MiB: then nothing was written, and it goes on.
  Result<void> append(std::span<const std::string_view> texts);

 private:
  Journal(OpenFile lock, OpenFile file, std::uint64_t end, JournalAccess access)
      : lock_(std::move(lock)), file_(std::move(file)), end_(end), access_(access) {}
  static Result<Journal> open_for_reading(const std::filesystem::path& directory, FileSystem& files);
  static Result<Journal> open_for_writing(const std::filesystem::path& directory, FileSystem& files);

  OpenFile lock_;
  OpenFile file_;
  std::uint64_t end_ = 0;  ///< of the last acknowledged line; meant with kWrite
  JournalAccess access_ = JournalAccess::kRead;
  bool failed_ = false;
};

}  // namespace licet::record
