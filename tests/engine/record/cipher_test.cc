#include <engine/record/cipher.h>
#include <gtest/gtest.h>
#include <string>

namespace licet::record {
namespace {

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

template <class Array>
Array array_of(std::string_view hex) {
  Array array{};
  const std::string bytes = bytes_of(hex);
  EXPECT_EQ(bytes.size(), array.size());
  std::copy_n(bytes.begin(), std::min(bytes.size(), array.size()), array.begin());
  return array;
}

SecretKey key_of(std::string_view hex) { return SecretKey(array_of<std::array<std::uint8_t, 32>>(hex)); }

// NIST SP 800-38A, F.1.5 and F.5.5.
constexpr std::string_view kNistKey = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
constexpr std::string_view kNistText =
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

TEST(SingleBlock, IsThatOfSp80038a) {
  const Block plain = array_of<Block>("6bc1bee22e409f96e93d7e117393172a");
  const Block sealed = array_of<Block>("f3eed1bdb5d2a03c064b5a7e3db181f8");
  EXPECT_EQ(encrypt_block(key_of(kNistKey), plain), sealed);
  EXPECT_EQ(decrypt_block(key_of(kNistKey), sealed), plain);
}

TEST(CounterMode, IsThatOfSp80038a) {
  const std::string sealed = bytes_of(
      "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
      "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6");
  const Block counter = array_of<Block>("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
  CounterMode cipher;
  for (int round = 0; round < 3; ++round) {
    std::string text = bytes_of(kNistText);
    cipher.apply(key_of(kNistKey), counter, text);
    EXPECT_EQ(text, sealed) << round;
    cipher.apply(key_of(kNistKey), counter, text);
    EXPECT_EQ(text, bytes_of(kNistText)) << round;
  }
}

TEST(CounterMode, BeginsAnewWhereALastBlockWasNotFull) {
  const Block counter{};
  CounterMode reused;
  for (std::size_t length = 0; length < 50; ++length) {
    std::string one(length, 'x');
    std::string two = one;
    reused.apply(key_of(kNistKey), counter, one);
    CounterMode().apply(key_of(kNistKey), counter, two);
    EXPECT_EQ(one, two) << length;
  }
}

// RFC 3394, 4.6.
constexpr std::string_view kWrappingKey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr std::string_view kWrappedKey = "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f";
constexpr std::string_view kWrapped =
    "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21";

TEST(KeyWrap, IsThatOfRfc3394) {
  EXPECT_EQ(wrap_key(key_of(kWrappingKey), key_of(kWrappedKey)), array_of<WrappedKey>(kWrapped));
  const auto unwrapped = unwrap_key(key_of(kWrappingKey), array_of<WrappedKey>(kWrapped));
  ASSERT_TRUE(unwrapped);
  EXPECT_EQ(unwrapped->bytes(), bytes_of(kWrappedKey));
}

TEST(KeyWrap, EveryChangedBitIsRefusedAndTheNextKeyOpensAgain) {
  const auto wrapped = array_of<WrappedKey>(kWrapped);
  for (std::size_t bit = 0; bit < 8 * wrapped.size(); ++bit) {
    auto changed = wrapped;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ 1U << bit % 8);
    EXPECT_FALSE(unwrap_key(key_of(kWrappingKey), changed)) << bit;
    EXPECT_TRUE(unwrap_key(key_of(kWrappingKey), wrapped)) << bit;
  }
  EXPECT_FALSE(unwrap_key(key_of(kWrappedKey), wrapped));
}

TEST(Overwrite, LeavesZeros) {
  std::string secret = "secret";
  overwrite(std::span<char>(secret));
  EXPECT_EQ(secret, std::string(6, '\0'));
}

}  // namespace
}  // namespace licet::record
