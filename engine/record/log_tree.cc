#include <algorithm>
#include <bit>
#include <engine/record/log_tree.h>
#include <engine/record/merkle_tree.h>
#include <span>

namespace licet::record {
namespace {

/// Of a block the leaves are read together.
constexpr unsigned kBlockLevel = 8;
constexpr std::uint64_t kBlockLeaves = std::uint64_t{1} << kBlockLevel;
/// Blocks whose roots are made at once: half a MiB of hashes.
constexpr std::uint64_t kBlocksTogether = 64;
/// Blocks whose leaves are remembered.
constexpr std::size_t kBlocksKept = 4096;
constexpr unsigned kLevels = 64;

/// Of a subtree that lies in a tree; a level takes six bits, and indexes from level 8 on stay below 2^56.
std::uint64_t key_of(unsigned level, std::uint64_t index) { return index << 6U | level; }

bool lies_within(unsigned level, std::uint64_t index, std::uint64_t size) {
  return level < kLevels && index < (size >> level);
}

Failure beyond() { return {FailureKind::kWrongUse, "A part of the Merkle tree was asked for that is not known here."}; }

/// Over a power of two of leaves.
Digest complete_root(std::vector<Digest> nodes) {
  for (std::size_t count = nodes.size(); count > 1; count /= 2) {
    for (std::size_t i = 0; i < count / 2; ++i) nodes[i] = node_hash(nodes[2 * i], nodes[2 * i + 1]);
  }
  return nodes.front();
}

}  // namespace

Result<Digest> LogTree::root(unsigned level, std::uint64_t index) const {
  if (!lies_within(level, index, size_)) return tl::unexpected(beyond());
  return level < kBlockLevel ? root_in_block(level, index) : remembered_root(level, index);
}

Result<Digest> LogTree::root_in_block(unsigned level, std::uint64_t index) const {
  const std::uint64_t block = (index << level) >> kBlockLevel;
  auto known = leaves_.find(block);
  if (known == leaves_.end()) {
    const std::uint64_t first = block << kBlockLevel;
    auto hashes = log_->leaf_hashes(first, std::min(first + kBlockLeaves, size_));
    if (!hashes) return tl::unexpected(hashes.error());
    if (leaves_.size() == kBlocksKept) leaves_.clear();
    known = leaves_.emplace(block, std::move(*hashes)).first;
  }
  const auto begin = known->second.begin() + static_cast<std::ptrdiff_t>((index << level) % kBlockLeaves);
  return complete_root({begin, begin + static_cast<std::ptrdiff_t>(std::uint64_t{1} << level)});
}

Result<void> LogTree::take_blocks(std::uint64_t block) const {
  const std::uint64_t end = std::min(block + kBlocksTogether, size_ >> kBlockLevel);
  const auto hashes = log_->leaf_hashes(block << kBlockLevel, end << kBlockLevel);
  if (!hashes) return tl::unexpected(hashes.error());
  auto begin = hashes->begin();
  for (; block < end; ++block, begin += kBlockLeaves) {
    roots_.emplace(key_of(kBlockLevel, block), complete_root({begin, begin + kBlockLeaves}));
  }
  return {};
}

Result<Digest> LogTree::remembered_root(unsigned level, std::uint64_t index) const {
  if (const auto known = roots_.find(key_of(level, index)); known != roots_.end()) return known->second;
  if (level == kBlockLevel) {
    if (auto taken = take_blocks(index); !taken) return tl::unexpected(taken.error());
    return roots_.at(key_of(level, index));
  }
  auto left = remembered_root(level - 1, 2 * index);
  if (!left) return left;
  auto right = remembered_root(level - 1, 2 * index + 1);
  if (!right) return right;
  return roots_.emplace(key_of(level, index), node_hash(*left, *right)).first->second;
}

TreeOnDisk::TreeOnDisk(LeavesOnDisk leaves) : first_(leaves.before.leaves()), leaves_(std::move(leaves.leaf_hashes)) {
  std::uint64_t place = 0;
  for (const Digest& peak : leaves.before.peaks()) {
    const std::uint64_t width = std::bit_floor(first_ - place);
    const auto level = static_cast<unsigned>(std::countr_zero(width));
    peaks_.emplace(key_of(level, place >> level), peak);
    place += width;
  }
}

Result<Digest> TreeOnDisk::root(unsigned level, std::uint64_t index) const {
  if (!lies_within(level, index, size())) return tl::unexpected(beyond());
  const std::uint64_t begin = index << level;
  const std::uint64_t end = (index + 1) << level;
  if (begin >= first_) {
    const auto from = leaves_.begin() + static_cast<std::ptrdiff_t>(begin - first_);
    return complete_root({from, from + static_cast<std::ptrdiff_t>(end - begin)});
  }
  if (end <= first_) {
    const auto peak = peaks_.find(key_of(level, index));
    if (peak == peaks_.end()) return tl::unexpected(beyond());
    return peak->second;
  }
  auto left = root(level - 1, 2 * index);
  if (!left) return left;
  auto right = root(level - 1, 2 * index + 1);
  if (!right) return right;
  return node_hash(*left, *right);
}

}  // namespace licet::record
