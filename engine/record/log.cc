#include <algorithm>
#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <mutex>

namespace licet::record {

Log::Log(std::unique_ptr<State> state) : state_(std::move(state)) {}
Log::Log(Log&&) noexcept = default;
Log& Log::operator=(Log&&) noexcept = default;
Log::~Log() = default;

void Log::State::take(const FoundLog& found) {
  const bool grows = open.file() && end.segment == found.end.segment;
  OpenSegment fresh(found.file, found.end.segment);
  std::vector<Slot> named;
  named.reserve(found.scan.keys().size());
  for (const KeyReference& key : found.scan.keys()) named.push_back(slots.slot_of(key));
  tree = found.scan.tree();
  const std::unique_lock guard(mutex);
  if (!grows) open = std::move(fresh);
  for (std::size_t i = 0; i < named.size(); ++i) {
    open.add(found.scan.places()[i], named[i], found.scan.leaf_hashes()[i]);
  }
  end = found.end;
  segments = found.segments;
}

Result<void> Log::State::writable() const {
  if (options.access == LogAccess::kRead) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The store is open for reading only."});
  }
  if (closed) return tl::unexpected(Failure{FailureKind::kWrongUse, "The store was closed."});
  if (!failed) return {};
  return tl::unexpected(
      Failure{FailureKind::kNotWritable, "An earlier write to the store failed: it must be opened again."});
}

Result<void> Log::State::fail(Failure failure) {
  failed = true;
  return tl::unexpected(std::move(failure));
}

const StoreKeys& Log::keys() const { return state_->keys; }

LogEnd Log::end() const {
  const std::shared_lock guard(state_->mutex);
  return state_->end;
}

std::uint64_t Log::cut_bytes() const { return state_->cut_bytes; }

Result<void> Log::refresh() {
  State& state = *state_;
  if (state.options.access != LogAccess::kRead) return {};
  const ReadSoFar before{end(), state.tree, state.open.file()};
  const auto found = find_log_as_reader(state.directory, state.keys, *state.erasures, &before, *state.files);
  if (!found) return tl::unexpected(found.error());
  if (found->end.records <= before.end.records) return {};
  if (auto grown = state.slots.refresh(found->end.slots); !grown) return grown;
  state.take(*found);
  return {};
}

Instant Log::next_batch_time(Instant now) const {
  const Instant last = end().recorded;
  return last < now ? now : Instant{last.micros + (last == kNever ? 0 : 1)};
}

Result<void> Log::archive_policy(const Digest& digest, const ArchivedPolicy& policy) {
  if (auto can = state_->writable(); !can) return can;
  return record::archive_policy(state_->directory, digest, policy, *state_->files);
}

Result<ArchivedPolicy> Log::archived_policy(const Digest& digest) const {
  return read_archived_policy(state_->directory, digest, *state_->files);
}

}  // namespace licet::record
