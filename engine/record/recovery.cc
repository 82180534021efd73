#include <algorithm>
#include <engine/record/recovery.h>

namespace licet::record {
namespace {

Failure contradiction(const OpenFile& file, std::uint64_t records) {
  return {FailureKind::kDamaged,
          file.path() + " and log/end contradict each other about the first " + std::to_string(records) + " records."};
}

/// A batch is written only after the one before it was synced, so what stands before such a record was acknowledged.
Result<bool> later_batch_behind(const SegmentScan& scan, const OpenFile& file, std::uint64_t size) {
  SegmentReader reader(file, scan.bytes(), size);
  while (true) {
    const auto head = reader.seek(scan.records());
    if (!head) return tl::unexpected(head.error());
    if (!*head) return false;
    const auto record = reader.record((*head)->leaf.number);
    if (!record) return tl::unexpected(record.error());
    if (*record && (*head)->batch > scan.records()) return true;
    reader.pass(*record ? (*head)->bytes() : kRecordAlignment);
  }
}

}  // namespace

Instant recorded_at(Instant batch_time, std::uint64_t place_in_batch) {
  const auto later = static_cast<std::int64_t>(std::min<std::uint64_t>(place_in_batch, kBatchRecords));
  return {std::min(batch_time.micros, kNever.micros - later) + later};
}

std::optional<SegmentScan> SegmentScan::of(const SegmentHeader& header) {
  auto tree = MerkleTree::from_peaks(header.first, header.peaks);
  if (!tree) return std::nullopt;
  return SegmentScan(std::move(*tree), segment_header_bytes(header.first), header.after);
}

bool SegmentScan::follows(const RecordHead& head) const {
  if (batch_ && head.batch == *batch_) return head.leaf.batch_time == batch_time_;
  return unit_.empty() && head.batch == head.leaf.number && head.leaf.batch_time > batch_time_;
}

void SegmentScan::take(const StoredRecord& record, std::uint64_t place) {
  const Leaf& leaf = record.head.leaf;
  batch_ = record.head.batch;
  batch_time_ = leaf.batch_time;
  unit_.push_back({leaf_hash(record.leaf), record.head.key, place});
  if (!record.head.ends_unit) return;
  for (const Pending& pending : unit_) {
    tree_.add(pending.leaf_hash);
    places_.push_back(static_cast<std::uint32_t>(pending.place / kRecordAlignment));
    keys_.push_back(pending.key);
    leaf_hashes_.push_back(pending.leaf_hash);
  }
  recorded_ = recorded_at(leaf.batch_time, leaf.number + 1 - unit_.size() - record.head.batch);
  unit_.clear();
  bytes_ = place + record.head.bytes();
}

Result<void> SegmentScan::agree(const OpenFile& file, const LogEnd& durable) const {
  if (records() != durable.records) return {};
  if (bytes_ == durable.bytes && tree_.root() == durable.root) return {};
  return tl::unexpected(contradiction(file, records()));
}

Result<bool> SegmentScan::read(const OpenFile& file, std::uint64_t end, const LogEnd& durable,
                               const ErasureSearch& erasures) {
  SegmentReader reader(file, bytes_, end, &erasures);
  stopped_at_ = records();
  while (!reader.at_end()) {
    const auto record = reader.record(stopped_at_);
    if (!record) return tl::unexpected(record.error());
    if (!*record || !follows((*record)->head)) return false;
    take(**record, reader.place());
    ++stopped_at_;
    if (unit_.empty()) {
      if (auto agreed = agree(file, durable); !agreed) return tl::unexpected(agreed.error());
    }
    reader.pass((*record)->head.bytes());
  }
  return unit_.empty();
}

Result<SegmentScan> read_segment(const OpenFile& file, const SegmentHeader& header, std::uint64_t end,
                                 const LogEnd& durable, const ErasureSearch& erasures) {
  auto scan = SegmentScan::of(header);
  if (!scan) return tl::unexpected(damaged_file(file.path()));
  const auto whole = scan->read(file, end, durable, erasures);
  if (!whole) return tl::unexpected(whole.error());
  if (!*whole) return tl::unexpected(damaged_record(file.path(), scan->stopped_at()));
  return std::move(*scan);
}

Result<void> recover_tail(SegmentScan& scan, const OpenFile& file, const LogEnd& durable, std::uint64_t first,
                          const ErasureSearch& erasures) {
  const auto size = file.size();
  if (!size) return tl::unexpected(size.error());
  const auto whole = scan.read(file, *size, durable, erasures);
  if (!whole) return tl::unexpected(whole.error());
  const bool acknowledged = durable.segment == first && scan.bytes() < durable.bytes;
  if (acknowledged) return tl::unexpected(damaged_record(file.path(), scan.stopped_at()));
  if (*whole) return {};
  const auto later = later_batch_behind(scan, file, *size);
  if (!later) return tl::unexpected(later.error());
  if (*later) return tl::unexpected(damaged_record(file.path(), scan.stopped_at()));
  return {};
}

Result<bool> holds_record(const OpenFile& file, std::uint64_t first) {
  const auto size = file.size();
  if (!size) return tl::unexpected(size.error());
  SegmentReader reader(file, 0, *size);
  while (true) {
    const auto head = reader.seek(first);
    if (!head) return tl::unexpected(head.error());
    if (!*head) return false;
    const auto record = reader.record((*head)->leaf.number);
    if (!record) return tl::unexpected(record.error());
    if (*record) return true;
    reader.pass(kRecordAlignment);
  }
}

}  // namespace licet::record
