#include <engine/record/note_key.h>
#include <gtest/gtest.h>
#include <tests/engine/record/published_vectors.h>

namespace licet::record {
namespace {

constexpr std::string_view kPublicKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kPrivateKey =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

TEST(NoteKey, EveryPublishedKeyIsReadAndWrittenAsItIs) {
  for (const auto& line : test::vector_lines("public_keys.txt")) {
    const auto key = read_key(line.at(0));
    ASSERT_TRUE(key) << line.at(0);
    EXPECT_EQ(key->type, NoteKeyType::kEd25519);
    EXPECT_EQ(print_key(*key), line.at(0));
  }
  for (const auto& line : test::vector_lines("private_keys.txt")) {
    const auto signer = read_private_key(line.at(0));
    ASSERT_TRUE(signer) << line.at(0);
    EXPECT_EQ(print_private_key(*signer), line.at(0));
    EXPECT_EQ(signer->key, test::published_key(signer->key.name));
  }
}

/// Its seed is 32 zero bytes.
TEST(NoteKey, IsMadeOfASeedAndAName) {
  const auto signer = note_signer("EnochRoot", SigningKey(SecretKey()));
  ASSERT_TRUE(signer);
  EXPECT_EQ(signer->key, test::published_key("EnochRoot"));
  EXPECT_EQ(signer->key.id, 0xaf0cfe78U);
}

TEST(NoteKey, TheSameKeyForCosignaturesHasAnotherId) {
  const NoteKey key = test::published_key("PeterNeumann");
  const auto witness = note_key(key.name, NoteKeyType::kCosignature, key.key);
  ASSERT_TRUE(witness);
  EXPECT_NE(witness->id, key.id);
  EXPECT_EQ(read_key(print_key(*witness)), *witness);
}

TEST(NoteKey, NoPartOfAKeyIsAKey) {
  for (std::size_t begin = 0; begin <= kPublicKey.size(); ++begin) {
    for (std::size_t end = begin; end <= kPublicKey.size(); ++end) {
      if (end - begin == kPublicKey.size()) continue;
      EXPECT_FALSE(read_key(kPublicKey.substr(begin, end - begin)));
    }
  }
  for (std::size_t begin = 0; begin <= kPrivateKey.size(); ++begin) {
    EXPECT_EQ(read_private_key(kPrivateKey.substr(begin)).has_value(), begin == 0);
    EXPECT_EQ(read_private_key(kPrivateKey.substr(0, begin)).has_value(), begin == kPrivateKey.size());
  }
}

TEST(NoteKey, EveryByteCounts) {
  for (std::size_t i = 0; i < kPublicKey.size(); ++i) {
    for (int change = 1; change < 256; ++change) {
      std::string damaged(kPublicKey);
      damaged[i] = static_cast<char>(damaged[i] + change);
      EXPECT_FALSE(read_key(damaged)) << i << " " << change;
    }
  }
  for (std::size_t i = 0; i < kPrivateKey.size(); ++i) {
    for (const int change : {1, 2, 255}) {
      std::string damaged(kPrivateKey);
      damaged[i] = static_cast<char>(damaged[i] + change);
      EXPECT_FALSE(read_private_key(damaged)) << i << " " << change;
    }
  }
}

TEST(NoteKey, OfAnotherLengthOrKindIsRefusedThoughItsIdIsRight) {
  for (const std::string_view text : {"PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
                                      "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"}) {
    const auto key = read_key(text);
    ASSERT_FALSE(key) << text;
    EXPECT_EQ(key.error().kind, FailureKind::kWrongUse);
  }
}

TEST(NoteKey, NamesHaveNoSpacesAndNoPlus) {
  const PublicKey key = test::published_key("PeterNeumann").key;
  for (const std::string_view good : {"a", "example.com/log", "caf\xC3\xA9", "\xE2\x80\x94"}) {
    EXPECT_TRUE(is_key_name(good)) << good;
    EXPECT_TRUE(note_key(good, NoteKeyType::kEd25519, key)) << good;
  }
  for (const std::string_view bad :
       {"", " ", "a b", "a+b", "a\tb", "a\n", "\xC2\x85", "a\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x8A",
        "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80", "\xFF", "\xC3", "a\x01"}) {
    EXPECT_FALSE(is_key_name(bad)) << bad;
    EXPECT_FALSE(note_key(bad, NoteKeyType::kEd25519, key)) << bad;
  }
  EXPECT_TRUE(is_key_name(std::string(kKeyNameBytes, 'a')));
  EXPECT_FALSE(is_key_name(std::string(kKeyNameBytes + 1, 'a')));
}

TEST(NoteKey, NoMessageHoldsWhatWasRead) {
  std::string damaged(kPrivateKey);
  damaged.back() = 'A';
  const auto signer = read_private_key(damaged);
  ASSERT_FALSE(signer);
  EXPECT_EQ(signer.error().message.find("Neumann"), std::string::npos);
  EXPECT_EQ(signer.error().message.find("AYEK"), std::string::npos);
}

}  // namespace
}  // namespace licet::record
