#include <algorithm>
#include <engine/record/found_log.h>
#include <engine/record/head_keeper.h>
#include <engine/record/log.h>
#include <engine/record/log_creation.h>
#include <engine/record/log_state.h>
#include <engine/record/segment_index.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr std::uint64_t kSegmentBytes = std::uint64_t{64} << 20U;
constexpr std::uint64_t kPieceBytes = std::uint64_t{1} << 20U;

Result<void> check(const std::filesystem::path& directory, const LogOptions& options) {
  if (directory.empty()) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The store's directory has an empty name."});
  }
  if (options.segment_bytes > 0 && options.segment_bytes <= kSegmentBytes) return {};
  return tl::unexpected(Failure{FailureKind::kWrongUse, "A segment has at most 64 MiB."});
}

/// The lock of a directory that holds a log; made if it may be.
Result<OpenFile> lock_log(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files) {
  const bool creates = options.access == LogAccess::kCreate;
  if (creates) {
    if (auto made = make_directories(files, directory); !made) return tl::unexpected(made.error());
  }
  // Before the lock, so that nothing is left in a directory that is not a store.
  const auto there = holds_log(directory, files);
  if (!there) return tl::unexpected(there.error());
  if (!*there && creates) {
    if (auto alone = expect_nothing_else(directory, options, files); !alone) return tl::unexpected(alone.error());
  } else if (!*there) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "There is no store in " + directory.string() + "."});
  }
  auto lock = lock_for_writing(files, directory);
  if (!lock) return lock;
  const auto still_there = holds_log(directory, files);
  if (!still_there) return tl::unexpected(still_there.error());
  if (!*still_there) {
    if (auto created = create_log(directory, options, files); !created) return tl::unexpected(created.error());
  }
  return lock;
}

Result<StoreKeys> read_keys(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files) {
  const auto master = read_master_key(master_key_path(directory, options), files);
  if (!master) return tl::unexpected(master.error());
  const auto log = read_log_id(directory, files);
  if (!log) return tl::unexpected(log.error());
  return StoreKeys(*master, *log);
}

/// With another master key the slots that records name are any numbers.
Result<void> check_slots(const std::filesystem::path& directory, const FoundLog& found) {
  if (found.end.slots <= kMaxSlots) return {};
  return tl::unexpected(
      Failure{FailureKind::kDamaged, "Records of " + directory.string() +
                                         " name keys that cannot be: the master key is another store's, unless the "
                                         "record was changed."});
}

/// Records that a signed head covers were durable once.
Result<void> check_covered(const std::filesystem::path& directory, std::uint64_t covered, std::uint64_t records) {
  if (covered <= records) return {};
  return tl::unexpected(
      Failure{FailureKind::kDamaged, "The store " + directory.string() + " has only " + std::to_string(records) +
                                         (records == 1 ? " record" : " records") + ", but a signed head covers " +
                                         std::to_string(covered) +
                                         ": records were lost, or an older copy of the store was put back."});
}

/// What was not synced may be in memory only, or its sync have failed; written again, it can be synced.
Result<void> write_again(OpenFile& file, std::uint64_t from, std::uint64_t until) {
  while (from < until) {
    const auto piece = file.read(from, static_cast<std::size_t>(std::min(until - from, kPieceBytes)));
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) return tl::unexpected(damaged_file(file.path()));
    if (auto written = file.write_at(from, *piece); !written) return written;
    from += piece->size();
  }
  return file.sync();
}

/// How much of what was found does not count.
Result<std::uint64_t> torn_bytes(const std::filesystem::path& directory, const FoundLog& found, FileSystem& files) {
  const std::uint64_t behind = found.file_bytes - std::min(found.file_bytes, found.end.bytes);
  if (!found.torn) return behind;
  const std::string path = segment_path(directory, *found.torn).string();
  const auto begun = OpenFile::open(files, path, O_RDONLY);
  if (!begun) return tl::unexpected(not_readable(path, begun.error()));
  const auto size = begun->size();
  if (!size) return tl::unexpected(size.error());
  return behind + *size;
}

/// Makes durable what was found, and removes what does not count.
Result<void> settle(const std::filesystem::path& directory, const FoundLog& found, FileSystem& files) {
  if (found.torn) {
    if (auto removed = remove_file(files, segment_path(directory, *found.torn)); !removed) return removed;
  }
  if (found.file_bytes > found.end.bytes) {
    if (auto cut = found.file->truncate(found.end.bytes); !cut) return cut;
  }
  // Unless a record behind it is known to be durable the header itself may be in memory only.
  const bool covers =
      found.durable.segment == found.end.segment && found.durable.bytes > segment_header_bytes(found.end.segment);
  const std::uint64_t known = covers ? found.durable.bytes : 0;
  // Synced even if nothing seems to be missing: what an earlier process cut off may be cut off in memory only, and
  // would come back behind records that follow in the next segment.
  if (auto again = write_again(*found.file, known, found.end.bytes); !again) return again;
  if (known > 0 && !found.torn) return {};
  return sync_directory(files, log_folder(directory));
}

Result<void> mend_indexes(SealedSegments& sealed, const std::filesystem::path& directory, const FoundLog& found,
                          const KeySlots& slots, const LogId& log, FileSystem& files) {
  for (std::size_t i = 0; i + 1 < found.segments.size(); ++i) {
    const std::uint64_t first = found.segments[i];
    const std::uint64_t records = found.segments[i + 1] - first;
    const auto there = has_segment_index(directory, log, first, records, files);
    if (!there) return tl::unexpected(there.error());
    if (*there) continue;
    const auto made = sealed.find(first, records, slots);
    if (!made) return tl::unexpected(made.error());
  }
  return {};
}

}  // namespace

Result<Log> Log::open(const std::filesystem::path& directory, const LogOptions& options, FileSystem& files) {
  if (auto good = check(directory, options); !good) return tl::unexpected(good.error());
  const bool writes = options.access != LogAccess::kRead;
  OpenFile lock;
  if (writes) {
    auto taken = lock_log(directory, options, files);
    if (!taken) return tl::unexpected(taken.error());
    lock = std::move(*taken);
  } else {
    const auto there = holds_log(directory, files);
    if (!there) return tl::unexpected(there.error());
    if (!*there) {
      return tl::unexpected(Failure{FailureKind::kNotFound, "There is no store in " + directory.string() + "."});
    }
  }
  const auto keys = read_keys(directory, options, files);
  if (!keys) return tl::unexpected(keys.error());
  // Before the log's end is read: a writer beside may sign in between.
  const auto covered = records_under_heads(directory, options.signing_key, files);
  if (!covered) return tl::unexpected(covered.error());
  const auto erasures = std::make_shared<const ErasureSearch>(directory, *keys, files);
  const auto found = writes ? find_log_as_writer(directory, *keys, *erasures, files)
                            : find_log_as_reader(directory, *keys, *erasures, nullptr, files);
  if (!found) return tl::unexpected(found.error());
  if (auto good = check_covered(directory, *covered, found->end.records); !good) return tl::unexpected(good.error());
  if (auto good = check_slots(directory, *found); !good) return tl::unexpected(good.error());
  std::uint64_t cut = 0;
  if (writes) {
    const auto torn = torn_bytes(directory, *found, files);
    if (!torn) return tl::unexpected(torn.error());
    cut = *torn;
    if (auto settled = settle(directory, *found, files); !settled) return tl::unexpected(settled.error());
  }
  auto slots = KeySlots::open(directory, *keys, writes, found->end.slots, files,
                              [erasures](Slot slot) { return erasures->names(slot, 0); });
  if (!slots) return tl::unexpected(slots.error());
  auto state = std::make_unique<State>(directory, files, options, *keys, erasures, std::move(*slots));
  state->take(*found);
  state->cut_bytes = cut;
  if (!writes) return Log(std::move(state));
  if (auto mended = mend_indexes(state->sealed, directory, *found, state->slots, keys->log(), files); !mended) {
    return tl::unexpected(mended.error());
  }
  if (auto removed = state->remove_orphaned_runs(); !removed) return tl::unexpected(removed.error());
  auto durable = DurableEnd::open(directory, keys->log(), files);
  if (!durable) return tl::unexpected(durable.error());
  if (auto known = durable->write_both(found->end); !known) return tl::unexpected(known.error());
  state->durable = std::move(*durable);
  state->lock = std::move(lock);
  return Log(std::move(state));
}

}  // namespace licet::record
