#pragma once
// Segments: their names, their headers, and reading their records in pieces. Private to engine/record.
//
// Thread rule: one SegmentReader a thread; the rest is pure but for the file system. Format: docs/record_format.md,
// "Segment".

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/open_file.h>
#include <engine/record/record_frame.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <licet/instant.h>
#include <licet/result.h>
#include <optional>
#include <string>
#include <vector>

namespace licet::record {

/// The folder of segments and indexes in a store's directory.
std::filesystem::path log_folder(const std::filesystem::path& directory);
std::filesystem::path segment_path(const std::filesystem::path& directory, std::uint64_t first);
/// The first numbers of all segments that are there, rising.
Result<std::vector<std::uint64_t>> segments_in(const std::filesystem::path& directory, FileSystem& files);

struct SegmentHeader {
  LogId log{};
  std::uint64_t first = 0;      ///< number of the first record
  Instant after = kBeforeAll;   ///< every record was recorded later
  std::uint64_t slots = 1;      ///< of `keys` in use when it began, slot 0 included
  std::vector<Digest> peaks{};  ///< of the tree over all records before, largest first

  friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

/// Bytes of the header of a segment that begins with this record.
std::size_t segment_header_bytes(std::uint64_t first);
std::string segment_header(const SegmentHeader& header);
/// The header of the segment with this first number; none if a byte is not as the format has it. kWrongUse: another
/// version, kNotReadable.
Result<std::optional<SegmentHeader>> read_segment_header(const OpenFile& file, std::uint64_t first);

/// "PATH, record N, is not as it was written."
Failure damaged_record(const std::string& path, std::uint64_t number);
/// "PATH is not as it was written."
Failure damaged_file(const std::string& path);

class ErasureSearch;

/// Goes through the records of a segment. Memory: a quarter of a MiB, or the longest record.
class SegmentReader {
 public:
  /// From `place` up to `end`, both in bytes; `file` and `erasures` must outlive it. Without `erasures` a record that
  /// is half erased is not good.
  SegmentReader(const OpenFile& file, std::uint64_t place, std::uint64_t end, const ErasureSearch* erasures = nullptr)
      : file_(&file), erasures_(erasures), place_(place), end_(end) {}

  std::uint64_t place() const { return place_; }
  bool at_end() const { return place_ >= end_; }

  /// The record at place() if it is whole within the end, good, and has this number. It refers to memory of the reader
  /// and is valid until the next call. kWrongUse if it is of a newer version.
  Result<std::optional<StoredRecord>> record(std::uint64_t number);
  /// The head at place() if it is good.
  Result<std::optional<RecordHead>> head();
  /// What comes is read again, as it stands by then.
  void forget() { piece_.clear(); }
  /// Goes on by so many bytes.
  void pass(std::uint64_t bytes) { place_ += bytes; }
  /// Goes on to the first place, from place() on, where a good head stands whose number is not below `least`, and gives
  /// it; none and at the end if there is none.
  Result<std::optional<RecordHead>> seek(std::uint64_t least);

 private:
  /// As many as there are up to the end, at most `count`.
  Result<std::string_view> bytes(std::uint64_t count);
  /// What became of a record with a good head whose payload is not whole. Zeros are an erasure only of a slot that was
  /// erased, or is being erased: elsewhere they are sectors that a crash left unwritten, or that a disk has lost.
  Result<std::optional<StoredRecord>> erased(const RecordHead& head);

  const OpenFile* file_;
  const ErasureSearch* erasures_;
  std::uint64_t place_;
  std::uint64_t end_;
  std::string piece_;
  std::uint64_t piece_place_ = 0;
};

}  // namespace licet::record
