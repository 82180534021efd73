#pragma once
// The Merkle tree of RFC 6962, section 2.1, kept by its peaks: the roots of the largest complete subtrees from the
// left.
//
// Thread rule: values. Cost: one leaf is O(1) hashes on average, the root O(log leaves).

#include <cstdint>
#include <engine/base/digest.h>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace licet::record {

Digest leaf_hash(std::string_view leaf);
Digest node_hash(const Digest& left, const Digest& right);

class MerkleTree {
 public:
  /// The empty tree.
  MerkleTree() = default;
  /// A tree of so many leaves with these peaks, largest first; none if there are not as many as bits are set in
  /// `leaves`.
  static std::optional<MerkleTree> from_peaks(std::uint64_t leaves, std::span<const Digest> peaks);

  void add(const Digest& leaf_hash);
  std::uint64_t leaves() const { return leaves_; }
  std::span<const Digest> peaks() const { return peaks_; }
  /// Of the empty tree SHA-256 of nothing.
  Digest root() const;

 private:
  std::uint64_t leaves_ = 0;
  std::vector<Digest> peaks_;
};

}  // namespace licet::record
