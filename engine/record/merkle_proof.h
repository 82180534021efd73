#pragma once
// Proofs over the Merkle tree of a log: that a leaf is in it, and that a smaller tree is its beginning.
//
// Made as RFC 6962, sections 2.1.1 and 2.1.2 have it; checked as RFC 9162, sections 2.1.3.2 and 2.1.4.2 have it.
// Thread rule: pure functions; of a SubtreeRoots what its implementation says. Sizes and indexes count leaves.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/merkle_tree.h>
#include <licet/result.h>
#include <span>
#include <vector>

namespace licet::record {

/// Where the roots of complete subtrees are known.
class SubtreeRoots {
 public:
  SubtreeRoots() = default;
  SubtreeRoots(const SubtreeRoots&) = delete;
  SubtreeRoots& operator=(const SubtreeRoots&) = delete;
  virtual ~SubtreeRoots() = default;

  /// The root over the leaves [index·2^level, (index+1)·2^level); of level 0 it is a leaf's hash. Is asked only for
  /// subtrees that lie within the size that was given to the function that asks.
  virtual Result<Digest> root(unsigned level, std::uint64_t index) const = 0;
};

/// Over leaves in memory. Holds all nodes: 64 bytes a leaf; made in O(leaves) hashes, asked in O(1). Any number of
/// threads. kWrongUse for a subtree that is not within the leaves.
class LeafHashes final : public SubtreeRoots {
 public:
  explicit LeafHashes(std::span<const Digest> leaf_hashes);

  std::uint64_t size() const { return levels_.front().size(); }
  Result<Digest> root(unsigned level, std::uint64_t index) const override;

 private:
  std::vector<std::vector<Digest>> levels_;  ///< complete subtrees only
};

/// Of the tree of the first `size` leaves; of no leaves SHA-256 of nothing. O(log size) subtrees.
Result<Digest> tree_root(const SubtreeRoots& roots, std::uint64_t size);

/// From the leaf's sibling up. kWrongUse if `index` is not below `size`. O(log² size) subtrees.
Result<std::vector<Digest>> inclusion_proof(const SubtreeRoots& roots, std::uint64_t index, std::uint64_t size);

/// Empty if both sizes are the same. kWrongUse if `smaller` is 0 (of the empty tree there is nothing to prove) or
/// greater than `larger`. O(log² larger) subtrees.
Result<std::vector<Digest>> consistency_proof(const SubtreeRoots& roots, std::uint64_t smaller, std::uint64_t larger);

/// Whether the proof shows that the leaf of this hash stands at `index` in the tree of `size` leaves with this root.
bool includes(const Digest& leaf_hash, std::uint64_t index, std::uint64_t size, std::span<const Digest> proof,
              const Digest& root);

/// Whether the proof shows that the tree of `smaller` leaves is the beginning of the tree of `larger` leaves. Never
/// for `smaller` 0.
bool is_consistent(std::uint64_t smaller, std::uint64_t larger, std::span<const Digest> proof,
                   const Digest& root_smaller, const Digest& root_larger);

}  // namespace licet::record
