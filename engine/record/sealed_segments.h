#pragma once
// The segments that grow no more, opened as they are asked for, with their indexes. Private to engine/record.
//
// Thread rule: any number of threads. Memory: the indexes of the 64 segments last used, about 2 MiB each.

#include <cstdint>
#include <engine/record/key_slots.h>
#include <engine/record/log.h>
#include <engine/record/open_file.h>
#include <engine/record/segment_index.h>
#include <filesystem>
#include <licet/result.h>
#include <map>
#include <memory>
#include <mutex>

namespace licet::record {

struct SealedSegment {
  OpenFile file;
  SegmentIndex index;
  std::uint64_t bytes = 0;

  /// In bytes; that of the number behind the last is the end.
  std::uint64_t place_of(std::uint64_t number) const;
};

/// The bytes of the index of a sealed segment, from it alone. kDamaged, with the record, if it does not hold so many
/// good ones.
Result<std::string> index_segment(const OpenFile& file, std::uint64_t first, std::uint64_t records, const LogId& log,
                                  const KeySlots& slots);

class SealedSegments {
 public:
  /// With `mends` an index that is missing or wrong is not only made anew, but also written.
  SealedSegments(std::filesystem::path directory, const LogId& log, bool mends, FileSystem& files)
      : directory_(std::move(directory)), log_(log), mends_(mends), files_(&files) {}

  /// The segment that begins with this number and has so many records. kDamaged.
  Result<std::shared_ptr<const SealedSegment>> find(std::uint64_t first, std::uint64_t records, const KeySlots& slots);

 private:
  struct Entry {
    std::shared_ptr<const SealedSegment> segment;
    std::uint64_t used = 0;
  };
  Result<std::shared_ptr<const SealedSegment>> load(std::uint64_t first, std::uint64_t records, const KeySlots& slots);

  std::filesystem::path directory_;
  LogId log_;
  bool mends_;
  FileSystem* files_;
  std::mutex mutex_;  ///< guards what follows
  std::map<std::uint64_t, Entry> entries_;
  std::uint64_t uses_ = 0;
};

}  // namespace licet::record
