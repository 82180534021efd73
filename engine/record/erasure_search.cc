#include <algorithm>
#include <cerrno>
#include <engine/record/erasure_names.h>
#include <engine/record/erasure_search.h>
#include <engine/record/segment.h>
#include <fcntl.h>

namespace licet::record {

bool ErasureSearch::knows(Slot slot, std::uint64_t from) const {
  const auto known = batches_.find(slot);
  return known != batches_.end() && known->second >= from;
}

void ErasureSearch::learn(Slot slot, std::uint64_t batch) const {
  if (slot == kStoreSlot) return;
  const std::scoped_lock guard(mutex_);
  auto& greatest = batches_[slot];
  greatest = std::max(greatest, batch);
}

void ErasureSearch::take(const StoredRecord& record) const {
  if (record.erased || slot_of(keys_, record.head.key) != kStoreSlot) return;
  const Leaf& leaf = record.head.leaf;
  std::string plain(record.payload);
  cipher_.apply(keys_.own(), leaf.id, plain);
  if (commitment_of(plain) != leaf.commitment) return;
  const auto content = content_of_payload(plain, payload_alignment(leaf.kind));
  const auto names = content ? names_of_erasure(*content) : std::nullopt;
  if (!names || names->slot == kStoreSlot) return;
  auto& greatest = batches_[names->slot];
  greatest = std::max(greatest, record.head.batch);
}

Result<ErasureSearch::Reached> ErasureSearch::search(std::uint64_t segment, const Reached* reached) const {
  Reached last{segment, segment_header_bytes(segment), std::nullopt};
  const std::string path = segment_path(directory_, segment).string();
  const auto file = OpenFile::open(*files_, path, O_RDONLY);
  // One that was only begun, and that a writer removed.
  if (!file && file.error() == ENOENT) return last;
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  if (reached != nullptr && reached->id) {
    // A writer may have cut off what was never durable, and have written other records in its place.
    SegmentReader before(*file, reached->place, *size);
    const auto head = before.head();
    if (!head) return tl::unexpected(head.error());
    if (*head && (*head)->leaf.id == *reached->id) last = *reached;
  }
  SegmentReader reader(*file, last.place, *size);
  while (true) {
    const auto head = reader.seek(segment);
    if (!head) return tl::unexpected(head.error());
    if (!*head) return last;
    last = {segment, reader.place(), (*head)->leaf.id};
    if ((*head)->leaf.kind == RecordKind::kErasure) {
      const auto record = reader.record((*head)->leaf.number);
      if (!record) return tl::unexpected(record.error());
      if (*record) take(**record);
    }
    reader.pass((*head)->bytes());
  }
}

Result<void> ErasureSearch::search_appended(std::span<const std::uint64_t> segments) const {
  // A segment that was begun, searched and removed leaves nothing to go on from.
  if (reached_ && !std::binary_search(segments.begin(), segments.end(), reached_->segment)) reached_.reset();
  if (!reached_) searched_from_ = segments.back();
  const std::uint64_t begin = reached_ ? reached_->segment : segments.back();
  for (auto first = std::lower_bound(segments.begin(), segments.end(), begin); first != segments.end(); ++first) {
    const auto last = search(*first, reached_ && reached_->segment == *first ? &*reached_ : nullptr);
    if (!last) return tl::unexpected(last.error());
    reached_ = *last;
  }
  return {};
}

Result<bool> ErasureSearch::names(Slot slot, std::uint64_t from) const {
  if (slot == kStoreSlot) return false;
  const std::scoped_lock guard(mutex_);
  if (knows(slot, from)) return true;
  const auto segments = segments_in(directory_, *files_);
  if (!segments) return tl::unexpected(segments.error());
  if (segments->empty()) return false;
  if (auto read = search_appended(*segments); !read) return tl::unexpected(read.error());
  auto first = std::lower_bound(segments->begin(), segments->end(), searched_from_);
  while (!knows(slot, from) && searched_from_ > from && first != segments->begin()) {
    --first;
    if (const auto read = search(*first, nullptr); !read) return tl::unexpected(read.error());
    searched_from_ = *first;
  }
  return knows(slot, from);
}

Result<PayloadLoss> ErasureSearch::loss_of(const RecordHead& head) const {
  const Slot slot = slot_of(keys_, head.key);
  {
    const std::scoped_lock guard(mutex_);
    if (erased_.contains(slot)) return PayloadLoss::kErased;
  }
  const auto erased = is_erased_slot(directory_, slot, *files_);
  if (!erased) return tl::unexpected(erased.error());
  if (*erased) {
    const std::scoped_lock guard(mutex_);
    erased_.insert(slot);
    return PayloadLoss::kErased;
  }
  const auto named = names(slot, head.leaf.number + 1);
  if (!named) return tl::unexpected(named.error());
  return *named ? PayloadLoss::kHalfErased : PayloadLoss::kDamaged;
}

}  // namespace licet::record
