#pragma once
// Where the records of one sealed segment are, and whose. Private to engine/record.
//
// Thread rule: values; immutable. Names slots, nobody. Format: docs/record_format.md, "Segment index".

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/file_system.h>
#include <engine/record/key_slots.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

/// One of each for each record of a segment, in order.
struct SegmentColumns {
  std::span<const std::uint32_t> places;  ///< in units of kRecordAlignment
  std::span<const Digest> leaf_hashes;
  std::span<const Slot> slots;
};

/// The index as it stands in its file.
std::string segment_index_bytes(const LogId& log, std::uint64_t first, const SegmentColumns& columns);

/// What lookups need of an index: all but the leaf hashes.
class SegmentIndex {
 public:
  /// None if a byte is not as the format has it, or it is of another segment.
  static std::optional<SegmentIndex> from_bytes(std::string bytes, const LogId& log, std::uint64_t first);

  std::uint64_t first() const { return first_; }
  std::uint64_t records() const { return records_; }
  /// In bytes. Precondition: number - first() < records().
  std::uint64_t place_of(std::uint64_t number) const;
  /// Appends the numbers of a slot's records, rising. O(log records).
  void append_records_of(Slot slot, std::vector<std::uint64_t>& out) const;

 private:
  SegmentIndex(std::string bytes, std::uint64_t first, std::uint64_t records)
      : bytes_(std::move(bytes)), first_(first), records_(records) {}
  std::size_t entry_place(std::uint64_t entry) const;

  std::string bytes_;
  std::uint64_t first_;
  std::uint64_t records_;
};

std::filesystem::path index_path(const std::filesystem::path& directory, std::uint64_t first);
/// None if it is missing or wrong.
Result<std::optional<SegmentIndex>> read_segment_index(const std::filesystem::path& directory, const LogId& log,
                                                       std::uint64_t first, FileSystem& files);
/// Appends the hashes of the leaves `from` to `until` less one of a segment with so many records, without checking the
/// sum of the whole. False, and nothing appended, if the index is missing, or not of this segment.
Result<bool> read_leaf_hashes(const std::filesystem::path& directory, const LogId& log, std::uint64_t first,
                              std::uint64_t records, std::uint64_t from, std::uint64_t until, std::vector<Digest>& out,
                              FileSystem& files);
/// Likewise from the bytes of an index.
void append_leaf_hashes(std::string_view index, std::uint64_t first, std::uint64_t from, std::uint64_t until,
                        std::vector<Digest>& out);
/// Not synced: an index that a crash destroys is made anew.
Result<void> write_segment_index(const std::filesystem::path& directory, std::uint64_t first, std::string_view bytes,
                                 FileSystem& files);
/// Does its beginning say that it is of this segment, with so many records? Cheap; what follows may still be wrong.
Result<bool> has_segment_index(const std::filesystem::path& directory, const LogId& log, std::uint64_t first,
                               std::uint64_t records, FileSystem& files);

}  // namespace licet::record
