#include <algorithm>
#include <cerrno>
#include <engine/record/layout.h>
#include <engine/record/open_file.h>
#include <engine/record/recovery.h>
#include <engine/record/segment_index.h>
#include <engine/record/segment_verification.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr const char* kStillStands = ", was erased, but what it held still stands.";
constexpr std::uint64_t kLeastRecordBytes = kRecordHeadBytes + kPayloadAlignment + kRecordTrailerBytes;

bool belongs_to_erasure(const RecordHead& head) {
  return head.leaf.kind == RecordKind::kErasure || head.leaf.kind == RecordKind::kKept;
}

/// An erasure, behind what it keeps, is a batch and a unit.
bool may_follow_in_batch(const RecordHead& before, const RecordHead& head) {
  if (!belongs_to_erasure(before)) return !belongs_to_erasure(head);
  if (before.ends_unit) return false;
  return head.leaf.kind == RecordKind::kErasure ||
         (head.leaf.kind == RecordKind::kKept && before.leaf.kind == RecordKind::kKept);
}

}  // namespace

void SegmentVerification::found(std::optional<std::uint64_t> record, const std::string& file, std::string message) {
  report_->findings.push_back({record, file, std::move(message)});
}

void SegmentVerification::lose(std::uint64_t from, std::uint64_t until) {
  for (std::uint64_t number = from; number < until; ++number) {
    found(number, path_, damaged_record(path_, number).message);
  }
  next_ = std::max(next_, until);
  tree_.reset();
  recorded_.reset();
  before_.reset();
  kept_slot_ = kStoreSlot;
  complete_ = false;
}

void SegmentVerification::compare_with_end(std::uint64_t place) {
  for (const auto& sector : sectors_.sectors) {
    if (!sector || sector->end.records != next_) continue;
    const LogEnd& end = sector->end;
    // Where a segment begins, the one before it ends, and either may be stated.
    const bool same = (!tree_ || tree_->root() == end.root) && (!recorded_ || *recorded_ == end.recorded) &&
                      (end.segment != first_ || end.bytes == place);
    if (!same) {
      found({}, end_path(directory_).string(),
            end_path(directory_).string() + " contradicts the first " + std::to_string(next_) + " records.");
    }
  }
}

Result<void> SegmentVerification::header(const OpenFile& file, const SegmentExtent& extent) {
  const auto read = read_segment_header(file, extent.first);
  if (!read) return tl::unexpected(read.error());
  const auto tree = *read ? MerkleTree::from_peaks(extent.first, (*read)->peaks) : std::nullopt;
  const bool right =
      tree && (*read)->log == log_ && (!recorded_ || (*read)->after == *recorded_) &&
      (!tree_ || std::equal(tree->peaks().begin(), tree->peaks().end(), tree_->peaks().begin(), tree_->peaks().end()));
  if (!right) {
    found({}, path_, "The beginning of " + path_ + " is not as it was written.");
  } else {
    tree_ = tree;
    recorded_ = (*read)->after;
  }
  return {};
}

Result<void> SegmentVerification::verify(const SegmentExtent& extent) {
  path_ = segment_path(directory_, extent.first).string();
  first_ = extent.first;
  complete_ = true;
  places_.clear();
  leaf_hashes_.clear();
  named_.clear();
  before_.reset();
  const auto file = OpenFile::open(*files_, path_, O_RDONLY);
  if (!file) return tl::unexpected(not_readable(path_, file.error()));
  if (next_ != extent.first) {
    found(std::min(next_, extent.first), path_,
          "The records from " + std::to_string(std::min(next_, extent.first)) + " to " +
              std::to_string(std::max(next_, extent.first) - 1) + " are missing, or there twice.");
    next_ = extent.first;
    tree_.reset();
    recorded_.reset();
  }
  unit_ = next_;
  if (auto read = header(*file, extent); !read) return read;
  ++report_->segments;
  report_->bytes += extent.bytes;
  compare_with_end(segment_header_bytes(extent.first));
  if (auto read = records(*file, extent); !read) return read;
  return extent.sealed ? index(extent) : Result<void>();
}

Result<void> SegmentVerification::records(const OpenFile& file, const SegmentExtent& extent) {
  SegmentReader reader(file, segment_header_bytes(extent.first), extent.bytes, erasures_);
  while (!reader.at_end() && (!extent.next || next_ < *extent.next)) {
    const auto good = reader.record(next_);
    if (!good) return tl::unexpected(good.error());
    if (*good) {
      envelope((*good)->head, (*good)->leaf, reader.place());
      if ((*good)->erased) ++report_->erased;
      if ((*good)->half_erased) ++report_->half_erased;
      if (slots_ != nullptr && !(*good)->erased && payload(**good) == Opening::kSlotErased) {
        // Unless all of that happened while it was read.
        reader.forget();
        const auto again = reader.record(next_);
        if (!again) return tl::unexpected(again.error());
        const bool erased = *again && (*again)->erased;
        if (erased) ++report_->erased;
        if (!erased) found(next_, path_, path_ + ", record " + std::to_string(next_) + kStillStands);
      }
      if (slots_ != nullptr && (*good)->head.leaf.kind == RecordKind::kKept) kept_slot_ = named_.back();
      ++next_;
      reader.pass((*good)->head.bytes());
      compare_with_end(reader.place());
      continue;
    }
    const auto head = reader.head();
    if (!head) return tl::unexpected(head.error());
    const std::uint64_t begin = reader.place();
    // With a good head the damage is behind it, and the next record where the head says.
    if (*head && (*head)->leaf.number == next_) {
      std::string leaf;
      append_leaf(leaf, (*head)->leaf);
      envelope(**head, leaf, reader.place());
      found(next_, path_, damaged_record(path_, next_).message);
      reader.pass((*head)->bytes());
      ++next_;
      continue;
    }
    reader.pass(kRecordAlignment);
    const auto behind = reader.seek(next_ + 1);
    if (!behind) return tl::unexpected(behind.error());
    if (!*behind) break;
    const std::uint64_t number = (*behind)->leaf.number;
    if (number - next_ > (reader.place() - begin) / kLeastRecordBytes + 1) break;
    lose(next_, number);
    unit_ = next_;
  }
  // Behind all of the records nothing should stand.
  const bool more = !reader.at_end() && extent.next && next_ == *extent.next;
  if (more) found({}, path_, "In " + path_ + " something stands behind the last record.");
  if (extent.next && next_ < *extent.next) {
    const std::uint64_t room = (extent.bytes - std::min(extent.bytes, reader.place())) / kLeastRecordBytes;
    const std::uint64_t named = std::min(*extent.next, next_ + std::max<std::uint64_t>(room, 1) + kBatchRecords);
    lose(next_, named);
    next_ = *extent.next;
  }
  return {};
}

void SegmentVerification::order(const RecordHead& head) {
  const bool begins = head.batch == head.leaf.number && (!before_ || before_->ends_unit) &&
                      (!recorded_ || head.leaf.batch_time > *recorded_);
  const bool continues = before_ ? head.batch == before_->batch && head.leaf.batch_time == before_->leaf.batch_time &&
                                       may_follow_in_batch(*before_, head)
                                 : !recorded_;
  const bool ends_wrong = head.leaf.kind == RecordKind::kKept && head.ends_unit;
  if ((!begins && !continues) || ends_wrong) {
    found(head.leaf.number, path_, path_ + ", record " + std::to_string(head.leaf.number) + ", is not of its batch.");
  }
  if (begins || !before_ || before_->ends_unit) unit_ = head.leaf.number;
  if (head.ends_unit) {
    recorded_ = recorded_at(head.leaf.batch_time, unit_ - std::min(unit_, head.batch));
  }
  before_ = head;
}

void SegmentVerification::envelope(const RecordHead& head, std::string_view leaf_bytes, std::uint64_t place) {
  const Leaf& leaf = head.leaf;
  order(head);
  if (leaf.kind == RecordKind::kEvent) ++report_->events;
  if (leaf.kind == RecordKind::kDecision) ++report_->decisions;
  if (leaf.kind == RecordKind::kErasure) ++report_->erasures;
  if (leaf.kind == RecordKind::kKept) ++report_->kept;
  if (leaf.kind == RecordKind::kAudience) ++report_->audiences;
  if (belongs_to_erasure(head) && leaf.policy != Digest{}) {
    found(leaf.number, path_, damaged_record(path_, leaf.number).message);
  }
  if (head.batch == leaf.number) kept_slot_ = kStoreSlot;
  if (leaf.policy != Digest{}) policies_.try_emplace(leaf.policy, leaf.number);
  const Digest hash = leaf_hash(leaf_bytes);
  if (tree_) {
    tree_->add(hash);
    heads_->compare(*tree_);
  }
  places_.push_back(static_cast<std::uint32_t>(place / kRecordAlignment));
  leaf_hashes_.push_back(hash);
  if (slots_ != nullptr) named_.push_back(slots_->slot_of(head.key));
}

SegmentVerification::Opening SegmentVerification::payload(const StoredRecord& record) {
  const Leaf& leaf = record.head.leaf;
  const Slot slot = named_.back();
  if (static_cast<std::uint64_t>(slot) >= slots_->count()) {
    found(leaf.number, path_, path_ + ", record " + std::to_string(leaf.number) + ", names a key that is not there.");
    return Opening::kDone;
  }
  const auto key = slots_->find(slot);
  // A slot that is not as it was written is found where slots are read.
  if (!key) return Opening::kDone;
  if (!*key) {
    const auto erased = slots_->is_erased(slot);
    return erased && *erased ? Opening::kSlotErased : Opening::kDone;
  }
  std::string plain(record.payload);
  cipher_.apply((*key)->key, leaf.id, plain);
  const auto content = content_of_payload(plain, payload_alignment(leaf.kind));
  if (commitment_of(plain) != leaf.commitment || !content || !is_right(leaf, slot, *content)) {
    found(leaf.number, path_, damaged_record(path_, leaf.number).message);
  }
  return Opening::kDone;
}

bool SegmentVerification::is_right(const Leaf& leaf, Slot slot, std::string_view content) {
  if (leaf.kind == RecordKind::kKept) {
    const bool same_slot = kept_slot_ == kStoreSlot || kept_slot_ == slot;
    return slot != kStoreSlot && same_slot && kept_.add(leaf.number, content);
  }
  if (leaf.kind == RecordKind::kOutbox) return slot == kStoreSlot;
  if (leaf.kind == RecordKind::kAudience) {
    const auto audience = names_of_audience(content);
    if (slot != kStoreSlot || !audience) return false;
    audiences_.insert_or_assign(leaf.number, *audience);
  }
  if (leaf.kind != RecordKind::kErasure) return true;
  const auto names = names_of_erasure(content);
  const bool same_slot = names && (kept_slot_ == kStoreSlot || kept_slot_ == names->into);
  return slot == kStoreSlot && same_slot && static_cast<std::uint64_t>(names->slot) < slots_->count();
}

Result<void> SegmentVerification::index(const SegmentExtent& extent) {
  const std::string path = index_path(directory_, extent.first).string();
  const auto file = OpenFile::open(*files_, path, O_RDONLY);
  // It is made anew where it is missing, and by a writer only after the next segment was begun.
  if (!file && file.error() == ENOENT) return {};
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  bool right = false;
  if (complete_ && slots_ != nullptr) {
    const std::string expected = segment_index_bytes(log_, extent.first, {places_, leaf_hashes_, named_});
    const auto bytes = file->read(0, expected.size() + 1);
    if (!bytes) return tl::unexpected(bytes.error());
    right = *bytes == expected;
  } else {
    const auto read = read_segment_index(directory_, log_, extent.first, *files_);
    if (!read) return tl::unexpected(read.error());
    right = read->has_value();
    for (std::size_t i = 0; right && complete_ && i < places_.size(); ++i) {
      const std::uint64_t number = extent.first + i;
      right = i < (*read)->records() && (*read)->place_of(number) == std::uint64_t{places_[i]} * kRecordAlignment;
    }
  }
  if (!right) found({}, path, damaged_file(path).message);
  return {};
}

}  // namespace licet::record
