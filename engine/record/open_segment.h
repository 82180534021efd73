#pragma once
// The segment that still grows: where its records are, and whose. Private to engine/record.
//
// Thread rule: one thread at a time; file() may be read by any number. Cost: add() is O(1).

#include <cstdint>
#include <engine/record/key_slots.h>
#include <engine/record/open_file.h>
#include <engine/record/segment_index.h>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace licet::record {

class OpenSegment {
 public:
  OpenSegment() = default;
  OpenSegment(std::shared_ptr<OpenFile> file, std::uint64_t first) : file_(std::move(file)), first_(first) {}

  const std::shared_ptr<OpenFile>& file() const { return file_; }
  std::uint64_t first() const { return first_; }
  std::uint64_t records() const { return places_.size(); }

  /// Of its records, in order; valid until the next add().
  std::span<const Digest> leaf_hashes() const { return leaf_hashes_; }

  /// `place` in units of kRecordAlignment.
  void add(std::uint32_t place, Slot slot, const Digest& leaf_hash);
  /// In bytes; that of the number behind the last is `end`. Precondition: number - first() <= records().
  std::uint64_t place_of(std::uint64_t number, std::uint64_t end) const;
  /// Appends the numbers of a slot's records, rising.
  void append_records_of(Slot slot, std::vector<std::uint64_t>& out) const;
  /// The bytes of its index, when it is sealed.
  std::string index_bytes(const LogId& log) const {
    return segment_index_bytes(log, first_, {places_, leaf_hashes_, slots_});
  }

 private:
  std::shared_ptr<OpenFile> file_;
  std::uint64_t first_ = 0;
  std::vector<std::uint32_t> places_;
  std::vector<Slot> slots_;
  std::vector<Digest> leaf_hashes_;
  std::vector<std::uint32_t> before_;  ///< the slot's record before, or kNone
  std::unordered_map<std::uint64_t, std::uint32_t> last_;
};

}  // namespace licet::record
