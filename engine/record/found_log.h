#pragma once
// What counts of a log as it is found on disk, by whoever opens it. Private to engine/record.
//
// Thread rule: one thread at a time. Nothing is changed here. Source: docs/record_format.md, "Reading, and what a crash
// leaves".

#include <cstdint>
#include <engine/record/erasure_search.h>
#include <engine/record/log.h>
#include <engine/record/open_file.h>
#include <engine/record/recovery.h>
#include <engine/record/segment.h>
#include <engine/record/store_keys.h>
#include <filesystem>
#include <licet/result.h>
#include <memory>
#include <optional>
#include <vector>

namespace licet::record {

/// Up to where a log was read before.
struct ReadSoFar {
  LogEnd end;
  MerkleTree tree;
  std::shared_ptr<OpenFile> file;  ///< the last segment
};

struct FoundLog {
  LogEnd end;      ///< of all that counts
  LogEnd durable;  ///< as log/end has it, or what stands for it
  std::vector<std::uint64_t> segments;
  std::optional<std::uint64_t> torn;  ///< a segment that was only begun, and counts for nothing
  std::shared_ptr<OpenFile> file;     ///< the last segment that counts
  SegmentScan scan;                   ///< of its records; of those behind ReadSoFar, if that was the same segment
  std::uint64_t file_bytes = 0;       ///< more than end.bytes if its tail is torn
};

/// Is there a log, whole or damaged? What creation left unfinished is none.
Result<bool> holds_log(const std::filesystem::path& directory, FileSystem& files);

/// As the writer finds it, who holds the lock; the last segment is open for writing.
Result<FoundLog> find_log_as_writer(const std::filesystem::path& directory, const StoreKeys& keys,
                                    const ErasureSearch& erasures, FileSystem& files);

/// As a reader finds it: beside a writer up to the durable end, for which it waits up to a second if it is just being
/// written; without one all that stands whole. `before` may be null.
Result<FoundLog> find_log_as_reader(const std::filesystem::path& directory, const StoreKeys& keys,
                                    const ErasureSearch& erasures, const ReadSoFar* before, FileSystem& files);

/// Does a process hold the directory for writing?
Result<bool> has_writer(const std::filesystem::path& directory, FileSystem& files);

}  // namespace licet::record
