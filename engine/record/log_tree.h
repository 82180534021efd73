#pragma once
// The Merkle tree of a log, where its nodes are known: from the leaves' hashes that the log keeps, or from the disk.
//
// Thread rule: one thread at a time an object, beside the log's writer. Source: docs/record_format.md, "Merkle tree".

#include <cstdint>
#include <engine/record/log.h>
#include <engine/record/merkle_proof.h>
#include <licet/result.h>
#include <unordered_map>
#include <vector>

namespace licet::record {

/// The tree over the first `size` records, from indexes and memory (Log::leaf_hashes). Remembers roots from 256 leaves
/// on, and the leaves of blocks that were asked for: the first proof reads the hashes of all records once (about 0.3 µs
/// each), further ones hardly any. Memory: under one byte a record, and up to 32 MiB of leaves. The log must outlive
/// it.
class LogTree final : public SubtreeRoots {
 public:
  /// Precondition: size <= log.end().records.
  LogTree(const Log& log, std::uint64_t size) : log_(&log), size_(size) {}

  std::uint64_t size() const { return size_; }
  /// kWrongUse for a subtree that is not within the size; else as Log::leaf_hashes.
  Result<Digest> root(unsigned level, std::uint64_t index) const override;

 private:
  Result<Digest> remembered_root(unsigned level, std::uint64_t index) const;
  Result<Digest> root_in_block(unsigned level, std::uint64_t index) const;
  /// Takes the roots of this block and of some behind it.
  Result<void> take_blocks(std::uint64_t block) const;

  const Log* log_;
  std::uint64_t size_;
  mutable std::unordered_map<std::uint64_t, Digest> roots_;                ///< by level and index
  mutable std::unordered_map<std::uint64_t, std::vector<Digest>> leaves_;  ///< of blocks, by index
};

/// The end of a log's tree made anew from the disk (Log::reread), with what is before it by its peaks. Any number of
/// threads.
class TreeOnDisk final : public SubtreeRoots {
 public:
  explicit TreeOnDisk(LeavesOnDisk leaves);

  /// Leaves that are known by peaks only.
  std::uint64_t first() const { return first_; }
  std::uint64_t size() const { return first_ + leaves_.size(); }
  /// kWrongUse for a subtree that is not within the size, or that lies before first() and is no peak there. So roots
  /// of trees of first() to size() leaves are known, and the proof of consistency between any two of them.
  Result<Digest> root(unsigned level, std::uint64_t index) const override;

 private:
  std::uint64_t first_ = 0;
  std::vector<Digest> leaves_;
  std::unordered_map<std::uint64_t, Digest> peaks_;  ///< by level and index
};

}  // namespace licet::record
