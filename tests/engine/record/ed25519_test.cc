#include <engine/record/ed25519.h>
#include <gtest/gtest.h>
#include <tests/engine/record/published_vectors.h>

namespace licet::record {
namespace {

using test::bytes_of_hex;

struct Published {
  const char* seed;
  const char* key;
  const char* message;
  const char* signature;
};

/// RFC 8032, section 7.1, tests 1 to 3.
constexpr std::array<Published, 3> kPublished = {
    {{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
      "655141438e7a100b"},
     {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
      "b00d291612bb0c00"},
     {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
      "c027beceea1ec40a"}}};

SigningKey key_of(const char* seed) { return SigningKey(SecretKey(test::digest_of(bytes_of_hex(seed)))); }

TEST(Ed25519, SignsAndVerifiesWhatTheStandardShows) {
  for (const Published& published : kPublished) {
    const SigningKey key = key_of(published.seed);
    const std::string message = bytes_of_hex(published.message);
    const Signature signature = key.sign(message);
    EXPECT_EQ(std::string(signature.begin(), signature.end()), bytes_of_hex(published.signature));
    EXPECT_EQ(key.public_key().bytes, test::digest_of(bytes_of_hex(published.key)));
    EXPECT_TRUE(verify(key.public_key(), message, signature));
  }
}

TEST(Ed25519, EveryBitOfTheSignatureTheMessageAndTheKeyCounts) {
  const SigningKey key = key_of(kPublished[2].seed);
  const std::string message = bytes_of_hex(kPublished[2].message);
  const Signature signature = key.sign(message);
  for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit) {
    Signature damaged = signature;
    damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ 1U << bit % 8);
    EXPECT_FALSE(verify(key.public_key(), message, damaged)) << bit;
  }
  for (std::size_t bit = 0; bit < 256; ++bit) {
    PublicKey damaged = key.public_key();
    damaged.bytes[bit / 8] = static_cast<std::uint8_t>(damaged.bytes[bit / 8] ^ 1U << bit % 8);
    EXPECT_FALSE(verify(damaged, message, signature)) << bit;
  }
  for (std::size_t bit = 0; bit < 8 * message.size(); ++bit) {
    std::string damaged = message;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
    EXPECT_FALSE(verify(key.public_key(), damaged, signature)) << bit;
  }
}

TEST(Ed25519, KeysThatAreMadeDifferAndSign) {
  const auto one = generate_signing_key();
  const auto two = generate_signing_key();
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->seed().bytes(), two->seed().bytes());
  EXPECT_TRUE(verify(one->public_key(), "head", one->sign("head")));
  EXPECT_FALSE(verify(two->public_key(), "head", one->sign("head")));
}

}  // namespace
}  // namespace licet::record
