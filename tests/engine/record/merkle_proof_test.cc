#include <algorithm>
#include <bit>
#include <engine/record/merkle_proof.h>
#include <gtest/gtest.h>
#include <map>
#include <tests/engine/record/published_vectors.h>

namespace licet::record {
namespace {

using Proof = std::vector<Digest>;

/// RFC 6962, sections 2.1 to 2.1.2, as they are written there; only roots are remembered.
class Definition {
 public:
  explicit Definition(std::vector<Digest> leaves) : leaves_(std::move(leaves)) {}

  Digest root(std::size_t begin, std::size_t end) {
    if (begin == end) return sha256({});
    if (end - begin == 1) return leaves_[begin];
    const auto known = roots_.find({begin, end});
    if (known != roots_.end()) return known->second;
    const std::size_t split = begin + split_of(end - begin);
    const Digest root = node_hash(this->root(begin, split), this->root(split, end));
    roots_.emplace(std::pair(begin, end), root);
    return root;
  }

  Proof path(std::size_t index, std::size_t begin, std::size_t end) {
    if (end - begin == 1) return {};
    const std::size_t split = begin + split_of(end - begin);
    Proof proof = index < split ? path(index, begin, split) : path(index, split, end);
    proof.push_back(index < split ? root(split, end) : root(begin, split));
    return proof;
  }

  /// SUBPROOF(smaller - begin, D[begin:end], is_whole)
  Proof subproof(std::size_t smaller, std::size_t begin, std::size_t end, bool is_whole) {
    if (smaller == end) return is_whole ? Proof{} : Proof{root(begin, end)};
    const std::size_t split = begin + split_of(end - begin);
    Proof proof = smaller <= split ? subproof(smaller, begin, split, is_whole) : subproof(smaller, split, end, false);
    proof.push_back(smaller <= split ? root(split, end) : root(begin, split));
    return proof;
  }

 private:
  static std::size_t split_of(std::size_t count) {
    std::size_t split = 1;
    while (2 * split < count) split *= 2;
    return split;
  }

  std::vector<Digest> leaves_;
  std::map<std::pair<std::size_t, std::size_t>, Digest> roots_;
};

std::vector<Digest> some_leaves(std::size_t count) {
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash("leaf " + std::to_string(i)));
  return leaves;
}

/// Every way in which a proof can be changed at one place, or as a whole.
std::vector<Proof> damaged_proofs(const Proof& proof, const Digest& root) {
  const Digest garbage = sha256("garbage");
  std::vector<Proof> damaged;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    for (const std::size_t bit : {std::size_t{0}, i % 256, std::size_t{255}}) {
      damaged.push_back(proof);
      damaged.back()[i][bit / 8] = static_cast<std::uint8_t>(damaged.back()[i][bit / 8] ^ 1U << bit % 8);
    }
    damaged.push_back(proof);
    damaged.back().erase(damaged.back().begin() + static_cast<std::ptrdiff_t>(i));
    damaged.emplace_back(proof.begin(), proof.begin() + static_cast<std::ptrdiff_t>(i));
    if (i > 0) damaged.emplace_back(proof.begin() + static_cast<std::ptrdiff_t>(i), proof.end());
    for (std::size_t other = 0; other < i; ++other) {
      damaged.push_back(proof);
      std::swap(damaged.back()[i], damaged.back()[other]);
    }
  }
  for (std::size_t i = 0; i <= proof.size(); ++i) {
    for (const Digest& inserted : {garbage, root, Digest{}}) {
      damaged.push_back(proof);
      damaged.back().insert(damaged.back().begin() + static_cast<std::ptrdiff_t>(i), inserted);
    }
  }
  return damaged;
}

TEST(MerkleProof, OfEveryLeafInEverySizeIsThatOfTheDefinitionAndHolds) {
  constexpr std::size_t kMost = 1024;
  const auto leaves = some_leaves(kMost);
  const LeafHashes roots(leaves);
  Definition definition(leaves);
  for (std::size_t size = 1; size <= kMost; ++size) {
    const Digest root = definition.root(0, size);
    ASSERT_EQ(*tree_root(roots, size), root) << size;
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(roots, index, size);
      ASSERT_TRUE(proof && *proof == definition.path(index, 0, size)) << index << " of " << size;
      ASSERT_TRUE(includes(leaves[index], index, size, *proof, root)) << index << " of " << size;
    }
  }
}

TEST(MerkleProof, OfEverySizeWithinEverySizeIsThatOfTheDefinitionAndHolds) {
  constexpr std::size_t kMost = 1024;
  const auto leaves = some_leaves(kMost);
  const LeafHashes roots(leaves);
  Definition definition(leaves);
  for (std::size_t larger = 1; larger <= kMost; ++larger) {
    for (std::size_t smaller = 1; smaller <= larger; ++smaller) {
      const auto proof = consistency_proof(roots, smaller, larger);
      ASSERT_TRUE(proof && *proof == definition.subproof(smaller, 0, larger, true)) << smaller << " in " << larger;
      ASSERT_TRUE(is_consistent(smaller, larger, *proof, definition.root(0, smaller), definition.root(0, larger)))
          << smaller << " in " << larger;
    }
  }
}

TEST(MerkleProof, OfALeafIsRefusedHoweverItIsChanged) {
  const auto leaves = some_leaves(40);
  const LeafHashes roots(leaves);
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    const Digest root = *tree_root(roots, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(roots, index, size);
      ASSERT_TRUE(proof);
      const Digest& leaf = leaves[index];
      ASSERT_TRUE(includes(leaf, index, size, *proof, root));
      for (const Proof& damaged : damaged_proofs(*proof, root)) {
        ASSERT_FALSE(includes(leaf, index, size, damaged, root)) << index << " of " << size;
      }
      for (std::uint64_t other = 0; other < 2 * size + 2; ++other) {
        if (other == index) continue;
        ASSERT_FALSE(includes(leaf, other, size, *proof, root)) << index << " as " << other << " of " << size;
      }
      ASSERT_FALSE(includes(leaf, UINT64_MAX, size, *proof, root));
      ASSERT_FALSE(includes(leaf, index, size, *proof, Digest{}));
      ASSERT_FALSE(includes(leaf, index, size, *proof, sha256("another root")));
      ASSERT_FALSE(includes(sha256("another leaf"), index, size, *proof, root));
      ASSERT_FALSE(includes(root, index, 2 * size + 1, *proof, root));
      ASSERT_FALSE(includes(leaf, index, 0, *proof, root));
    }
  }
}

/// Sizes are under the root only as far as they change the way up; a wrong one is refused where it does.
TEST(MerkleProof, WithAnotherSizeHoldsOnlyWhereTheWayUpIsTheSame) {
  const auto leaves = some_leaves(64);
  const LeafHashes roots(leaves);
  const auto way = [](std::uint64_t index, std::uint64_t size) {
    std::string turns;
    for (std::uint64_t last = size - 1; last > 0; index /= 2, last /= 2) {
      if (index % 2 == 1) turns += 'l';
      if (index % 2 == 0 && index < last) turns += 'r';
    }
    return turns;
  };
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    const Digest root = *tree_root(roots, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(roots, index, size);
      for (const std::uint64_t other : {size - 1, size + 1, size * 2, size / 2, size ^ 2U}) {
        if (other == size) continue;
        const bool same = index < other && way(index, other) == way(index, size);
        ASSERT_EQ(includes(leaves[index], index, other, *proof, root), same) << index << " of " << other;
      }
    }
  }
}

TEST(MerkleProof, OfASizeIsRefusedHoweverItIsChanged) {
  const auto leaves = some_leaves(40);
  const LeafHashes roots(leaves);
  for (std::uint64_t larger = 1; larger <= leaves.size(); ++larger) {
    const Digest root_larger = *tree_root(roots, larger);
    for (std::uint64_t smaller = 1; smaller <= larger; ++smaller) {
      const Digest root_smaller = *tree_root(roots, smaller);
      const auto proof = consistency_proof(roots, smaller, larger);
      ASSERT_TRUE(proof && is_consistent(smaller, larger, *proof, root_smaller, root_larger));
      for (const Proof& damaged : damaged_proofs(*proof, root_larger)) {
        ASSERT_FALSE(is_consistent(smaller, larger, damaged, root_smaller, root_larger)) << smaller << " in " << larger;
      }
      for (const Digest& wrong : {Digest{}, sha256("another root"), sha256({})}) {
        ASSERT_FALSE(is_consistent(smaller, larger, *proof, wrong, root_larger)) << smaller << " in " << larger;
        ASSERT_FALSE(is_consistent(smaller, larger, *proof, root_smaller, wrong)) << smaller << " in " << larger;
      }
      ASSERT_FALSE(is_consistent(0, larger, *proof, root_smaller, root_larger));
      ASSERT_FALSE(is_consistent(larger + 1, larger, *proof, root_smaller, root_larger));
      if (smaller == larger) continue;
      ASSERT_FALSE(is_consistent(smaller, larger, *proof, root_larger, root_smaller));
      ASSERT_FALSE(is_consistent(larger, smaller, *proof, root_larger, root_smaller));
      for (std::uint64_t other = 0; other <= leaves.size() + 2; ++other) {
        if (other == smaller || other > larger) continue;
        ASSERT_FALSE(is_consistent(other, larger, *proof, root_smaller, root_larger))
            << other << " for " << smaller << " in " << larger;
      }
    }
  }
}

TEST(MerkleProof, OfTheEmptyTreeThereIsNone) {
  const auto leaves = some_leaves(3);
  const LeafHashes roots(leaves);
  const LeafHashes empty(std::span<const Digest>{});
  EXPECT_EQ(*tree_root(empty, 0), sha256({}));
  EXPECT_EQ(inclusion_proof(empty, 0, 0).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(consistency_proof(roots, 0, 3).error().kind, FailureKind::kWrongUse);
  EXPECT_FALSE(is_consistent(0, 3, {}, *tree_root(roots, 0), *tree_root(roots, 3)));
  EXPECT_FALSE(is_consistent(0, 0, {}, *tree_root(roots, 0), *tree_root(roots, 0)));
}

TEST(MerkleProof, BeyondTheTreeIsWrongUse) {
  const auto leaves = some_leaves(3);
  const LeafHashes roots(leaves);
  EXPECT_EQ(inclusion_proof(roots, 3, 3).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(consistency_proof(roots, 3, 2).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(tree_root(roots, 4).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(roots.root(1, 1).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(roots.root(64, 0).error().kind, FailureKind::kWrongUse);
}

/// A log of any size, all of whose leaves are the same.
class SameLeaves final : public SubtreeRoots {
 public:
  Result<Digest> root(unsigned level, std::uint64_t index) const override {
    EXPECT_LT(level, 64U);
    EXPECT_LE(index, UINT64_MAX >> level);
    Digest root = leaf_hash("the same");
    for (unsigned below = 0; below < level; ++below) root = node_hash(root, root);
    return root;
  }
};

TEST(MerkleProof, HoldsAtTheLargestSizes) {
  const SameLeaves roots;
  constexpr std::uint64_t kHalf = std::uint64_t{1} << 63U;
  for (const std::uint64_t size : {UINT64_MAX, UINT64_MAX - 1, kHalf + 1, kHalf, kHalf - 1}) {
    const auto root = tree_root(roots, size);
    ASSERT_TRUE(root);
    for (const std::uint64_t index : {std::uint64_t{0}, size / 3, size / 2, size - 2, size - 1}) {
      const auto proof = inclusion_proof(roots, index, size);
      ASSERT_TRUE(proof && proof->size() <= 64);
      EXPECT_TRUE(includes(leaf_hash("the same"), index, size, *proof, *root)) << index << " of " << size;
      EXPECT_FALSE(includes(leaf_hash("another"), index, size, *proof, *root)) << index << " of " << size;
      const auto consistency = consistency_proof(roots, index + 1, size);
      ASSERT_TRUE(consistency);
      EXPECT_TRUE(is_consistent(index + 1, size, *consistency, *tree_root(roots, index + 1), *root)) << index;
    }
  }
}

std::vector<Digest> published_leaves() {
  std::vector<Digest> leaves;
  for (const auto& line : test::vector_lines("leaves.txt")) {
    const std::string data = line.at(0) == "-" ? "" : test::bytes_of_hex(line.at(0));
    EXPECT_EQ(to_hex(leaf_hash(data)), line.at(1));
    leaves.push_back(leaf_hash(data));
  }
  return leaves;
}

Proof published_proof(const std::vector<std::string>& line) {
  Proof proof;
  for (std::size_t i = 2; i < line.size(); ++i) proof.push_back(test::digest_of_base64(line[i]));
  return proof;
}

TEST(MerkleProof, HasThePublishedNodesAndRoots) {
  const LeafHashes roots(published_leaves());
  for (const auto& line : test::vector_lines("nodes.txt")) {
    EXPECT_EQ(to_hex(*roots.root(static_cast<unsigned>(std::stoul(line.at(0))), std::stoul(line.at(1)))), line.at(2));
  }
  for (const auto& line : test::vector_lines("roots.txt")) {
    const Digest root = *tree_root(roots, std::stoul(line.at(0)));
    EXPECT_EQ(to_hex(root), line.at(1));
    EXPECT_EQ(root, test::digest_of_base64(line.at(2)));
  }
  EXPECT_EQ(to_hex(sha256(std::string("\1N123N456"))),
            "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
}

TEST(MerkleProof, HasThePublishedProofs) {
  const auto leaves = published_leaves();
  const LeafHashes roots(leaves);
  for (const auto& line : test::vector_lines("inclusion_proofs.txt")) {
    const std::uint64_t size = std::stoul(line.at(0));
    const std::uint64_t index = std::stoul(line.at(1));
    const Proof published = published_proof(line);
    EXPECT_EQ(*inclusion_proof(roots, index, size), published) << index << " of " << size;
    EXPECT_TRUE(includes(leaves[index], index, size, published, *tree_root(roots, size))) << index << " of " << size;
  }
  for (const auto& line : test::vector_lines("consistency_proofs.txt")) {
    const std::uint64_t smaller = std::stoul(line.at(0));
    const std::uint64_t larger = std::stoul(line.at(1));
    const Proof published = published_proof(line);
    EXPECT_EQ(*consistency_proof(roots, smaller, larger), published) << smaller << " in " << larger;
    EXPECT_TRUE(is_consistent(smaller, larger, published, *tree_root(roots, smaller), *tree_root(roots, larger)))
        << smaller << " in " << larger;
  }
}

/// Leaves whose hashes another implementation published, with its roots.
TEST(MerkleProof, HasTheRootsOfASecondOrigin) {
  const std::vector<Digest> leaves = {
      test::digest_of(test::bytes_of_hex("7f9c9e31ac8256ca2f258583df262dbc7d6f68f2a03043d5c99a4ae5a7396ce9")),
      test::digest_of(test::bytes_of_hex("dcffe786ded16d283c663846ad0c4ff26558fccde36ca9d30b2ea19eade9fc0e")),
      test::digest_of(test::bytes_of_hex("cba8c596120bdb69debbd923d92cba948bde7c7d06a465a1bb7d98d3116038fa"))};
  const LeafHashes roots(leaves);
  EXPECT_EQ(to_hex(*tree_root(roots, 2)), "28fb81e496897e0ce886f08602392e9239b65c659041e5202163e58ad898f444");
  EXPECT_EQ(to_hex(*tree_root(roots, 3)), "ba8d94b7fbcecae7b81c4c80574fe24734a6917bf9c1ecd66ff3e0c34ead4620");
}

}  // namespace
}  // namespace licet::record
