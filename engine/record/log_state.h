#pragma once
// What a log in memory consists of. Private to engine/record.
//
// Thread rule: `mutex` guards what follows it, and is never held during a system call. Of the rest the writing thread
// changes what is not const; reading threads use keys, slots and sealed only.

#include <cstdint>
#include <engine/record/batch.h>
#include <engine/record/durable_end.h>
#include <engine/record/erasure_search.h>
#include <engine/record/found_log.h>
#include <engine/record/log.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/open_file.h>
#include <engine/record/open_segment.h>
#include <engine/record/sealed_segments.h>
#include <filesystem>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <vector>

namespace licet::record {

/// Where a record stands: the whole of it lies between the two places, in bytes.
struct RecordPlace {
  std::shared_ptr<const OpenFile> file;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

struct Log::State {
  State(std::filesystem::path path, FileSystem& system, const LogOptions& log_options, const StoreKeys& store_keys,
        std::shared_ptr<const ErasureSearch> erasure_search, KeySlots key_slots)
      : directory(std::move(path)),
        files(&system),
        options(log_options),
        keys(store_keys),
        erasures(std::move(erasure_search)),
        slots(std::move(key_slots)),
        sealed(directory, keys.log(), log_options.access != LogAccess::kRead, *erasures, system) {}

  /// Takes over what was found; the places of a segment that was known already are added to.
  void take(const FoundLog& found);
  /// kWrongUse or kNotWritable if nothing can be written.
  Result<void> writable() const;
  /// Remembers that a write failed.
  Result<void> fail(Failure failure);

  /// kWrongUse if there is no such record.
  Result<RecordPlace> place_of(std::uint64_t number) const;
  /// Overwrites the payloads of a slot's records and syncs them; with `only_others` those that are not erased yet.
  Result<void> erase_payloads(Slot slot, std::span<const std::uint64_t> numbers, bool only_others);
  /// A record's leaf, whatever became of its payload. kWrongUse if there is no such record.
  Result<Leaf> leaf_of(std::uint64_t number) const;
  /// Of the writer: files of outcomes that no record names, left by a crash.
  Result<void> remove_orphaned_runs() const;
  /// kWrongUse for the first record of kind kKept that does not hold what a record held.
  Result<void> check_kept(std::span<const Draft> drafts) const;

  const std::filesystem::path directory;
  FileSystem* const files;
  const LogOptions options;
  const StoreKeys keys;
  const std::shared_ptr<const ErasureSearch> erasures;
  KeySlots slots;
  mutable SealedSegments sealed;

  OpenFile lock;                      ///< of the writer
  std::uint64_t cut_bytes = 0;        ///< by the writer when it opened the log
  std::optional<DurableEnd> durable;  ///< of the writer
  BatchEncoder encoder;
  MerkleTree tree;
  bool failed = false;
  bool closed = false;

  mutable std::shared_mutex mutex;
  LogEnd end;
  std::vector<std::uint64_t> segments;  ///< first numbers; the last is that of `open`
  OpenSegment open;
};

}  // namespace licet::record
