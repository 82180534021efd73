#pragma once
// What counts of a segment: reading it from a place on, and telling a torn tail from damage. Private to engine/record.
//
// Thread rule: one SegmentScan a thread. Source: docs/record_format.md, "Reading, and what a crash leaves".

#include <cstdint>
#include <engine/record/log.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/open_file.h>
#include <engine/record/segment.h>
#include <licet/result.h>
#include <optional>
#include <vector>

namespace licet::record {

/// When a unit was recorded whose first record has this place in its batch.
Instant recorded_at(Instant batch_time, std::uint64_t place_in_batch);

/// Takes in the good records of a segment, unit by unit.
class SegmentScan {
 public:
  /// From the record with number `tree.leaves()` on, which stands at `place` and was recorded later than `after`.
  SegmentScan(MerkleTree tree, std::uint64_t place, Instant after)
      : tree_(std::move(tree)), bytes_(place), stopped_at_(tree_.leaves()), batch_time_(after), recorded_(after) {}
  /// A whole segment; none if the peaks are not as many as the first number demands.
  static std::optional<SegmentScan> of(const SegmentHeader& header);

  /// Reads as many good records as there are up to `end`. True if nothing else stands there and the last ends its unit.
  /// kDamaged if the tree has another root, or the segment another length, than `durable` states of it.
  Result<bool> read(const OpenFile& file, std::uint64_t end, const LogEnd& durable, const ErasureSearch& erasures);

  /// All that follows is of whole units.
  const MerkleTree& tree() const { return tree_; }
  std::uint64_t records() const { return tree_.leaves(); }
  /// Where the last ends.
  std::uint64_t bytes() const { return bytes_; }
  /// Of each record, in units of kRecordAlignment.
  const std::vector<std::uint32_t>& places() const { return places_; }
  const std::vector<KeyReference>& keys() const { return keys_; }
  const std::vector<Digest>& leaf_hashes() const { return leaf_hashes_; }
  /// When the last unit was recorded: its batch's time and its place in it.
  Instant recorded() const { return recorded_; }
  /// Number of the first record that is not good, or not there.
  std::uint64_t stopped_at() const { return stopped_at_; }

 private:
  struct Pending {
    Digest leaf_hash{};
    KeyReference key{};
    std::uint64_t place = 0;
  };
  bool follows(const RecordHead& head) const;
  void take(const StoredRecord& record, std::uint64_t place);
  Result<void> agree(const OpenFile& file, const LogEnd& durable) const;

  MerkleTree tree_;
  std::uint64_t bytes_;
  std::uint64_t stopped_at_;
  std::optional<std::uint64_t> batch_;
  Instant batch_time_;
  Instant recorded_;
  std::vector<std::uint32_t> places_;
  std::vector<KeyReference> keys_;
  std::vector<Digest> leaf_hashes_;
  std::vector<Pending> unit_;
};

/// Reads a segment up to `end`, in bytes; kDamaged, with the record, if not all of it is good.
Result<SegmentScan> read_segment(const OpenFile& file, const SegmentHeader& header, std::uint64_t end,
                                 const LogEnd& durable, const ErasureSearch& erasures);

/// Reads what follows a scan, up to the end of the file, as a writer that opens the log does. What stands behind
/// SegmentScan::bytes() after it is a torn tail. kDamaged, with the record, for what a crash cannot leave.
Result<void> recover_tail(SegmentScan& scan, const OpenFile& file, const LogEnd& durable, std::uint64_t first,
                          const ErasureSearch& erasures);

/// Is there a good record in the file? Only the header of a segment may be torn if there is none.
Result<bool> holds_record(const OpenFile& file, std::uint64_t first);

}  // namespace licet::record
