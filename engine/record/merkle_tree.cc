#include <bit>
#include <engine/record/cipher.h>
#include <engine/record/merkle_tree.h>

namespace licet::record {
namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

constexpr std::string_view kLeafPrefix{"\x00", 1};
constexpr std::string_view kNodePrefix{"\x01", 1};

}  // namespace

Digest leaf_hash(std::string_view leaf) { return thread_hash().add(kLeafPrefix).add(leaf).finish(); }

Digest node_hash(const Digest& left, const Digest& right) {
  return thread_hash().add(kNodePrefix).add(bytes_of(left)).add(bytes_of(right)).finish();
}

std::optional<MerkleTree> MerkleTree::from_peaks(std::uint64_t leaves, std::span<const Digest> peaks) {
  if (peaks.size() != static_cast<std::size_t>(std::popcount(leaves))) return std::nullopt;
  MerkleTree tree;
  tree.leaves_ = leaves;
  tree.peaks_.assign(peaks.begin(), peaks.end());
  return tree;
}

void MerkleTree::add(const Digest& leaf_hash) {
  Digest peak = leaf_hash;
  // Each low bit that is set is a complete subtree of the same size as the one that ends here.
  for (std::uint64_t rest = leaves_; (rest & 1U) != 0; rest >>= 1U) {
    peak = node_hash(peaks_.back(), peak);
    peaks_.pop_back();
  }
  peaks_.push_back(peak);
  ++leaves_;
}

Digest MerkleTree::root() const {
  if (peaks_.empty()) return sha256({});
  Digest root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = node_hash(*peak, root);
  return root;
}

}  // namespace licet::record
