#include <engine/record/layout.h>
#include <engine/record/payload.h>
#include <gtest/gtest.h>
#include <set>

namespace licet::record {
namespace {

constexpr Salt kSalt = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
constexpr std::size_t kBefore = 20;  // salt and length

std::string text_of(std::size_t length) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i) text += static_cast<char>(i * 7 + length);
  return text;
}

class Payload : public testing::TestWithParam<std::size_t> {};

TEST_P(Payload, GivesItsContentBackAtEveryLength) {
  for (std::size_t length = 0; length <= 2 * GetParam() + 72; ++length) {
    const std::string content = text_of(length);
    const std::string plain = plain_payload(kSalt, content, GetParam());
    ASSERT_EQ(plain.size() % GetParam(), 0U);
    ASSERT_GE(plain.size(), kBefore + length);
    ASSERT_LT(plain.size(), kBefore + length + GetParam());
    ASSERT_EQ(content_of_payload(plain, GetParam()), content);
  }
}

TEST_P(Payload, IsRefusedWithMoreOrLessPadding) {
  const std::string plain = plain_payload(kSalt, text_of(100), GetParam());
  const std::string padding(GetParam(), '\0');
  EXPECT_TRUE(content_of_payload(plain, GetParam()));
  EXPECT_FALSE(content_of_payload(plain + padding, GetParam()));
  for (std::size_t length = 0; length < plain.size(); ++length) {
    ASSERT_FALSE(content_of_payload(std::string_view(plain).substr(0, length), GetParam())) << length;
  }
  EXPECT_FALSE(content_of_payload(plain + '\0', GetParam()));
}

TEST_P(Payload, EveryBitOfLengthAndPaddingCounts) {
  const std::size_t length = 100;
  const std::string plain = plain_payload(kSalt, text_of(length), GetParam());
  for (std::size_t bit = 0; bit < 8 * plain.size(); ++bit) {
    std::string changed = plain;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    EXPECT_NE(commitment_of(changed), commitment_of(plain));
    if (bit / 8 < kSaltBytes || (bit / 8 >= kBefore && bit / 8 < kBefore + length)) continue;
    const auto content = content_of_payload(changed, GetParam());
    // A longer content may reach into the padding; then it is another one.
    ASSERT_TRUE(!content || content->size() > length || bit / 8 < kBefore) << bit;
    ASSERT_TRUE(!content || *content != text_of(length)) << bit;
  }
}

INSTANTIATE_TEST_SUITE_P(Alignments, Payload, testing::Values(kPayloadAlignment, kDecisionAlignment));

TEST(PayloadLimits, HoldAtTheEdges) {
  for (const std::size_t length : {kContentBytes - 1, kContentBytes, kPayloadBytes - kBefore}) {
    const std::string plain = plain_payload(kSalt, std::string(length, 'x'), kPayloadAlignment);
    ASSERT_LE(plain.size(), kPayloadBytes);
    const auto content = content_of_payload(plain, kPayloadAlignment);
    ASSERT_TRUE(content);
    EXPECT_EQ(content->size(), length);
  }
  const std::string beyond = plain_payload(kSalt, std::string(kPayloadBytes - kBefore + 1, 'x'), kPayloadAlignment);
  EXPECT_FALSE(content_of_payload(beyond, kPayloadAlignment));
  std::string immense = plain_payload(kSalt, "x", kPayloadAlignment);
  for (std::size_t i = kSaltBytes; i < kBefore; ++i) immense[i] = '\xFF';
  EXPECT_FALSE(content_of_payload(immense, kPayloadAlignment));
}

TEST(PayloadPadding, OfDecisionsIsWider) {
  EXPECT_EQ(payload_alignment(RecordKind::kDecision), kDecisionAlignment);
  for (const auto kind : {RecordKind::kEvent, RecordKind::kErasure, RecordKind::kKept, RecordKind::kOutbox}) {
    EXPECT_EQ(payload_alignment(kind), kPayloadAlignment);
  }
}

TEST(Commitment, IsTheHashBehindATwo) {
  const std::string plain = plain_payload(kSalt, "content", kPayloadAlignment);
  EXPECT_EQ(commitment_of(plain), sha256("\x02" + plain));
}

TEST(PayloadCipher, OpensWhatItSealed) {
  const SecretKey key(sha256("holder"));
  const RecordId id = {9, 8, 7};
  PayloadCipher cipher;
  for (const std::size_t length : {64U, 128U, 512U, 4096U}) {
    const std::string plain = text_of(length);
    std::string payload = plain;
    cipher.apply(key, id, payload);
    EXPECT_NE(payload, plain);
    EXPECT_EQ(payload.size(), plain.size());
    PayloadCipher().apply(key, id, payload);
    EXPECT_EQ(payload, plain);
  }
}

TEST(PayloadCipher, SealsEachRecordAndEachHolderUnderAKeyOfItsOwn) {
  PayloadCipher cipher;
  std::set<std::string> sealed;
  for (const auto* const holder : {"one", "two"}) {
    for (std::uint8_t record = 0; record < 10; ++record) {
      std::string payload(64, '\0');
      cipher.apply(SecretKey(sha256(holder)), RecordId{record}, payload);
      sealed.insert(payload);
    }
  }
  EXPECT_EQ(sealed.size(), 20U);
}

TEST(PayloadCipher, ItsKeyIsTheOneStepKdfOfHolderKeyAndRecordId) {
  const Digest secret = sha256("holder");
  const RecordId id = {1, 2, 3};
  std::string hashed("\0\0\0\1", 4);
  hashed.append(secret.begin(), secret.end());
  hashed += "licet payload";
  hashed += '\0';
  hashed.append(id.begin(), id.end());
  EXPECT_EQ(
      derive_key(SecretKey(secret), "licet payload", {reinterpret_cast<const char*>(id.data()), id.size()}).bytes(),
      SecretKey(sha256(hashed)).bytes());
}

TEST(RandomBytes, AreAsManyAsWantedAndDifferEachTime) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const auto bytes = random_bytes(16);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->size(), 16U);
    seen.insert(*bytes);
  }
  EXPECT_EQ(seen.size(), 100U);
  EXPECT_EQ(random_bytes(0), "");
}

}  // namespace
}  // namespace licet::record
