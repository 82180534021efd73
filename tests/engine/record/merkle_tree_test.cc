#include <array>
#include <bit>
#include <engine/record/merkle_tree.h>
#include <gtest/gtest.h>
#include <string>

namespace licet::record {
namespace {

/// RFC 6962, section 2.1, as it is written there.
Digest by_definition(std::span<const std::string> leaves) {
  if (leaves.empty()) return sha256({});
  if (leaves.size() == 1) return sha256(std::string(1, '\0') + leaves[0]);
  const std::size_t split = std::bit_floor(leaves.size() - 1);
  std::string node(1, '\1');
  for (const Digest& part : {by_definition(leaves.first(split)), by_definition(leaves.subspan(split))}) {
    node.append(part.begin(), part.end());
  }
  return sha256(node);
}

std::vector<std::string> some_leaves(std::size_t count) {
  std::vector<std::string> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back("leaf " + std::to_string(i));
  return leaves;
}

TEST(MerkleTree, HasTheRootOfTheDefinitionAtEverySize) {
  const auto leaves = some_leaves(300);
  MerkleTree tree;
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    ASSERT_EQ(tree.leaves(), size);
    ASSERT_EQ(tree.root(), by_definition(std::span(leaves).first(size))) << size;
    if (size < leaves.size()) tree.add(leaf_hash(leaves[size]));
  }
}

TEST(MerkleTree, ItsPeaksAreTheRootsOfCompleteSubtreesLargestFirst) {
  const auto leaves = some_leaves(300);
  MerkleTree tree;
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    tree.add(leaf_hash(leaves[size - 1]));
    std::vector<Digest> expected;
    std::size_t begin = 0;
    for (std::size_t width = 256; width > 0; width /= 2) {
      if ((size & width) == 0) continue;
      expected.push_back(by_definition(std::span(leaves).subspan(begin, width)));
      begin += width;
    }
    ASSERT_EQ(std::vector<Digest>(tree.peaks().begin(), tree.peaks().end()), expected) << size;
  }
}

TEST(MerkleTree, IsContinuedFromItsPeaks) {
  const auto leaves = some_leaves(70);
  MerkleTree whole;
  for (std::size_t size = 0; size < leaves.size(); ++size) {
    auto continued = MerkleTree::from_peaks(size, whole.peaks());
    ASSERT_TRUE(continued) << size;
    for (std::size_t i = size; i < leaves.size(); ++i) continued->add(leaf_hash(leaves[i]));
    ASSERT_EQ(continued->root(), by_definition(leaves)) << size;
    whole.add(leaf_hash(leaves[size]));
  }
}

TEST(MerkleTree, OtherThanOnePeakForEachBitIsRefused) {
  const std::vector<Digest> peaks(65);
  const auto some = [&peaks](std::size_t count) { return std::span(peaks).first(count); };
  EXPECT_FALSE(MerkleTree::from_peaks(0, some(1)));
  EXPECT_FALSE(MerkleTree::from_peaks(5, some(1)));
  EXPECT_FALSE(MerkleTree::from_peaks(5, some(3)));
  EXPECT_FALSE(MerkleTree::from_peaks(UINT64_MAX, some(65)));
  EXPECT_TRUE(MerkleTree::from_peaks(UINT64_MAX, some(64)));
}

TEST(MerkleTree, LeavesAndNodesAreToldApart) {
  const Digest left = sha256("left");
  const Digest right = sha256("right");
  std::string both(left.begin(), left.end());
  both.append(right.begin(), right.end());
  EXPECT_NE(leaf_hash(both), node_hash(left, right));
  EXPECT_NE(node_hash(left, right), node_hash(right, left));
  EXPECT_NE(leaf_hash(""), MerkleTree().root());
}

/// The leaves that implementations of Certificate Transparency test with, and the roots of their trees.
TEST(MerkleTree, HasThePublishedRoots) {
  const std::array<std::string, 8> leaves = {std::string(),
                                             std::string(1, '\0'),
                                             "\x10",
                                             "\x20\x21",
                                             "\x30\x31",
                                             "\x40\x41\x42\x43",
                                             "\x50\x51\x52\x53\x54\x55\x56\x57",
                                             "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
  const std::array<std::string_view, 9> roots = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                                 "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                                 "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                                 "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                                 "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                                 "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                                 "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                                 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  MerkleTree tree;
  EXPECT_EQ(to_hex(tree.root()), roots[0]);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    tree.add(leaf_hash(leaves[i]));
    EXPECT_EQ(to_hex(tree.root()), roots[i + 1]);
  }
  EXPECT_EQ(to_hex(leaf_hash("L123456")), "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

}  // namespace
}  // namespace licet::record
