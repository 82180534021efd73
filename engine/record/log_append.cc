#include <engine/record/batch.h>
#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <engine/record/segment.h>
#include <fcntl.h>
#include <mutex>

namespace licet::record {
namespace {

/// Durable with its name; the file is returned open for writing.
Result<std::shared_ptr<OpenFile>> begin_segment(const std::filesystem::path& directory, const SegmentHeader& header,
                                                FileSystem& files) {
  const std::string path = segment_path(directory, header.first).string();
  auto file = OpenFile::open(files, path, O_RDWR | O_CREAT | O_EXCL);
  if (!file) return tl::unexpected(not_writable(path, file.error()));
  if (auto written = file->write_at(0, segment_header(header)); !written) return tl::unexpected(written.error());
  if (auto synced = file->sync(); !synced) return tl::unexpected(synced.error());
  if (auto named = sync_directory(files, log_folder(directory)); !named) return tl::unexpected(named.error());
  return std::make_shared<OpenFile>(std::move(*file));
}

}  // namespace

Result<Slot> Log::new_slot(const KeyedHash& holder) {
  if (auto can = state_->writable(); !can) return tl::unexpected(can.error());
  auto slot = state_->slots.add(holder);
  if (!slot && slot.error().kind == FailureKind::kNotWritable) state_->failed = true;
  return slot;
}

Result<void> Log::append(std::span<const Draft> drafts, Instant batch_time, Instant recorded) {
  State& state = *state_;
  if (auto can = state.writable(); !can) return can;
  if (drafts.empty()) return {};
  // Only this thread changes it.
  const LogEnd before = state.end;
  if (auto good = check_batch(drafts, batch_time, recorded, before.recorded); !good) return good;
  if (auto good = state.check_kept(drafts); !good) return good;
  const auto erased = erased_by(drafts, state.slots.count());
  if (!erased) return tl::unexpected(erased.error());
  const auto batch = state.encoder.encode(drafts, before.records, batch_time, state.slots);
  if (!batch) return tl::unexpected(batch.error());
  // Until all of it is done: should anything throw in between, memory does not know what the disk does.
  state.failed = true;
  if (auto synced = state.slots.sync(); !synced) return state.fail(synced.error());

  LogEnd after = before;
  after.slots = state.slots.count();
  std::shared_ptr<OpenFile> file = state.open.file();
  const bool seals = state.open.records() > 0 && before.bytes + (*batch)->bytes.size() > state.options.segment_bytes;
  if (seals) {
    // A durable end that a power cut tears must not lie in another segment than the one that is still written.
    if (auto known = state.durable->write_both(before); !known) return state.fail(known.error());
    const auto peaks = state.tree.peaks();
    const SegmentHeader header{
        state.keys.log(), before.records, before.recorded, after.slots, {peaks.begin(), peaks.end()}};
    auto begun = begin_segment(state.directory, header, *state.files);
    if (!begun) return state.fail(begun.error());
    file = std::move(*begun);
    after.segment = before.records;
    after.bytes = segment_header_bytes(before.records);
  }
  const std::uint64_t place = after.bytes;
  auto written = file->write_at(place, (*batch)->bytes);
  if (written) written = file->sync_data();
  if (!written) {
    // What was not acknowledged should not come back; whether it does is for the caller the same as a lost answer.
    static_cast<void>(file->truncate(place));
    return state.fail(written.error());
  }
  for (const PlacedRecord& record : (*batch)->records) state.tree.add(record.leaf_hash);
  after.records += drafts.size();
  after.bytes += (*batch)->bytes.size();
  after.recorded = latest_recorded(drafts, batch_time);
  after.root = state.tree.root();
  // From here on the records may be known to others, so they are never cut off.
  if (auto known = state.durable->write(after); !known) return state.fail(known.error());

  OpenSegment sealed;
  {
    const std::unique_lock guard(state.mutex);
    if (seals) {
      sealed = std::exchange(state.open, OpenSegment(file, after.segment));
      state.segments.push_back(after.segment);
    }
    for (const PlacedRecord& record : (*batch)->records) {
      const auto unit = static_cast<std::uint32_t>((place + record.begin) / kRecordAlignment);
      state.open.add(unit, record.slot, record.leaf_hash);
    }
    state.end = after;
  }
  state.erasures->learn(*erased, before.records);
  state.failed = false;
  // Without an index everything that is durable stays so: whoever needs it makes it anew.
  if (seals) {
    static_cast<void>(
        write_segment_index(state.directory, sealed.first(), sealed.index_bytes(state.keys.log()), *state.files));
  }
  return {};
}

Result<void> Log::close() {
  State& state = *state_;
  if (state.options.access == LogAccess::kRead || state.closed) return {};
  state.closed = true;
  Result<void> synced;
  if (!state.failed) synced = state.durable->write_both(state.end);
  state.lock = OpenFile();
  return synced;
}

}  // namespace licet::record
