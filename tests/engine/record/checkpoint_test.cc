#include <engine/record/checkpoint.h>
#include <engine/record/merkle_tree.h>
#include <gtest/gtest.h>
#include <tests/engine/record/published_vectors.h>
#include <tests/engine/record/witness.h>

namespace licet::record {
namespace {

using test::published_key;
using test::published_note;
using test::published_signer;
using test::vector_file;

constexpr std::string_view kOrigin = "example.com/log/testdata";

std::string made_file(std::uint64_t size) {
  return "made_log/" + std::string(size < 10 ? "0" : "") + std::to_string(size) + ".checkpoint";
}

TEST(Checkpoint, OfAPublishedLogAreSignedToTheVeryBytes) {
  const NoteSigner signer = published_signer(std::string(kOrigin));
  const auto entries = test::vector_lines("made_log/entries.txt");
  ASSERT_EQ(entries.size(), 15U);
  MerkleTree tree;
  for (std::uint64_t size = 0; size <= entries.size(); ++size) {
    const auto note = sign_checkpoint({std::string(kOrigin), size, tree.root(), {}}, signer);
    ASSERT_TRUE(note) << note.error().message;
    EXPECT_EQ(note->print(), vector_file(made_file(size)));
    const auto verified = verify_checkpoint(*note, trusted_log(signer.key));
    ASSERT_TRUE(verified) << verified.error().message;
    EXPECT_EQ(verified->checkpoint.size, size);
    if (size < entries.size()) tree.add(leaf_hash(entries[size].at(0)));
  }
}

TEST(Checkpoint, OfLogsThatAreInUseAreVerified) {
  const TrustedLog go{"go.sum database tree", {published_key("sum.golang.org")}, {}};
  for (const std::uint64_t size : {6476701U, 3935567U, 52544510U, 65209736U}) {
    const std::string file = "sum.golang.org/" + std::to_string(size) + ".checkpoint";
    const auto verified = verify_checkpoint(published_note(file), go);
    ASSERT_TRUE(verified) << file << ": " << verified.error().message;
    EXPECT_EQ(verified->checkpoint.size, size);
    EXPECT_EQ(*print_checkpoint(verified->checkpoint), published_note(file).text());
  }
  const NoteKey rekor = published_key("log2025-1.rekor.sigstore.dev");
  for (const std::uint64_t size : {34356369U, 412115U}) {
    const std::string file = rekor.name + "/" + std::to_string(size) + ".checkpoint";
    const auto verified = verify_checkpoint(published_note(file), trusted_log(rekor));
    ASSERT_TRUE(verified) << file << ": " << verified.error().message;
    EXPECT_EQ(verified->checkpoint.size, size);
  }
}

TEST(Checkpoint, IsReadAsItIsWritten) {
  const std::string text = "go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n";
  const auto checkpoint = read_checkpoint(text);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->origin, "go.sum database tree");
  EXPECT_EQ(checkpoint->size, 123456789012U);
  EXPECT_EQ(checkpoint->root, leaf_hash("hello world"));
  EXPECT_EQ(*print_checkpoint(*checkpoint), text);
  const auto extended = read_checkpoint(text + "more\nand more\n");
  ASSERT_TRUE(extended);
  EXPECT_EQ(extended->extensions, (std::vector<std::string>{"more", "and more"}));
  EXPECT_EQ(*print_checkpoint(*extended), text + "more\nand more\n");
  const auto cosigned = read_checkpoint(published_note("cosigned.checkpoint").text());
  ASSERT_TRUE(cosigned);
  EXPECT_EQ(cosigned->size, 20852163U);
}

TEST(Checkpoint, WhatIsNotAsTheFormatHasItIsRefused) {
  const std::string root = "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=";
  for (const std::string size : {"", "0x10", "1f", "01", "00", "+1", "-1", " 1", "1 ", "1.0", "18446744073709551616"}) {
    EXPECT_FALSE(read_checkpoint("log\n" + size + "\n" + root + "\n")) << size;
  }
  EXPECT_TRUE(read_checkpoint("log\n18446744073709551615\n" + root + "\n"));
  for (const std::string& other :
       {std::string(), root.substr(0, 40), root.substr(0, 43), root + root, to_base64(std::string(33, 'x')),
        std::string("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb1="), " " + root}) {
    EXPECT_FALSE(read_checkpoint("log\n1\n" + other + "\n")) << other;
  }
  for (const std::string& text :
       {std::string(), std::string("\n"), "\n1\n" + root + "\n", "log\n1\n" + root, std::string("log\n1\n"),
        std::string("log\n"), "log\n\n1\n" + root + "\n", "log\n1\n" + root + "\n\n", "log\n1\n" + root + "\n\nmore\n",
        "log\n1\n" + root + "\nmore", "log\t\n1\n" + root + "\n", "\xFF\n1\n" + root + "\n",
        "log\r\n1\r\n" + root + "\r\n"}) {
    const auto checkpoint = read_checkpoint(text);
    ASSERT_FALSE(checkpoint) << text;
    EXPECT_EQ(checkpoint.error().kind, FailureKind::kDamaged);
  }
}

TEST(Checkpoint, WhatCouldNotBeReadIsNotWritten) {
  for (const std::string line : {"", "two\nlines", "tab\t", "\xFF"}) {
    EXPECT_EQ(print_checkpoint({line, 1, Digest{}, {}}).error().kind, FailureKind::kWrongUse) << line;
    EXPECT_EQ(print_checkpoint({"log", 1, Digest{}, {"good", line}}).error().kind, FailureKind::kWrongUse) << line;
  }
}

TEST(Checkpoint, OfAnotherOriginIsRefusedThoughTheKeyIsRight) {
  const NoteSigner signer = published_signer(std::string(kOrigin));
  const auto note = sign_checkpoint({"example.com/another", 0, sha256({}), {}}, signer);
  const auto verified = verify_checkpoint(*note, trusted_log(signer.key));
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().kind, FailureKind::kDamaged);
}

TEST(Checkpoint, ThatOnlyAWitnessSignedIsRefused) {
  const NoteSigner log = published_signer(std::string(kOrigin));
  const test::Witness witness("witness.example.com/w1");
  const TrustedLog trusted{std::string(kOrigin), {log.key}, {witness.key}};
  auto note = sign_checkpoint({std::string(kOrigin), 0, sha256({}), {}}, log);
  ASSERT_TRUE(note->add(witness.cosign(note->text(), 1)));
  const auto verified = verify_checkpoint(*note, trusted);
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->signatures.known.size(), 2U);
  const auto stranger = note_signer("stranger", *generate_signing_key());
  auto without = sign_checkpoint({std::string(kOrigin), 0, sha256({}), {}}, *stranger);
  ASSERT_TRUE(without->add(witness.cosign(note->text(), 1)));
  EXPECT_EQ(verify_checkpoint(*without, trusted).error().kind, FailureKind::kWrongUse);
}

TEST(Checkpoint, AfterAChangeOfKeysOldHeadsStillVerify) {
  const auto old_key = note_signer(kOrigin, *generate_signing_key());
  const auto new_key = note_signer(kOrigin, *generate_signing_key());
  const TrustedLog trusted{std::string(kOrigin), {new_key->key, old_key->key}, {}};
  for (const NoteSigner& signer : {*old_key, *new_key}) {
    EXPECT_TRUE(verify_checkpoint(*sign_checkpoint({std::string(kOrigin), 0, sha256({}), {}}, signer), trusted));
  }
  auto both = sign_checkpoint({std::string(kOrigin), 0, sha256({}), {}}, *old_key);
  ASSERT_TRUE(both->add(*new_key));
  EXPECT_TRUE(verify_checkpoint(*both, trusted_log(new_key->key)));
  EXPECT_TRUE(verify_checkpoint(*both, trusted_log(old_key->key)));
}

TEST(Checkpoint, EveryBitOfASignedHeadCounts) {
  const std::string good = vector_file(made_file(15));
  const TrustedLog trusted = trusted_log(published_key(std::string(kOrigin)));
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    std::string damaged = good;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
    const auto note = SignedNote::read(damaged);
    EXPECT_FALSE(note && verify_checkpoint(*note, trusted)) << bit;
  }
}

}  // namespace
}  // namespace licet::record
