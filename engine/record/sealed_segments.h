#pragma once
// The segments that grow no more, opened as they are asked for, with their indexes. Private to engine/record.
//
// Thread rule: any number of threads. Memory: the indexes of the 64 segments last used, about 2 MiB each.

#include <cstdint>
#include <engine/record/erasure_search.h>
#include <engine/record/key_slots.h>
#include <engine/record/log.h>
#include <engine/record/open_file.h>
#include <engine/record/segment_index.h>
#include <filesystem>
#include <licet/result.h>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace licet::record {

struct SealedSegment {
  OpenFile file;
  SegmentIndex index;
  std::uint64_t bytes = 0;

  /// In bytes; that of the number behind the last is the end.
  std::uint64_t place_of(std::uint64_t number) const;
};

/// kDamaged if it is missing.
Result<OpenFile> open_segment_file(const std::filesystem::path& directory, std::uint64_t first, FileSystem& files);

/// The bytes of the index of a sealed segment, from it alone. kDamaged, with the record, if it does not hold so many
/// good ones.
Result<std::string> index_segment(const OpenFile& file, std::uint64_t first, std::uint64_t records, const LogId& log,
                                  const KeySlots& slots, const ErasureSearch& erasures);

class SealedSegments {
 public:
  /// With `mends` an index that is missing or wrong is not only made anew, but also written. `erasures` must outlive
  /// it.
  SealedSegments(std::filesystem::path directory, const LogId& log, bool mends, const ErasureSearch& erasures,
                 FileSystem& files)
      : directory_(std::move(directory)), log_(log), mends_(mends), erasures_(&erasures), files_(&files) {}

  /// The segment that begins with this number and has so many records. kDamaged.
  Result<std::shared_ptr<const SealedSegment>> find(std::uint64_t first, std::uint64_t records, const KeySlots& slots);

  /// Appends the hashes of the leaves `from` to `until` less one of such a segment, as its index has them; where there
  /// is none, from the segment.
  Result<void> append_leaf_hashes(std::uint64_t first, std::uint64_t records, std::uint64_t from, std::uint64_t until,
                                  const KeySlots& slots, std::vector<Digest>& out);

 private:
  struct Entry {
    std::shared_ptr<const SealedSegment> segment;
    std::uint64_t used = 0;
  };
  Result<std::shared_ptr<const SealedSegment>> load(std::uint64_t first, std::uint64_t records, const KeySlots& slots);

  std::filesystem::path directory_;
  LogId log_;
  bool mends_;
  const ErasureSearch* erasures_;
  FileSystem* files_;
  std::mutex mutex_;  ///< guards what follows
  std::map<std::uint64_t, Entry> entries_;
  std::uint64_t uses_ = 0;
};

}  // namespace licet::record
