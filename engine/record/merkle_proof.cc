#include <algorithm>
#include <bit>
#include <engine/record/merkle_proof.h>

namespace licet::record {
namespace {

Failure wrong_use(const char* message) { return {FailureKind::kWrongUse, message}; }

struct Leaves {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  std::uint64_t count() const { return end - begin; }
};

/// The greatest power of two below a count of at least 2: where RFC 6962 splits so many leaves.
std::uint64_t left_part(std::uint64_t count) { return std::bit_floor(count - 1); }

/// The root over leaves that begin where a complete subtree of their size, rounded up, begins.
Result<Digest> root_over(const SubtreeRoots& roots, Leaves leaves) {
  std::vector<Digest> parts;
  while (leaves.begin < leaves.end) {
    const std::uint64_t width = std::bit_floor(leaves.count());
    const auto level = static_cast<unsigned>(std::countr_zero(width));
    const auto part = roots.root(level, leaves.begin >> level);
    if (!part) return tl::unexpected(part.error());
    parts.push_back(*part);
    leaves.begin += width;
  }
  if (parts.empty()) return sha256({});
  Digest root = parts.back();
  for (auto part = parts.rbegin() + 1; part != parts.rend(); ++part) root = node_hash(*part, root);
  return root;
}

/// Climbs from the leaf `index` to the root of `size` leaves, both counted in nodes of the level that is reached.
class Climb {
 public:
  Climb(std::uint64_t index, std::uint64_t size) : index_(index), last_(size - 1) {}

  bool at_root() const { return last_ == 0; }
  /// Does the next element of the proof stand to the left? Passes the levels at which the node has no sibling.
  bool next_is_left() {
    const bool left = (index_ & 1U) != 0 || index_ == last_;
    if (left) {
      while ((index_ & 1U) == 0 && index_ != 0) up();
    }
    up();
    return left;
  }
  /// From an odd node its parent's way is the same, until it is even.
  void pass_odd() {
    while ((index_ & 1U) != 0) up();
  }

 private:
  void up() {
    index_ >>= 1U;
    last_ >>= 1U;
  }

  std::uint64_t index_;
  std::uint64_t last_;
};

}  // namespace

LeafHashes::LeafHashes(std::span<const Digest> leaf_hashes) {
  levels_.emplace_back(leaf_hashes.begin(), leaf_hashes.end());
  while (levels_.back().size() > 1) {
    const std::vector<Digest>& below = levels_.back();
    std::vector<Digest> level;
    level.reserve(below.size() / 2);
    for (std::size_t i = 0; i + 1 < below.size(); i += 2) level.push_back(node_hash(below[i], below[i + 1]));
    levels_.push_back(std::move(level));
  }
}

Result<Digest> LeafHashes::root(unsigned level, std::uint64_t index) const {
  if (level < levels_.size() && index < levels_[level].size()) return levels_[level][index];
  return tl::unexpected(wrong_use("A part of the Merkle tree was asked for that lies beyond its leaves."));
}

Result<Digest> tree_root(const SubtreeRoots& roots, std::uint64_t size) { return root_over(roots, {0, size}); }

Result<std::vector<Digest>> inclusion_proof(const SubtreeRoots& roots, std::uint64_t index, std::uint64_t size) {
  if (index >= size) {
    return tl::unexpected(wrong_use("The record lies beyond the head: a proof needs a later head."));
  }
  std::vector<Digest> proof;
  Leaves around{0, size};
  while (around.count() > 1) {
    const std::uint64_t split = around.begin + left_part(around.count());
    const bool is_left = index < split;
    const auto sibling = root_over(roots, is_left ? Leaves{split, around.end} : Leaves{around.begin, split});
    if (!sibling) return tl::unexpected(sibling.error());
    proof.push_back(*sibling);
    (is_left ? around.end : around.begin) = split;
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

Result<std::vector<Digest>> consistency_proof(const SubtreeRoots& roots, std::uint64_t smaller, std::uint64_t larger) {
  if (smaller == 0) return tl::unexpected(wrong_use("Nothing can be proven of an empty log."));
  if (smaller > larger) return tl::unexpected(wrong_use("The earlier head is of more records than the later one."));
  std::vector<Digest> proof;
  Leaves around{0, larger};
  while (smaller != around.end) {
    const std::uint64_t split = around.begin + left_part(around.count());
    const bool ends_left = smaller <= split;
    const auto sibling = root_over(roots, ends_left ? Leaves{split, around.end} : Leaves{around.begin, split});
    if (!sibling) return tl::unexpected(sibling.error());
    proof.push_back(*sibling);
    (ends_left ? around.end : around.begin) = split;
  }
  // A subtree that begins with the log's first leaf is the smaller tree itself, whose root the verifier has.
  if (around.begin != 0) {
    const auto last = root_over(roots, around);
    if (!last) return tl::unexpected(last.error());
    proof.push_back(*last);
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

bool includes(const Digest& leaf_hash, std::uint64_t index, std::uint64_t size, std::span<const Digest> proof,
              const Digest& root) {
  if (index >= size) return false;
  Climb climb(index, size);
  Digest reached = leaf_hash;
  for (const Digest& element : proof) {
    if (climb.at_root()) return false;
    reached = climb.next_is_left() ? node_hash(element, reached) : node_hash(reached, element);
  }
  return climb.at_root() && reached == root;
}

bool is_consistent(std::uint64_t smaller, std::uint64_t larger, std::span<const Digest> proof,
                   const Digest& root_smaller, const Digest& root_larger) {
  if (smaller == 0 || smaller > larger) return false;
  if (smaller == larger) return proof.empty() && root_smaller == root_larger;
  if (proof.empty()) return false;
  // Of a complete subtree the root is left out of the proof, because it is the smaller tree's.
  const bool is_complete = std::has_single_bit(smaller);
  Digest reached_smaller = is_complete ? root_smaller : proof.front();
  Digest reached_larger = reached_smaller;
  if (!is_complete) proof = proof.subspan(1);
  Climb climb(smaller - 1, larger);
  climb.pass_odd();
  for (const Digest& element : proof) {
    if (climb.at_root()) return false;
    if (climb.next_is_left()) {
      reached_smaller = node_hash(element, reached_smaller);
      reached_larger = node_hash(element, reached_larger);
    } else {
      reached_larger = node_hash(reached_larger, element);
    }
  }
  return climb.at_root() && reached_smaller == root_smaller && reached_larger == root_larger;
}

}  // namespace licet::record
