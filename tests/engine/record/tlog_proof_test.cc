#include <engine/record/merkle_proof.h>
#include <engine/record/tlog_proof.h>
#include <gtest/gtest.h>
#include <tests/engine/record/published_vectors.h>
#include <tests/engine/record/witness.h>

namespace licet::record {
namespace {

constexpr std::string_view kOrigin = "example.com/log/testdata";

std::vector<Digest> made_leaves() {
  std::vector<Digest> leaves;
  for (const auto& line : test::vector_lines("made_log/entries.txt")) leaves.push_back(leaf_hash(line.at(0)));
  return leaves;
}

TrustedLog made_log() { return trusted_log(test::published_key(std::string(kOrigin))); }

TlogProof made_proof(std::uint64_t index, const std::string& extra = {}) {
  const LeafHashes roots(made_leaves());
  return {extra, index, *inclusion_proof(roots, index, roots.size()), test::published_note("made_log/15.checkpoint")};
}

TEST(TlogProof, OfEveryEntryOfAPublishedLogIsVerifiedAfterReading) {
  const auto leaves = made_leaves();
  for (std::uint64_t index = 0; index < leaves.size(); ++index) {
    for (const std::string& extra : {std::string(), std::string("any \0 bytes", 11)}) {
      const TlogProof proof = made_proof(index, extra);
      const auto read = read_tlog_proof(print_tlog_proof(proof));
      ASSERT_TRUE(read) << read.error().message;
      EXPECT_EQ(*read, proof);
      const auto verified = verify_tlog_proof(*read, leaves[index], made_log());
      ASSERT_TRUE(verified) << verified.error().message;
      EXPECT_EQ(verified->checkpoint.size, leaves.size());
    }
  }
}

/// The receipt was made with another program.
TEST(TlogProof, OfAPublishedLogIsWrittenToTheVeryBytes) {
  EXPECT_EQ(print_tlog_proof(made_proof(5)), test::vector_file("made_log/05_of_15.tlog-proof"));
}

TEST(TlogProof, IsWrittenAsTheFormatHasIt) {
  const TlogProof proof = made_proof(14, "extra");
  ASSERT_EQ(proof.hashes.size(), 3U);
  std::string expected = "c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\nindex 14\n";
  for (const Digest& hash : proof.hashes) expected += to_base64(std::string(hash.begin(), hash.end())) + "\n";
  expected += "\n" + test::vector_file("made_log/15.checkpoint");
  EXPECT_EQ(print_tlog_proof(proof), expected);
}

TEST(TlogProof, OfTheOnlyEntryHasNoHashes) {
  const auto leaves = made_leaves();
  const TlogProof proof{"", 0, {}, test::published_note("made_log/01.checkpoint")};
  const auto read = read_tlog_proof(print_tlog_proof(proof));
  ASSERT_TRUE(read && *read == proof);
  EXPECT_TRUE(verify_tlog_proof(*read, leaves[0], made_log()));
  EXPECT_EQ(verify_tlog_proof(*read, leaves[1], made_log()).error().kind, FailureKind::kDamaged);
}

TEST(TlogProof, KeepsTheWitnessesOfItsHead) {
  const test::Witness witness("witness.example.com/w1");
  TlogProof proof = made_proof(5);
  ASSERT_TRUE(proof.checkpoint.add(witness.cosign(proof.checkpoint.text(), 1679315147)));
  const auto read = read_tlog_proof(print_tlog_proof(proof));
  ASSERT_TRUE(read);
  TrustedLog trusted = made_log();
  trusted.witnesses.push_back(witness.key);
  const auto verified = verify_tlog_proof(*read, made_leaves()[5], trusted);
  ASSERT_TRUE(verified) << verified.error().message;
  ASSERT_EQ(verified->signatures.known.size(), 2U);
  EXPECT_EQ(verified->signatures.known[1].time, 1679315147U);
}

TEST(TlogProof, OfAnotherEntryPlaceLogOrHeadIsRefused) {
  const auto leaves = made_leaves();
  const TlogProof good = made_proof(5);
  EXPECT_EQ(verify_tlog_proof(good, leaves[6], made_log()).error().kind, FailureKind::kDamaged);
  for (const std::uint64_t index :
       {std::uint64_t{4}, std::uint64_t{6}, std::uint64_t{7}, std::uint64_t{15}, UINT64_MAX}) {
    TlogProof other = good;
    other.index = index;
    EXPECT_EQ(verify_tlog_proof(other, leaves[5], made_log()).error().kind, FailureKind::kDamaged) << index;
  }
  TlogProof older = good;
  older.checkpoint = test::published_note("made_log/14.checkpoint");
  EXPECT_EQ(verify_tlog_proof(older, leaves[5], made_log()).error().kind, FailureKind::kDamaged);
  TlogProof foreign = good;
  foreign.checkpoint = test::published_note("one_signer.note");
  EXPECT_EQ(verify_tlog_proof(foreign, leaves[5], made_log()).error().kind, FailureKind::kWrongUse);
}

TEST(TlogProof, EveryBitCounts) {
  const auto leaves = made_leaves();
  const std::string good = print_tlog_proof(made_proof(5));
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    std::string damaged = good;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
    const auto proof = read_tlog_proof(damaged);
    EXPECT_FALSE(proof && verify_tlog_proof(*proof, leaves[5], made_log())) << bit;
  }
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(read_tlog_proof(good.substr(0, length))) << length;
  }
}

TEST(TlogProof, WhatIsNotAsTheFormatHasItIsRefused) {
  const std::string hash = to_base64(std::string(32, 'h')) + "\n";
  const std::string head = "\n" + test::vector_file("made_log/15.checkpoint");
  const std::string first = "c2sp.org/tlog-proof@v1\n";
  ASSERT_TRUE(read_tlog_proof(first + "index 5\n" + hash + head));
  const std::vector<std::string> bad = {"",
                                        "index 5\n" + hash + head,
                                        "c2sp.org/tlog-proof@v2\nindex 5\n" + hash + head,
                                        " " + first + "index 5\n" + hash + head,
                                        first + hash + head,
                                        first + "\nindex 5\n" + hash + head,
                                        first + "index 5\n" + hash + "\n" + head,
                                        first + "index 5\n" + hash + head.substr(1),
                                        first + "index 05\n" + hash + head,
                                        first + "index  5\n" + hash + head,
                                        first + "index -5\n" + hash + head,
                                        first + "index\n" + hash + head,
                                        first + "Index 5\n" + hash + head,
                                        first + "index 18446744073709551616\n" + hash + head,
                                        first + "extra \nindex 5\n" + hash + head,
                                        first + "extra eA\nindex 5\n" + hash + head,
                                        first + "extra eA==\nextra eA==\nindex 5\n" + hash + head,
                                        first + "index 5\nextra eA==\n" + hash + head,
                                        first + "index 5\n" + to_base64(std::string(31, 'h')) + "\n" + head,
                                        first + "index 5\n" + to_base64(std::string(33, 'h')) + "\n" + head,
                                        first + "index 5\r\n" + hash + head,
                                        first + "index 5\n" + hash,
                                        first + "index 5\n" + hash + "\n"};
  for (const std::string& bytes : bad) {
    const auto proof = read_tlog_proof(bytes);
    ASSERT_FALSE(proof) << bytes;
    EXPECT_EQ(proof.error().kind, FailureKind::kDamaged) << bytes;
  }
  std::string longest = first + "index 5\n";
  for (std::size_t i = 0; i < kTlogProofHashes; ++i) longest += hash;
  EXPECT_TRUE(read_tlog_proof(longest + head));
  EXPECT_FALSE(read_tlog_proof(longest + hash + head));
  EXPECT_EQ(read_tlog_proof(std::string(kTlogProofBytes + 1, 'x')).error().kind, FailureKind::kLimit);
}

}  // namespace
}  // namespace licet::record
